from dataclasses import replace

from assay.model.defect_types import Severity
from assay.ui.rework.defect_filter import DefectFilter, count_codes, count_severities, count_states
from assay.ui.rework.defect_rows import DefectRow, State

ONE = DefectRow(
    id=1, image_id=1, finding_id=None, severity=Severity.MAJOR, code="MIS-OBJ", name="Missing object", image="a.png",
    class_name="car", instruction="", comment="", by="Ana", state=State.TO_SEND, request=0,
)  # fmt: skip
ROWS = [ONE, replace(ONE, id=2, code="EXT-DUP", name="Duplicate", state=State.SENT, request=3), replace(ONE, id=3)]


def test_that_without_wishes_everything_is_shown():
    assert all(DefectFilter().has(row) for row in ROWS)


def test_that_state_and_severity_both_have_to_fit():
    wanted = DefectFilter(state=State.TO_SEND, severities=frozenset({Severity.MINOR}))
    assert not any(wanted.has(row) for row in ROWS)


def test_that_counts_name_what_does_not_occur_as_nought():
    assert count_states(ROWS) == {State.TO_SEND: 2, State.SENT: 1, State.NOT_CHARGED: 0}
    assert count_severities(ROWS)[Severity.CRITICAL] == 0


def test_that_codes_are_counted_with_the_most_frequent_first():
    assert count_codes(ROWS) == [("MIS-OBJ", "Missing object", 2), ("EXT-DUP", "Duplicate", 1)]


def test_that_a_sent_defect_says_in_which_request():
    assert ROWS[1].state_words == "In request 3"
