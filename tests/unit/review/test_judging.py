import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.batches import ImageStatus
from assay.model.defect_types import Severity
from assay.model.errors import AssayError
from assay.model.findings import Ruling, Verdict
from assay.model.ids import ComparisonId
from assay.model.people import Reviewer, Role
from assay.model.progress import result_of
from assay.review.adjudicate import adjudicate
from assay.review.compare_delivery import compare_delivery
from assay.review.judge_finding import judge_finding, judge_severity
from assay.review.judge_image import judge_image
from assay.review.log_defect import edit_defect, log_defect, withdraw_defect
from assay.review.revert import redo, revert, undo
from assay.review.set_reviewer import add_reviewer, switch_reviewer
from assay.store.batches import batches
from assay.store.defects import defects
from assay.store.findings import (
    all_findings,
    challenged_gold,
    contested_findings,
    count_by_code,
    current_comparison,
    finding,
)
from assay.store.history import history
from assay.store.people import reviewers
from assay.store.queue import QueueFilter, queue_counts, queue_ids, queue_rows
from tests.small_delivery import EXPECTED


def everything(project):
    """Every row that judging can touch, to compare two states of a project."""
    tables = (
        "verdict",
        "adjudication",
        "defect",
        "gold_challenge",
        "image_review",
        "rework_request",
        "rework_item",
    )
    rows = {table: project.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}
    return rows | {"findings": all_findings(project.connection, ComparisonId(1))}


def test_that_a_comparison_finds_the_planted_faults(project, comparison):
    assert count_by_code(project.connection, comparison.id) == EXPECTED
    assert comparison.counts["matched"] == 2
    assert comparison.counts["mislabelled"] == 1
    assert comparison.counts["precision"] == pytest.approx(2 / 4)
    assert comparison.counts["recall"] == pytest.approx(2 / 4)


def test_that_confirming_a_finding_logs_its_defect_with_the_sentence_for_the_vendor(
    project, me, comparison, finding_of
):
    judge_finding(project, [finding_of("CLS-SWAP").id], Verdict.DEFECT, by=me)
    (logged,) = defects(project.connection, comparison.delivery_id)
    assert (logged.code, logged.severity, logged.charged) == ("CLS-SWAP", Severity.MAJOR, True)
    assert logged.instruction == "Change class from car to van."


@pytest.mark.parametrize("verdict", [Verdict.DISMISSED, Verdict.CONTESTED, Verdict.VENDOR_RIGHT, None])
def test_that_any_other_verdict_takes_the_defect_back(project, me, comparison, finding_of, verdict):
    found = finding_of("MIS-OBJ")
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    judge_finding(project, [found.id], verdict, by=me)
    assert defects(project.connection, comparison.delivery_id) == []
    assert finding(project.connection, found.id).verdict is verdict


def test_that_the_queue_counts_what_stands_on_an_image(project, me, comparison, finding_of):
    found = finding_of("EXT-GHOST")

    def row():
        return queue_rows(project.connection, comparison.delivery_id, [found.image_id])[0]

    assert (row().major, row().unjudged) == (1, 1)
    judge_finding(project, [found.id], Verdict.CONTESTED, by=me)
    assert (row().major, row().unjudged, row().contested) == (1, 0, 1)
    judge_finding(project, [found.id], Verdict.DISMISSED, by=me)
    assert (row().major, row().unjudged, row().contested) == (0, 0, 0)
    log_defect(
        project, label_set_id=comparison.delivery_id, image_id=found.image_id, code="GEO-OOB", box=(0, 0, 5, 5), by=me
    )
    assert row().minor == 1


def test_that_images_are_accepted_and_rejected(project, me, comparison):
    ids = queue_ids(project.connection, comparison.delivery_id)
    judge_image(project, comparison.delivery_id, ids[0], ImageStatus.ACCEPTED, by=me)
    judge_image(project, comparison.delivery_id, ids[1], ImageStatus.REJECTED, by=me)
    counts = queue_counts(project.connection, comparison.delivery_id)
    assert (counts.images, counts.done, counts.accepted, counts.rejected) == (3, 2, 1, 1)
    assert queue_ids(project.connection, comparison.delivery_id, QueueFilter.TODO) == ids[2:]
    assert queue_ids(project.connection, comparison.delivery_id, QueueFilter.ALL, "TWO") == [
        one for one in ids if queue_rows(project.connection, comparison.delivery_id, [one])[0].file_name == "two.png"
    ]


