import json
from dataclasses import replace

import numpy as np
import pytest

from assay.__main__ import main
from assay.geometry.brushing import brushed, empty_mask, stroke
from assay.geometry.shape_making import box_shape, mask_shape, ring_shape
from assay.geometry.splitting import split
from assay.model.batches import SetRole
from assay.model.corrections import Corrects, Suggestion
from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.model.people import Reviewer, Role
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from assay.review.change_correction import change_correction
from assay.review.judge_finding import judge_finding
from assay.review.log_defect import log_defect, withdraw_defect
from assay.review.merge_shapes import merge_shapes
from assay.review.propose_correction import propose_correction
from assay.review.revert import redo, revert, undo
from assay.review.revise_gold import revise_gold
from assay.review.split_shape import split_shape
from assay.review.take_over_shape import take_over_shape
from assay.review.withdraw_correction import withdraw_correction
from assay.store.annotation_reading import read_annotations
from assay.store.audit import audit
from assay.store.batches import batches, image_rows, newest_set
from assay.store.corrections import correction, corrections, corrections_after, corrections_on_image
from assay.store.defects import defects
from assay.store.history import history
from assay.store.project import Project

RINGS = ring_shape(
    [(10.125, 10), (70, 10), (70, 50), (10, 50.5)],
    [(20, 20), (30, 20), (30, 30)],
    kind=ShapeKind.POLYGON,
    holes=(False, True),
)
MASK = mask_shape(
    brushed(empty_mask(height=150, width=200), stroke(np.array([[40.0, 40], [80, 60]]), 9, height=150, width=200))
)
POINTS = ring_shape([(5, 5), (9, 30)], kind=ShapeKind.KEYPOINTS, visibility=(2, 1))
SHAPES = {"box": box_shape((10, 10), (60.5, 50)), "polygon": RINGS, "mask": MASK, "keypoints": POINTS}


@pytest.fixture
def one(project, me, comparison):
    """What a correction of the first vendor annotation on one.png is about."""
    return about(project, comparison, "one.png", number=1)


def about(project, comparison, file_name, *, number=0, label_set_id=None, **more):
    images = dict(image_rows(project.connection, batches(project.connection)[0].id))
    return Corrects(
        label_set_id=label_set_id or comparison.delivery_id, image_id=images[file_name], number=number, **more
    )


def car(shape, **more):
    return Suggestion(shape=shape, class_id=1, **more)


def rows(project):
    return project.connection.execute("SELECT * FROM correction ORDER BY id").fetchall()


def pages(project):
    return project.connection.execute("SELECT * FROM annotation_page ORDER BY label_set_id, image_id").fetchall()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_that_a_correction_is_kept_to_the_last_digit(project, me, one, shape):
    suggestion = car(shape, attributes={"colour": "rot", "doors": 4, "sold": True})
    before = pages(project)
    propose_correction(project, one, suggestion, by=me)
    (kept,) = corrections(project.connection, one.label_set_id)
    assert kept.says.is_same_as(suggestion)
    assert (kept.number, kept.about.image_id, kept.reviewer) == (1, one.image_id, "Ana Nowak")
    assert pages(project) == before


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_that_every_step_of_mending_is_undone_and_redone_across_a_restart(project, me, one, shape):
    propose_correction(project, one, car(box_shape((1, 1), (9, 9))), by=me)
    (kept,) = corrections(project.connection, one.label_set_id)
    states = [[], rows(project)]
    change_correction(project, kept.id, car(shape, attributes={"colour": "red"}), by=me)
    states.append(rows(project))
    withdraw_correction(project, kept.id, by=me)
    states.append(rows(project))
    path = project.path
    project.close()
    with Project.open(path) as again:
        for state in reversed(states[:-1]):
            undo(again, by=me)
            assert rows(again) == state
        for state in states[1:]:
            redo(again, by=me)
            assert rows(again) == state
        assert audit(again).problems == ()


def test_that_an_annotation_has_one_correction_however_often_it_is_suggested(project, me, one):
    propose_correction(project, one, car(box_shape((1, 1), (9, 9))), by=me)
    propose_correction(project, one, car(box_shape((2, 2), (9, 9))), by=me)
    (kept,) = corrections(project.connection, one.label_set_id)
    assert kept.says.shape.box == (2, 2, 9, 9)
    assert [line.summary for line in history(project.connection, limit=2)] == [
        "Change the correction of car on one.png",
        "Correct car on one.png",
    ]


