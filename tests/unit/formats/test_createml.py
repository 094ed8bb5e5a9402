import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.recognised import Certainty
from assay.model.progress import result_of
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, read, written

CREATEML = ("06-formats", "datumaro-fixtures", "createml")


def box(label="cat", x: object = 5, y=4, width=4, height=2, **more):
    return {"label": label, "coordinates": {"x": x, "y": y, "width": width, "height": height}, **more}


def test_that_the_fixture_has_three_images_and_four_boxes_around_their_centres():
    reading = read(data(*CREATEML), "createml")
    assert counts(reading) == (3, 4, 0)
    assert [image.file_name for image in reading.images] == [
        "train/train_001.jpg",
        "train/train_002.jpg",
        "val/val_001.jpg",
    ]
    assert [(image.width, image.height) for image in reading.images] == [(10, 5)] * 3
    assert labels(reading) == ["label_0", "label_1", "label_0", "label_1"]
    assert reading.annotations.boxes.tolist() == [
        [0.5, 0.5, 3.5, 1.5],
        [-1, -2, 1, 2],
        [-0.5, -1, 0.5, 1],
        [-4.5, -0.5, 4.5, 0.5],
    ]


def test_that_one_of_its_files_is_read_alone():
    reading = read(data(*CREATEML, "val", "_annotations.createml.json"), "createml")
    assert counts(reading) == (1, 2, 0)


def test_that_other_names_of_the_fields_labels_of_images_and_what_else_is_said_are_read(tmp_path):
    images = [
        {"imagefilename": "a.jpg", "annotation": [box(confidence=0.5, id="x", by="ann")], "verified": True},
        {"image": "b.jpg", "annotations": ["sunny", {"label": "dusty"}]},
        {"image": "c.jpg", "annotations": "rainy"},
        {"image": "d.jpg", "annotations": []},
    ]
    reading = read(written(tmp_path, {"labels.json": images, "a.jpg": (20, 10)}), "createml")
    assert counts(reading) == (4, 4, 0)
    assert kinds(reading) == ["BOX", "TAG", "TAG", "TAG"]
    assert labels(reading) == ["cat", "sunny", "dusty", "rainy"]
    assert float(reading.annotations.records["score"][0]) == 0.5
    assert reading.annotations.extra[0] == {"id": "x", "other": {"by": "ann", "image": {"verified": True}}}
    assert reading.annotations.boxes[0].tolist() == [3, 3, 7, 5]


def test_that_bad_entries_are_listed_with_their_places_and_the_rest_is_read(tmp_path):
    images = [
        {
            "image": "a.jpg",
            "annotations": [box(), box(x="wide"), box(width=-2), box(label=""), {"label": "b", "coordinates": 5}],
        },
        {"annotations": []},
        7,
        {"image": "b.jpg", "annotations": 5},
    ]
    with Delivered.open(written(tmp_path, {"labels.json": images})) as delivered:
        reading = result_of(detect(delivered, "createml").read(delivered))
    assert counts(reading) == (2, 1, 7)
    assert [str(one) for one in reading.rejected] == [
        "labels.json, [0].annotations[1]: x is no finite number but 'wide'; left out",
        "labels.json, [0].annotations[2]: the box has a negative width (-2); left out",
        "labels.json, [0].annotations[3]: has no class; left out",
        "labels.json, [0].annotations[4]: coordinates is no object but 5; left out",
        "labels.json, [1]: names no image file (''); left out",
        "labels.json, [2]: the entry is no object but 7; left out",
        "labels.json, [3]: annotations is no list but 5; left out",
    ]


def test_that_a_list_without_any_box_is_only_likely(tmp_path):
    written(tmp_path, {"labels.json": [{"image": "a.jpg", "annotations": []}]})
    with Delivered.open(tmp_path) as delivered:
        assert detect(delivered).recognised.certainty == Certainty.LIKELY


def test_that_a_second_file_on_the_same_image_is_left_out(tmp_path):
    one = [{"image": "a.jpg", "annotations": [box()]}]
    reading = read(written(tmp_path, {"x.json": one, "y.json": one, "a.jpg": (9, 9)}), "createml")
    assert counts(reading) == (1, 1, 1)
    assert str(reading.rejected[0]).startswith("y.json, [0]: speaks of the same image as x.json")


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("createml", data(*CREATEML), tmp_path)