def test_that_ruling_for_the_vendor_challenges_gold_and_charges_nothing(project, me, comparison, finding_of):
    found = finding_of("MIS-OBJ")
    judge_finding(project, [found.id], Verdict.CONTESTED, by=me, comment="too small to see")
    adjudicate(project, found.id, Ruling.VENDOR_RIGHT, reason="nobody can see it", by=me)
    assert challenged_gold(project.connection, comparison.gold_id, found.image_id) == {found.gold_number}
    assert defects(project.connection, comparison.delivery_id) == []
    (ruled,) = contested_findings(project.connection, comparison.id)
    assert (ruled.ruling, ruled.reason, ruled.is_contested) == (Ruling.VENDOR_RIGHT, "nobody can see it", False)


def test_that_ruling_for_gold_charges_the_vendor_and_a_later_ruling_replaces_it(project, me, comparison, finding_of):
    found = finding_of("MIS-OBJ")
    judge_finding(project, [found.id], Verdict.VENDOR_RIGHT, by=me)
    adjudicate(project, found.id, Ruling.GOLD_RIGHT, reason="plain to see", by=me)
    assert [one.code for one in defects(project.connection, comparison.delivery_id)] == ["MIS-OBJ"]
    adjudicate(project, found.id, Ruling.BOTH_ACCEPTABLE, reason="on second thought", by=me)
    assert defects(project.connection, comparison.delivery_id) == []


def test_that_a_ruling_needs_a_reason_a_contested_finding_and_the_right_to_rule(project, me, finding_of):
    found = finding_of("MIS-OBJ")
    with pytest.raises(AssayError, match="not contested"):
        adjudicate(project, found.id, Ruling.GOLD_RIGHT, reason="because", by=me)
    judge_finding(project, [found.id], Verdict.CONTESTED, by=me)
    with pytest.raises(AssayError, match="needs its reason"):
        adjudicate(project, found.id, Ruling.GOLD_RIGHT, reason="  ", by=me)
    with pytest.raises(AssayError, match="adjudicator or a lead"):
        adjudicate(project, found.id, Ruling.GOLD_RIGHT, reason="because", by=Reviewer(me.id, "R. Kim", Role.REVIEWER))


def test_that_defects_by_hand_are_changed_and_withdrawn(project, me, comparison):
    image_id = queue_ids(project.connection, comparison.delivery_id)[0]
    log_defect(
        project,
        label_set_id=comparison.delivery_id,
        image_id=image_id,
        code="MIS-OBJ",
        box=(1, 2, 3, 4),
        by=me,
        class_name="car",
    )
    (logged,) = defects(project.connection, comparison.delivery_id)
    assert (logged.instruction, logged.box) == ("Add the missing car at the marked place.", (1, 2, 3, 4))
    edit_defect(project, logged.id, severity=Severity.CRITICAL, comment="a child", by=me)
    (changed,) = defects(project.connection, comparison.delivery_id)
    assert (changed.severity, changed.comment) == (Severity.CRITICAL, "a child")
    withdraw_defect(project, logged.id, by=me)
    assert defects(project.connection, comparison.delivery_id) == []
    with pytest.raises(AssayError, match="no defect code"):
        log_defect(project, label_set_id=comparison.delivery_id, image_id=image_id, code="XXX", box=(0, 0, 1, 1), by=me)


def test_that_every_action_can_be_undone_and_done_again(project, me, comparison, finding_of):
    found = finding_of("CLS-SWAP")
    states = [everything(project)]

    def step(act, *arguments, **options):
        act(project, *arguments, by=me, **options)
        states.append(everything(project))

    step(judge_finding, [found.id], Verdict.DEFECT)
    step(judge_severity, found.id, Severity.CRITICAL, reason="safety")
    step(judge_finding, [found.id], Verdict.CONTESTED)
    step(adjudicate, found.id, Ruling.GOLD_RIGHT, reason="it is a van")
    step(judge_image, comparison.delivery_id, found.image_id, ImageStatus.REJECTED)
    for state in reversed(states[:-1]):
        undo(project, by=me)
        assert everything(project) == state
    for state in states[1:]:
        redo(project, by=me)
        assert everything(project) == state
    undo(project, by=me)
    assert everything(project) == states[-2]