def test_that_the_same_suggestion_again_changes_no_row(project, me, one):
    propose_correction(project, one, car(RINGS), by=me)
    (kept,) = corrections(project.connection, one.label_set_id)
    assert kept.says.is_same_as(car(RINGS))
    assert not kept.says.is_same_as(car(RINGS, removes=True))
    assert not kept.says.is_same_as(car(MASK))


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        (box_shape((5, 5), (5, 50)), "box cannot be suggested: it has no area"),
        (
            ring_shape([(1, 1), (2, 2)], kind=ShapeKind.POLYGON),
            "polygon cannot be suggested: it has fewer than 3 points",
        ),
        (mask_shape(empty_mask(height=9, width=9)), "mask cannot be suggested: it covers no pixel"),
        (replace(MASK, runs=MASK.runs[:-1]), "mask cannot be suggested: its runs are not as many pixels as it says"),
        (replace(RINGS, rings=(RINGS.rings[0] * np.nan, RINGS.rings[1])), "a coordinate is no number"),
        (replace(POINTS, rings=(POINTS.rings[0] * 1e300,)), "far beyond any image"),
        (box_shape((5, 5), (float("inf"), 50)), "no number"),
    ],
)
def test_that_a_shape_that_is_none_is_refused(project, me, one, shape, says):
    with pytest.raises(AssayError, match=says):
        propose_correction(project, one, car(shape), by=me)
    assert rows(project) == []


def test_that_what_is_not_there_cannot_be_corrected(project, me, comparison, one):
    with pytest.raises(AssayError, match="has no annotation 99 on one"):
        propose_correction(project, about(project, comparison, "one.png", number=99), car(RINGS), by=me)
    with pytest.raises(AssayError, match="The schema has no class 77"):
        propose_correction(project, one, Suggestion(shape=RINGS, class_id=77), by=me)
    with pytest.raises(AssayError, match="it was withdrawn"):
        change_correction(project, 5, car(RINGS), by=me)


def test_that_golds_shape_is_taken_over_with_its_class(project, me, comparison):
    swapped = about(project, comparison, "one.png", number=2)
    take_over_shape(project, swapped, from_set=comparison.gold_id, from_number=2, by=me)
    (kept,) = corrections(project.connection, comparison.delivery_id)
    assert (kept.says.class_id, kept.says.shape.box, kept.number) == (2, (100, 20, 150, 70), 2)
    with pytest.raises(AssayError, match="no annotation 3 on this image"):
        take_over_shape(project, swapped, from_set=comparison.gold_id, from_number=3, by=me)


def test_that_a_split_is_one_step(project, me, one):
    whole = car(RINGS)
    split_shape(project, one, whole, split(RINGS, (40, 0), (40, 90)), by=me)
    assert [kept.number for kept in corrections(project.connection, one.label_set_id)] == [1, 0]
    undo(project, by=me)
    assert rows(project) == []
    with pytest.raises(AssayError, match="does not cut through"):
        split_shape(project, one, whole, [RINGS], by=me)


def test_that_a_merge_is_one_step_and_removes_the_others(project, me, comparison, one):
    propose_correction(project, about(project, comparison, "one.png"), car(box_shape((0, 0), (9, 9))), by=me)
    before = rows(project)
    (new,) = corrections(project.connection, comparison.delivery_id)
    second = about(project, comparison, "one.png", number=2)
    parts = [(one, car(RINGS)), (second, car(box_shape((60, 20), (150, 70)))), (new.about, new.says)]
    merge_shapes(project, parts, by=me)
    kept = {found.number: found.says for found in corrections(project.connection, comparison.delivery_id)}
    assert kept.keys() == {1, 2}
    assert not kept[1].removes
    assert kept[1].shape.box == (0, 0, 150, 70)
    assert kept[2].removes
    undo(project, by=me)
    assert rows(project) == before
    with pytest.raises(AssayError, match="only boxes, polygons and masks"):
        merge_shapes(project, [(one, car(POINTS)), (second, car(RINGS))], by=me)


