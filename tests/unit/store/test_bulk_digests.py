from dataclasses import replace

import pytest

from assay.model.batches import ImageStatus, SetRole
from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review import look_into_images as looking
from assay.review.judge_finding import judge_finding
from assay.review.judge_image import judge_image
from assay.review.look_into_images import look_into_images
from assay.review.revert import undo
from assay.review.set_image_folder import set_image_folder
from assay.store.audit import audit
from assay.store.audit_rows import pages_digest
from assay.store.batches import batches
from assay.store.findings import all_findings
from tests.small_delivery import bring_in, compared


@pytest.fixture
def comparison(project, me, tmp_path):
    """A small batch, compared, one finding of which is judged and one image of which is rejected."""
    found = compared(project, tmp_path / "batch", by=me)
    first = all_findings(project.connection, found.id)[0]
    judge_finding(project, [first.id], Verdict.DEFECT, by=me)
    judge_image(project, found.delivery_id, first.image_id, ImageStatus.REJECTED, by=me)
    return found


IMAGES = "what is known of the images of batch 1 (Batch 1) is not what the last action on them left"
ANNOTATORS = "the annotators are not those that the last import left"


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE image SET file_name = 'other.png' WHERE id = 1", IMAGES),
        ("UPDATE image SET width = 9 WHERE id = 1", IMAGES),
        ("UPDATE image SET sha256 = NULL WHERE id = 2", IMAGES),
        ("UPDATE image SET found = 0 WHERE id = 2", IMAGES),
        ("UPDATE image SET found = x'00' WHERE id = 2", IMAGES),
        ("UPDATE image SET decode_problem = 'broken' WHERE id = 3", IMAGES),
        ("UPDATE image SET phash = 1 WHERE id = 3", IMAGES),
        ("INSERT INTO image (batch_id, file_name) VALUES (1, 'more.png')", IMAGES),
        ("UPDATE annotator SET name = 'somebody else'", ANNOTATORS),
        ("UPDATE annotator SET cohort = 'night shift'", ANNOTATORS),
        ("INSERT INTO annotator (vendor_id, name) VALUES (1, 'b9')", ANNOTATORS),
        ("UPDATE image_review SET status = 'accepted' WHERE status = 'rejected'", "row 1 of image_review is not what action"),
        ("UPDATE image_review SET reviewer_id = NULL", "row 1 of image_review is not what action"),
        ("UPDATE image_review SET at = '2020' WHERE status = 'rejected'", "row 1 of image_review is not what action"),
        ("UPDATE image_review SET status = 'accepted' WHERE status = 'todo'", "row 2 of image_review was changed by nobody's action"),
        ("DELETE FROM image_review WHERE id = 3", "1 image is missing from the queue of label set 2"),
        ("DELETE FROM image_review WHERE id = 1", "row 1 of image_review is not what action"),
        ("UPDATE image_review SET critical = 7", "counts other findings than there are on 3 of its images, first on image 1"),
        ("UPDATE image_review SET unjudged = 0", "the queue of label set 2 counts other findings"),
    ],
)  # fmt: skip
def test_that_what_was_changed_behind_the_journal_is_told(project, me, comparison, tampering, told):
    result_of(look_into_images(project, batches(project.connection)[0], by=me))
    assert audit(project).problems == ()
    project.connection.execute(tampering)
    assert any(told in problem for problem in audit(project).problems)


def test_that_every_action_on_images_leaves_the_audit_content(project, me, comparison, tmp_path):
    (batch,) = batches(project.connection)
    assert audit(project).problems == ()
    (tmp_path / "batch" / "images").rename(tmp_path / "elsewhere")
    set_image_folder(project, batch, tmp_path / "elsewhere", by=me)
    assert audit(project).problems == ()
    result_of(look_into_images(project, replace(batch, image_root=str(tmp_path / "elsewhere")), by=me))
    assert audit(project).problems == ()
    bring_in(project, tmp_path / "batch" / "delivery.json", SetRole.DELIVERY, by=me)
    assert audit(project).problems == ()
    undone = judge_image(project, comparison.delivery_id, 2, ImageStatus.ACCEPTED, by=me)
    assert undone
    undo(project, by=me)
    assert audit(project).problems == ()


def test_that_a_look_that_is_cancelled_half_way_is_no_tampering(project, me, comparison, monkeypatch):
    monkeypatch.setattr(looking, "AT_A_TIME", 1)
    work = look_into_images(project, batches(project.connection)[0], by=me)
    next(work)
    work.close()
    assert audit(project).problems == ()
    result_of(look_into_images(project, batches(project.connection)[0], by=me))
    project.connection.execute("UPDATE image SET phash = 1 WHERE id = 3")
    assert audit(project).problems == (IMAGES,)


def test_that_a_project_without_digests_is_not_accused(project, me, comparison):
    project.connection.execute("DELETE FROM setting WHERE name LIKE '%sha256'")
    project.connection.execute("UPDATE image SET width = 9")
    assert not any("images of batch" in problem for problem in audit(project).problems)


@pytest.mark.parametrize("column", ["records", "rings", "points", "runs", "extra"])
@pytest.mark.parametrize("value", ["'text'", "7", "1.5"])
def test_that_a_page_that_is_no_bytes_is_told_by_the_image(project, me, comparison, column, value):
    project.connection.execute(f"UPDATE annotation_page SET {column} = {value} WHERE label_set_id = 2 AND image_id = 1")
    told = "The annotations of image 1 in label set 2 are damaged in the project file (no bytes stand there); restore a copy of it"
    assert told in audit(project).problems
    with pytest.raises(AssayError, match="damaged in the project file"):
        pages_digest(project.connection, 2)