def test_that_a_new_action_forgets_what_could_be_redone(project, me, finding_of):
    judge_finding(project, [finding_of("MIS-OBJ").id], Verdict.DEFECT, by=me)
    undo(project, by=me)
    judge_finding(project, [finding_of("CLS-SWAP").id], Verdict.DEFECT, by=me)
    with pytest.raises(AssayError, match="nothing to redo"):
        redo(project, by=me)


def test_that_bulk_work_ends_the_undo_list(project, me, comparison):
    with pytest.raises(AssayError, match="nothing to undo"):
        undo(project, by=me)
    last = history(project.connection)[0]
    with pytest.raises(AssayError, match="bulk work"):
        revert(project, last.id, by=me)


def test_that_an_old_action_is_put_back_whatever_else_was_said_of_the_image(project, me, comparison, finding_of):
    found = finding_of("MIS-OBJ")
    log_defect(
        project, label_set_id=comparison.delivery_id, image_id=found.image_id, code="GEO-OOB", box=(0, 0, 5, 5), by=me
    )
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    first = history(project.connection)[0]
    log_defect(
        project, label_set_id=comparison.delivery_id, image_id=found.image_id, code="GEO-VERT", box=(0, 0, 5, 5), by=me
    )
    judge_image(project, comparison.delivery_id, found.image_id, ImageStatus.REJECTED, by=me)
    revert(project, first.id, by=me)
    assert finding(project.connection, found.id).verdict is None
    assert next(one for one in history(project.connection) if one.id == first.id).reverted
    (row,) = queue_rows(project.connection, comparison.delivery_id, [found.image_id])
    assert (row.status, row.major, row.minor, row.unjudged) == (ImageStatus.REJECTED, 1, 2, 1)


def test_that_an_action_whose_rows_have_changed_since_is_not_put_back(project, me, finding_of):
    found = finding_of("MIS-OBJ")
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    first = history(project.connection)[0]
    judge_finding(project, [found.id], Verdict.DISMISSED, by=me)
    with pytest.raises(AssayError, match=r"has since changed"):
        revert(project, first.id, by=me)


def test_that_who_sits_here_is_not_undone(project, me, finding_of):
    found = finding_of("MIS-OBJ")
    add_reviewer(project, "R. Kim", Role.REVIEWER, by=me)
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    switch_reviewer(project, next(one for one in reviewers(project.connection) if one.name == "R. Kim"))
    undo(project, by=me)
    assert finding(project.connection, found.id).verdict is None


def test_that_comparing_again_keeps_what_was_said(project, me, comparison, finding_of):
    judge_finding(project, [finding_of("MIS-OBJ").id], Verdict.DEFECT, by=me, comment="really")
    judge_finding(project, [finding_of("EXT-GHOST").id], Verdict.CONTESTED, by=me)
    again = result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(t_ok=0.6), by=me))
    assert current_comparison(project.connection, comparison.delivery_id) == again
    said = {one.code: (one.verdict, one.comment) for one in all_findings(project.connection, again.id)}
    assert said == {"MIS-OBJ": (Verdict.DEFECT, "really"), "EXT-GHOST": (Verdict.CONTESTED, ""), "CLS-SWAP": (None, "")}
    (logged,) = defects(project.connection, comparison.delivery_id)
    assert finding(project.connection, logged.finding_id).comparison_id == again.id
    row = queue_rows(
        project.connection, comparison.delivery_id, [finding_of_code(project, again, "EXT-GHOST").image_id]
    )[0]
    assert row.contested == 1


def finding_of_code(project, comparison, code):
    return all_findings(project.connection, comparison.id, code)[0]


def test_that_a_withdrawn_defect_leaves_its_finding_waiting_again(project, me, comparison, finding_of):
    found = finding_of("MIS-OBJ")
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    (logged,) = defects(project.connection, comparison.delivery_id)
    withdraw_defect(project, logged.id, by=me)
    assert finding(project.connection, found.id).verdict is None
