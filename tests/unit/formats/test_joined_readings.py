import json

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.errors import AssayError
from assay.model.progress import result_of
from tests.unit.formats.archives import zipped
from tests.unit.formats.coco_files import annotation, document
from tests.unit.formats.soundness import assert_sound


def part(file_name, *annotations, categories):
    images = [{"id": 1, "file_name": file_name, "width": 9, "height": 9}]
    return json.dumps(document(*annotations, images=images, categories=categories)).encode()


def read(path):
    with Delivered.open(path) as delivered:
        reading = result_of(detect(delivered).read(delivered))
    assert_sound(reading)
    return reading


TRAIN = part(
    "a.jpg", annotation(annotator="ann"), annotation(bbox=[1, 1, -1, 1]), categories=[{"id": 1, "name": "cat"}]
)
VAL = part(
    "a.jpg", annotation(category_id=1, annotator="bob"), categories=[{"id": 1, "name": "dog"}, {"id": 2, "name": "cat"}]
)


def test_that_parts_with_images_of_one_name_in_folders_of_their_own_are_read_together(tmp_path):
    path = zipped(
        tmp_path / "all.zip",
        {"train/labels.json": TRAIN, "train/a.jpg": b"1", "val/labels.json": VAL, "val/a.jpg": b"2", "../x": b""},
    )
    reading = read(path)
    assert reading.images.file_names == ("train/a.jpg", "val/a.jpg")
    assert reading.images.keys == (1, 2)
    assert [(one.key, one.name) for one in reading.classes] == [(1, "cat"), (2, "dog")]
    assert [reading.classes[row].name for row in reading.annotations.records["class_id"]] == ["cat", "dog"]
    assert [reading.annotators[row] for row in reading.annotations.records["annotator_id"]] == ["ann", "bob"]
    assert [one.where for one in reading.rejected] == ["'../x'", "train/labels.json: annotations[1] (id 1)"]


def test_that_two_opinions_on_one_image_are_not_joined(tmp_path):
    path = zipped(tmp_path / "all.zip", {"one/labels.json": TRAIN, "two/labels.json": VAL, "a.jpg": b"1"})
    with pytest.raises(
        AssayError, match=r"2 label files \(one/labels.json, two/labels.json\) that speak of the same images"
    ):
        read(path)
