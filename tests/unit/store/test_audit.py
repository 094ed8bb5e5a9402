import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.defect_types import Severity
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.judge_finding import judge_severity
from assay.store.audit import audit
from assay.store.batches import batches
from assay.store.findings import all_findings
from tests.small_delivery import compared


@pytest.fixture
def tampered(project):
    """A function that changes what triggers forbid to change, and gives what the audit says."""

    def change(statement: str):
        for trigger in ("action_stays", "action_is_kept", "change_stays", "change_is_kept"):
            project.connection.execute(f"DROP TRIGGER {trigger}")
        project.connection.execute("PRAGMA foreign_keys = OFF")
        project.connection.execute(statement)
        return audit(project).problems

    return change


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE action SET summary = 'other'",
        "UPDATE action SET summary = x'ff00'",
        "UPDATE action SET reviewer = 9e999",
        "UPDATE change SET after = x'00'",
        "DELETE FROM change",
    ],
)
def test_that_a_changed_journal_is_told(tampered, statement):
    assert any("action 1 does not fit" in problem for problem in tampered(statement))


@pytest.mark.parametrize("statement", ["UPDATE action SET summary = CAST(x'ff' AS TEXT)", "DROP TABLE action"])
def test_that_a_journal_that_cannot_be_read_is_told(tampered, statement):
    assert any("journal cannot be read" in problem for problem in tampered(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM finding_page WHERE image_id = 1",
        "UPDATE finding_page SET records = replace(records, 'EXT-GHOST', 'EXT-OOS00')",
        'UPDATE finding_page SET details = \'{"0":{"why":""}}\'',
        "UPDATE comparison SET settings = '{}'",
        "UPDATE comparison SET provenance = '{}'",
    ],
)
def test_that_changed_findings_are_told(tampered, project, me, tmp_path, statement):
    compared(project, tmp_path / "batch", by=me)
    assert audit(project).problems == ()
    assert tampered(statement)


def test_that_findings_of_an_older_comparison_may_go_and_a_severity_may_be_overridden(project, me, tmp_path):
    compared(project, tmp_path / "batch", by=me)
    batch = batches(project.connection)[0]
    record = result_of(compare_delivery(project, batch, ComparisonSettings(), by=me))
    found = all_findings(project.connection, record.id)
    judge_severity(project, found[0].id, Severity.CRITICAL, by=me)
    assert audit(project).problems == ()
