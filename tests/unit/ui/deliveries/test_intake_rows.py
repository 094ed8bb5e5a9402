from assay.model.defect_types import Severity
from assay.model.ids import IntakeFindingId, LabelSetId
from assay.model.intake import IntakeFinding
from assay.ui.deliveries.intake_rows import (
    FOLDED_FROM,
    IntakeFilter,
    RuleRow,
    count_severities,
    folded_at_first,
    heading_of,
    rows_of,
)


def finding(rule: str, place: str = "one.png", severity: Severity = Severity.MINOR) -> IntakeFinding:
    return IntakeFinding(
        id=IntakeFindingId(1), label_set_id=LabelSetId(1), rule=rule, code="GEO-OOB", severity=severity, image_id=None, number=0,
        place=place, sentence="reaches out", details={},
    )  # fmt: skip


def test_that_a_rule_with_many_findings_is_folded_unless_it_is_the_only_one():
    many = [finding("shape-outside")] * (FOLDED_FROM + 1)
    assert folded_at_first(many) == set()
    assert folded_at_first([*many, finding("shape-tiny")]) == {"shape-outside"}


def test_that_a_folded_rule_is_its_heading_alone():
    rows = rows_of([finding("shape-outside"), finding("shape-tiny")], {"shape-outside"})
    assert [isinstance(row, RuleRow) for row in rows] == [True, True, False]


def test_that_a_heading_is_as_severe_as_the_worst_of_its_findings():
    assert (
        heading_of([finding("note"), finding("note", severity=Severity.MAJOR)], is_folded=False).severity
        is Severity.MAJOR
    )


def test_that_a_filter_wants_both_the_severity_and_the_text():
    wanted = IntakeFilter(frozenset({Severity.MINOR}), "TWO")
    assert wanted.has(finding("note", "two.png"))
    assert not wanted.has(finding("note", "one.png"))
    assert not wanted.has(finding("note", "two.png", Severity.MAJOR))


def test_that_severities_are_counted_worst_first():
    assert list(count_severities([finding("note")]).items())[2] == (Severity.MINOR, 1)