def test_that_withdrawing_a_defect_keeps_the_correction_and_undo_joins_them_again(project, me, comparison):
    place = about(project, comparison, "three.png")
    log_defect(
        project, label_set_id=comparison.delivery_id, image_id=place.image_id, code="MIS-OBJ", box=(1, 1, 9, 9), by=me
    )
    (logged,) = defects(project.connection, comparison.delivery_id)
    answer = about(project, comparison, "three.png", defect_id=logged.id)
    propose_correction(project, answer, car(box_shape((1, 1), (9, 9))), by=me)
    withdraw_defect(project, logged.id, by=me)
    (kept,) = corrections(project.connection, comparison.delivery_id)
    assert kept.about.defect_id is None
    undo(project, by=me)
    (kept,) = corrections(project.connection, comparison.delivery_id)
    assert kept.about.defect_id == logged.id
    first = next(line.id for line in history(project.connection) if line.verb == "log_defect")
    with pytest.raises(AssayError, match="something that came later refers to it"):
        revert(project, first, by=me)


def test_that_corrections_can_be_read_as_they_were(project, me, one):
    propose_correction(project, one, car(box_shape((1, 1), (9, 9))), by=me)
    (kept,) = corrections(project.connection, one.label_set_id)
    then = history(project.connection, limit=1)[0].id
    change_correction(project, kept.id, car(RINGS), by=me)
    withdraw_correction(project, kept.id, by=me)
    propose_correction(project, one, car(MASK), by=me)
    (earlier,) = corrections_after(project.connection, one.label_set_id, then)
    assert earlier.says.shape.box == (1, 1, 9, 9)
    assert corrections_after(project.connection, one.label_set_id, then - 1) == []


def test_that_a_damaged_correction_says_so(project, me, one):
    propose_correction(project, one, car(RINGS), by=me)
    project.connection.execute("UPDATE correction SET shape = '{\"box\": [1]}'")
    with pytest.raises(AssayError, match="Correction 1 is damaged in the project file"):
        correction(project.connection, 1)


def test_that_the_corrected_delivery_is_exported(project, me, comparison, tmp_path):
    changed = about(project, comparison, "one.png", number=2)
    take_over_shape(project, changed, from_set=comparison.gold_id, from_number=2, by=me)
    ghost = about(project, comparison, "three.png", number=4)
    propose_correction(project, ghost, car(box_shape((50, 50), (110, 110)), removes=True), by=me)
    missing = about(project, comparison, "two.png")
    take_over_shape(project, missing, from_set=comparison.gold_id, from_number=4, by=me)
    path = project.path
    project.close()
    out = tmp_path / "corrected.json"
    main(["export", str(path), "--format", "coco", "--labels", "corrected", "--out", str(out)])
    written = json.loads(out.read_text())["annotations"]
    assert [(one["category_id"], one["bbox"]) for one in written] == [
        (1, [10, 10, 60, 40]), (2, [100, 20, 50, 50]), (1, [20, 30, 80, 60]), (1, [150, 100, 40, 40]),
    ]  # fmt: skip
    assert [one["id"] for one in written][:3] == [501, 502, 503]


def test_that_gold_is_revised_by_its_corrections_and_the_old_revision_stays(project, me, comparison):
    batch = batches(project.connection)[0]
    before = pages(project)
    gold = comparison.gold_id
    propose_correction(
        project,
        about(project, comparison, "one.png", number=1, label_set_id=gold),
        car(box_shape((10, 10), (80, 50))),
        by=me,
    )
    with pytest.raises(AssayError, match="needs its reason"):
        result_of(revise_gold(project, batch, reason=" ", by=me))
    propose_correction(project, about(project, comparison, "three.png", label_set_id=gold), car(RINGS), by=me)
    revision = result_of(revise_gold(project, batch, reason="the car is longer", by=me))
    assert (revision.round, revision.annotations, revision.images) == (2, 5, 3)
    assert newest_set(project.connection, batch.id, SetRole.GOLD).id == revision.id
    revised = read_annotations(project.connection, revision.id)
    assert revised.records["number"].tolist() == [1, 2, 3, 4, 5]
    assert revised.boxes[0].tolist() == [10, 10, 80, 50]
    assert pages(project)[: len(before)] == before
    assert corrections(project.connection, revision.id) == []
    assert history(project.connection, limit=1)[0].reason == "the car is longer"
    assert audit(project).problems == ()
    with pytest.raises(AssayError, match="Nobody suggested a correction of gold, revision 2"):
        result_of(revise_gold(project, batch, reason="again", by=me))


