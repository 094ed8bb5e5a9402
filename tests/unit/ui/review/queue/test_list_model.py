import pytest
from PySide6.QtCore import Qt

from assay.model.batches import ImageStatus
from assay.model.changes import Changes
from assay.review.judge_image import judge_image
from assay.store.queue import QueueFilter
from assay.ui.review.queue.list_model import ROW_ROLE, QueueModel
from assay.ui.review.queue.pages import KEPT_PAGES, PAGE

IMAGES = PAGE * (KEPT_PAGES + 2)


@pytest.fixture
def delivery(project, me):
    """A delivery of more images than are kept in memory."""
    with project.action("set_up", "Set up", by=me) as action:
        vendor = action.insert("vendor", {"name": "Labelworks"})
        version = action.insert("schema_version", {"created_at": action.at})
        batch = action.insert(
            "batch", {"vendor_id": vendor, "name": "Batch 07", "schema_version": version, "created_at": action.at}
        )
        label_set = action.insert(
            "label_set",
            {"batch_id": batch, "role": "delivery", "round": 0, "name": "d", "format": "coco", "source": "", "source_sha256": "",
             "imported_at": action.at},
        )  # fmt: skip
        connection = project.connection
        connection.executemany(
            "INSERT INTO image (id, batch_id, file_name) VALUES (?, ?, ?)",
            [(number, batch, f"{number:05}.png") for number in range(1, IMAGES + 1)],
        )
        connection.execute(
            "INSERT INTO image_review (id, label_set_id, image_id, position) SELECT id + 100000, ?, id, id FROM image",
            (label_set,),
        )
    return label_set


@pytest.fixture
def model(qapp, project, delivery):
    made = QueueModel(project)
    made.load(delivery, QueueFilter.ALL, "")
    return made


def test_that_all_ids_are_there_and_rows_come_when_they_are_asked_for(model):
    assert model.rowCount() == IMAGES
    assert model.index(IMAGES - 1).data() == f"{IMAGES:05}.png"


def test_that_a_row_comes_back_after_its_page_was_forgotten(model):
    for position in range(0, IMAGES, PAGE):
        model.row(position)
    assert model.index(0).data() == "00001.png"


def test_that_a_judged_image_is_read_again_where_it_stands(model, project, delivery, me, qtbot):
    model.row(300)
    with qtbot.waitSignal(model.dataChanged) as caught:
        more = model.take(judge_image(project, delivery, model.ids[300], ImageStatus.ACCEPTED, by=me))
    assert more == 1
    assert [index.row() for index in caught.args[:2]] == [PAGE, 2 * PAGE - 1]
    assert model.row(300).status is ImageStatus.ACCEPTED


def test_that_the_count_must_be_taken_anew_when_the_image_was_not_in_memory(model, project, delivery, me):
    assert model.take(judge_image(project, delivery, model.ids[5000], ImageStatus.ACCEPTED, by=me)) is None


def test_that_changes_elsewhere_change_nothing(model):
    assert model.take(Changes({"reviewer": frozenset({1})})) == 0


def test_that_an_image_that_no_longer_fits_stays_until_the_filter_is_applied_anew(model, project, delivery, me):
    model.load(delivery, QueueFilter.TODO, "")
    model.take(judge_image(project, delivery, model.ids[0], ImageStatus.ACCEPTED, by=me))
    assert model.rowCount() == IMAGES
    model.load(delivery, QueueFilter.TODO, "")
    assert model.rowCount() == IMAGES - 1


def test_that_the_same_images_again_are_no_reset(model, delivery, qtbot):
    with qtbot.assertNotEmitted(model.modelReset):
        model.load(delivery, QueueFilter.ALL, "")


def test_that_the_image_of_a_review_is_found_while_it_is_in_memory(model):
    model.row(0)
    assert model.image_of(frozenset({100001})) == 1
    assert model.image_of(frozenset({100001, 100002})) is None
    assert model.image_of(frozenset({100000 + IMAGES})) is None


def test_that_a_screen_reader_is_told_name_state_and_findings(model):
    index = model.index(0)
    assert index.data(ROW_ROLE).file_name == "00001.png"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "00001.png, to do, no findings"


def test_that_the_model_keeps_qts_rules(model, delivery, qtmodeltester):
    model.load(delivery, QueueFilter.ALL, "0000")
    qtmodeltester.check(model)
    assert model.rowCount() == 9
