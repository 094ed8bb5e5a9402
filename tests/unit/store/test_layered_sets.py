import numpy as np
import pytest

from assay.model.batches import SetRole
from assay.model.corrections import Corrects, Suggestion
from assay.model.ids import LabelSetId
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.review.create_project import last_reviewer
from assay.review.propose_correction import propose_correction
from assay.review.revise_gold import revise_gold
from assay.store.annotation_pages import covered_images, insert_pages, page_rows
from assay.store.annotation_reading import read_annotations
from assay.store.audit import audit
from assay.store.audit_rows import pages_digest
from assay.store.batches import batches, newest_set
from assay.store.covered_sizes import covered_sizes, covered_with_sizes
from assay.store.span_reading import read_span
from assay.store.touched_images import touched_images
from tests.annotation_builder import annotations, box

IMAGES = range(1, 21)


@pytest.fixture
def gold(project, me):
    """Gold of twenty images with a car on each."""
    with project.action("set_up", "Set up", by=me, undoable=False) as action:
        action.insert("vendor", {"name": "vendor"})
        version = action.insert("schema_version", {"created_at": action.at})
        action.insert("class", {"name": "car", "colour": "#5AA9FF", "since_version": version})
        action.insert("batch", {"vendor_id": 1, "name": "b", "schema_version": version, "created_at": action.at})
        for image in (*IMAGES, 21):
            action.insert("image", {"batch_id": 1, "file_name": f"{image}.png", "width": 100, "height": 100})
        values = {
            "batch_id": 1,
            "role": "gold",
            "round": 1,
            "name": "",
            "format": "",
            "source": "",
            "source_sha256": "",
        }
        row = action.insert("label_set", {**values, "imported_at": action.at, "images": 20, "annotations": 20})
        made = annotations(*(box(10, 10, 50, 50, image=image) for image in IMAGES))
        insert_pages(project.connection, row, list(page_rows(made, IMAGES)))
        action.update("label_set", row, {"pages_sha256": pages_digest(project.connection, row)})
    return newest_set(project.connection, batches(project.connection)[0].id, SetRole.GOLD)


def revised(project, image, *, number):
    """Gold's next revision, in which a car of an image (a new one for 0) is larger."""
    (batch,), me = batches(project.connection), last_reviewer(project)
    before = newest_set(project.connection, batch.id, SetRole.GOLD)
    about = Corrects(label_set_id=before.id, image_id=image, number=number)
    shape = Shape(kind=ShapeKind.BOX, box=(10.0, 10.0, 60.0 + before.round, 60.0))
    propose_correction(project, about, Suggestion(shape=shape, class_id=1), by=me)
    return result_of(revise_gold(project, batch, reason="larger", by=me))


def test_that_a_revision_keeps_only_the_pages_that_it_changed_and_says_all(project, gold):
    first, second = revised(project, 3, number=3), revised(project, 7, number=7)
    kept = project.connection.execute("SELECT label_set_id, image_id FROM annotation_page WHERE label_set_id > 1")
    assert kept.fetchall() == [(first.id, 3), (second.id, 3), (second.id, 7)]
    assert (second.images, second.annotations) == (20, 20)
    widths = read_annotations(project.connection, second.id).boxes[:, 2]
    assert {image: width for image, width in zip(IMAGES, widths.tolist(), strict=True) if width != 50} == {3: 61, 7: 62}
    assert read_annotations(project.connection, first.id, [7]).boxes[0, 2] == 50
    assert read_span(project.connection, second.id, 3, 7).annotations.boxes[:, 2].tolist() == [61, 50, 50, 50, 62]
    assert (read_annotations(project.connection, gold.id).boxes[:, 2] == 50).all()
    assert audit(project).problems == ()


def test_that_a_revision_covers_what_the_one_before_did_and_the_images_that_it_adds(project, gold):
    more = revised(project, 21, number=0)
    assert (more.images, more.annotations) == (21, 21)
    assert covered_images(project.connection, more.id) == [*IMAGES, 21]
    assert covered_images(project.connection, gold.id) == [*IMAGES]
    assert covered_sizes(project.connection, more.id).ids.tolist() == [*IMAGES, 21]
    assert read_span(project.connection, more.id, 1, 21).covered.tolist() == [*IMAGES, 21]
    assert read_annotations(project.connection, more.id, [21]).records["number"].tolist() == [21]
    assert audit(project).problems == ()


def test_that_only_the_pages_on_which_two_revisions_differ_are_touched(project, gold):
    first = revised(project, 3, number=3)
    second = revised(project, 7, number=7)
    assert touched_images(project.connection, gold.id, first.id) == [3]
    assert touched_images(project.connection, first.id, second.id) == [7]
    assert touched_images(project.connection, second.id, gold.id) == [3, 7]
    assert touched_images(project.connection, gold.id, gold.id) == []


def test_that_a_revision_of_many_images_stands_on_nothing(project, gold):
    last = [revised(project, image, number=image) for image in (2, 4, 6, 8)][-1]
    bases = project.connection.execute("SELECT based_on FROM label_set WHERE id > 1 ORDER BY id").fetchall()
    assert bases == [(gold.id,), (gold.id,), (None,), (gold.id + 3,)]
    assert np.flatnonzero(read_annotations(project.connection, last.id).boxes[:, 2] != 50).tolist() == [1, 3, 5, 7]
    assert touched_images(project.connection, gold.id, last.id) == [2, 4, 6, 8]
    assert audit(project).problems == ()


def test_that_a_page_changed_below_a_revision_is_told_of_both(project, gold):
    later = revised(project, 3, number=3)
    project.connection.execute("UPDATE annotation_page SET count = 2 WHERE label_set_id = 1 AND image_id = 5")
    told = [problem for problem in audit(project).problems if "not those that were imported" in problem]
    assert [f"label set {one}" in problem for one, problem in zip((gold.id, later.id), told, strict=True)] == [
        True,
        True,
    ]


def test_that_sizes_as_text_are_the_rows_by_id_also_of_a_revision(project, gold):
    project.connection.execute("UPDATE image SET width = NULL WHERE id = 4")
    project.connection.execute("UPDATE image SET width = 640.5, height = 0 WHERE id = 9")
    for one in (gold, revised(project, 3, number=3)):
        rows = project.connection.execute("SELECT id, width, height FROM image WHERE id < 21 ORDER BY id").fetchall()
        assert covered_with_sizes(project.connection, one.id).as_rows() == repr(rows)
        sizes = covered_sizes(project.connection, one.id)
        assert sizes.ids.tolist() == [*IMAGES]
        known = [(width, height) for _, width, height in rows]
        told = [
            (None if np.isnan(width) else width, 0 if np.isnan(height) else height)
            for width, height in zip(sizes.widths.tolist(), sizes.heights.tolist(), strict=True)
        ]
        assert told == known


def test_that_a_set_without_images_has_no_sizes(project):
    assert covered_with_sizes(project.connection, LabelSetId(99)).as_rows() == "[]"
    assert len(covered_sizes(project.connection, LabelSetId(99)).ids) == 0