def test_that_the_command_line_revises_gold(project, me, comparison, capsys):
    car_of_gold = about(project, comparison, "one.png", number=1, label_set_id=comparison.gold_id)
    propose_correction(project, car_of_gold, car(box_shape((10, 10), (80, 50))), by=me)
    path = str(project.path)
    project.close()
    assert main(["revise", path, "--reason", "the car is longer", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["revision"] == 2
    assert main(["revise", path, "--reason", "again"]) == 2
    assert "Nobody suggested a correction" in capsys.readouterr().err


def test_that_a_reviewer_cannot_revise_gold(project, comparison):
    somebody = Reviewer(9, "Otto Brandt", Role.REVIEWER)
    with pytest.raises(AssayError, match="an adjudicator or a lead"):
        result_of(revise_gold(project, batches(project.connection)[0], reason="because", by=somebody))


def test_that_a_new_comparison_takes_the_corrections_along(project, me, comparison, finding_of, tmp_path):
    from assay.compare.settings import ComparisonSettings
    from assay.review.compare_delivery import compare_delivery

    found = finding_of("CLS-SWAP")
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    answer = about(project, comparison, "one.png", number=found.vendor_number, finding_id=found.id)
    take_over_shape(project, answer, from_set=comparison.gold_id, from_number=found.gold_number, by=me)
    result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=me))
    (kept,) = corrections_on_image(project.connection, comparison.delivery_id, answer.image_id)
    assert kept.about.finding_id == finding_of_now(project).id
    assert audit(project).problems == ()


def finding_of_now(project):
    from assay.store.findings import all_findings, current_comparison

    delivery = newest_set(project.connection, batches(project.connection)[0].id, SetRole.DELIVERY)
    (found,) = all_findings(project.connection, current_comparison(project.connection, delivery.id).id, "CLS-SWAP")
    return found


OUTSIDE = {
    "right": box_shape((200, 10), (230, 40)),
    "left": box_shape((-30, 10), (0, 40)),
    "below": ring_shape([(10, 151), (40, 151), (40, 190)], kind=ShapeKind.POLYGON),
    "above, as a line": ring_shape([(10, -9), (40, -1)], kind=ShapeKind.POLYLINE),
    "far away, as a point": ring_shape([(900, 900)], kind=ShapeKind.KEYPOINTS, visibility=(2,)),
}


@pytest.mark.parametrize("shape", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_that_a_shape_wholly_outside_the_image_is_refused_by_every_verb(project, me, one, shape):
    propose_correction(project, one, car(SHAPES["box"]), by=me)
    before = rows(project)
    (known,) = corrections(project.connection, one.label_set_id)
    for refused in (
        lambda: propose_correction(project, one, car(shape), by=me),
        lambda: change_correction(project, known.id, car(shape), by=me),
        lambda: split_shape(project, one, car(SHAPES["box"]), [SHAPES["box"], shape], by=me),
    ):
        with pytest.raises(AssayError, match=r"lies wholly outside the image \(200 × 150\); draw it on the image"):
            refused()
    assert rows(project) == before


@pytest.mark.parametrize(
    "shape",
    [
        box_shape((190, 140), (230, 190)),
        box_shape((-5, -5), (1, 1)),
        ring_shape([(200, 150)], kind=ShapeKind.KEYPOINTS, visibility=(2,)),
        ring_shape([(0, 0), (0, 50)], kind=ShapeKind.POLYLINE),
    ],
)
def test_that_a_shape_which_reaches_the_image_is_kept(project, me, one, shape):
    propose_correction(project, one, car(shape), by=me)
    assert len(rows(project)) == 1


def test_that_an_object_outside_the_image_can_still_be_removed(project, me, one):
    propose_correction(project, one, car(OUTSIDE["right"], removes=True), by=me)
    assert len(rows(project)) == 1


def test_that_an_image_whose_size_nobody_knows_refuses_nothing(project, me, one):
    project.connection.execute("UPDATE image SET width = NULL, height = NULL")
    propose_correction(project, one, car(OUTSIDE["right"]), by=me)
    assert len(rows(project)) == 1
