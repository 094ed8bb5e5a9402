import json
from dataclasses import replace

import numpy as np
import pytest

from assay.formats import coco
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.annotations import Annotations
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.coco_files import annotation, read, read_annotations
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.soundness import assert_sound

NAMED = [{"id": 1, "name": "cat", "keypoints": ["nose", "tail"], "skeleton": [[1, 2]]}]


def kinds(annotations: Annotations) -> list[str]:
    return [ShapeKind(kind).name for kind in annotations.records["kind"]]


def test_that_keypoints_stand_beside_the_box_of_their_annotation(tmp_path):
    reading = read_annotations(tmp_path, annotation(keypoints=[12, 22, 2, 0, 0, 0], num_keypoints=1), categories=NAMED)
    assert kinds(reading.annotations) == ["BOX"]
    assert reading.annotations.extra[0] == {
        "keypoints": [[12, 22], [0, 0]],
        "visibility": [2, 0],
        "keypoint_names": ["nose", "tail"],
    }
    assert [str(note) for note in reading.notes] == [
        "categories: 1 have a skeleton, the lines between keypoints, which is not kept"
    ]


@pytest.mark.parametrize("bbox", [None, [12, 22, 8, 18]])
def test_that_keypoints_are_the_shape_where_there_is_no_other(tmp_path, bbox):
    alone = annotation(bbox=bbox, keypoints=[12, 22, 2, 20, 40, 1, 0, 0, 0])
    outlined = annotation(id=2, segmentation=[[0, 0, 9, 0, 9, 9]], bbox=[0, 0, 9, 9])
    reading = read_annotations(tmp_path, outlined, alone, outlined | {"id": 3})
    assert_sound(reading)
    assert kinds(reading.annotations) == ["POLYGON", "KEYPOINTS", "POLYGON"]
    assert reading.annotations.boxes[1].tolist() == [12, 22, 20, 40]
    assert reading.annotations.rings(1)[0].tolist() == [[12, 22], [20, 40], [0, 0]]
    assert reading.annotations.rings(2)[0].tolist() == [[0, 0], [9, 0], [9, 9]]
    assert reading.annotations.extra[1] == {"visibility": [2, 1, 0]}


def test_that_one_keypoint_is_no_box_without_area(tmp_path):
    reading = read_annotations(tmp_path, annotation(bbox=[12, 22, 0, 0], keypoints=[12, 22, 2]))
    assert kinds(reading.annotations) == ["KEYPOINTS"]
    assert not reading.annotations.records["flags"][0] & Flag.INVALID


@pytest.mark.parametrize(
    ("keypoints", "why"),
    [
        ([1, 2], "keypoints is no list of x, y and visibility but [1, 2]"),
        ("1", "keypoints is no list of x, y and visibility but '1'"),
        ([1, 2, 3], "a visibility of keypoints is no whole number from 0 on but 3"),
        ([1, None, 2], "a number of keypoints is no finite number but None"),
        ([1, 1e9, 2], "keypoints has a coordinate that no image has (1e+09)"),
    ],
)
def test_that_keypoints_that_cannot_be_understood_are_kept_and_noted(tmp_path, keypoints, why):
    reading = read_annotations(tmp_path, annotation(keypoints=keypoints))
    assert [str(note) for note in reading.notes] == [f"annotations[0] (id 1): {why}; the keypoints are not drawn"]
    assert reading.annotations.extra[0] == {"other": {"keypoints": keypoints}}


def test_that_a_wrong_number_of_keypoints_or_names_is_noted(tmp_path):
    counted = annotation(keypoints=[12, 22, 2, 0, 0, 0], num_keypoints=2)
    reading = read_annotations(tmp_path, counted, annotation(id=2, keypoints=[15, 25, 2]), categories=NAMED)
    assert [note.what for note in reading.notes[1:]] == [
        "num_keypoints is 2, but 1 are labelled",
        "has 1 keypoints, but its category names 2",
    ]


def test_that_an_annotation_with_keypoints_but_none_labelled_and_no_box_is_left_out(tmp_path):
    reading = read_annotations(tmp_path, annotation(bbox=None, keypoints=[0, 0, 0]))
    assert [one.why for one in reading.rejected] == ["has neither a bbox nor a segmentation; left out"]


def test_that_the_keypoints_of_a_fixture_are_read_to_the_point():
    with Delivered.open(data("06-formats/datumaro-fixtures/coco-keypoints")) as delivered:
        reading = result_of(detect(delivered).read(delivered))
    assert (len(reading.images), len(reading.annotations), reading.rejected) == (2, 3, ())
    assert kinds(reading.annotations) == ["BOX", "POLYGON", "MASK"]
    assert reading.annotations.extra[0]["keypoints"] == [[0, 0], [0, 2], [4, 1]]
    assert reading.annotations.extra[0]["visibility"] == [0, 1, 2]
    assert reading.annotations.extra[1]["keypoints"] == [[1, 2], [3, 4], [2, 3]]
    assert reading.annotations.attributes(1) == {"x": 1, "y": "hello"}
    assert reading.annotations.extra[2]["keypoints"] == [[2, 4], [4, 4], [4, 2]]


def test_that_real_people_keep_their_17_points_and_are_written_back_as_they_came(tmp_path):
    path = data("09-coco-photos-cc-by/person_keypoints.json")
    reading = read(path)
    assert (len(reading.images), len(reading.annotations), reading.rejected) == (33, 52, ())
    labelled = [sum(seen > 0 for seen in one["visibility"]) for one in reading.annotations.extra.values()]
    assert (len(labelled), labelled.count(0)) == (52, 31)
    assert reading.annotations.extra[0]["keypoint_names"][:2] == ["nose", "left_eye"]
    result_of(coco.write(tmp_path / "again.json", reading))
    theirs, ours = (
        {one["id"]: one for one in json.loads(file.read_text("utf-8"))["annotations"]}
        for file in (path, tmp_path / "again.json")
    )
    for key, one in theirs.items():
        assert ours[key]["keypoints"] == one["keypoints"]
        assert ours[key]["num_keypoints"] == one["num_keypoints"]
        assert np.allclose(ours[key]["bbox"], one["bbox"], atol=1e-6)


def test_that_what_coco_cannot_say_of_keypoints_is_noted(tmp_path):
    points = [12, 22, 2, 20, 40, 1]
    reading = read_annotations(
        tmp_path, annotation(keypoints=points), annotation(id=2, keypoints=points), categories=NAMED
    )
    extra = {0: reading.annotations.extra[0], 1: {**reading.annotations.extra[1], "keypoint_names": ["a", "b"]}}
    changed = replace(reading, annotations=replace(reading.annotations, extra=extra))
    notes = result_of(coco.write(tmp_path / "again.json", changed))
    assert [str(note) for note in notes] == [
        "annotation 2 (id 2): calls its keypoints otherwise than its class does; the names are lost"
    ]


@pytest.mark.timeout(600)
def test_that_damaged_keypoints_are_read_or_refused_with_a_sentence(tmp_path):
    fuzz("coco", data("06-formats/datumaro-fixtures/coco-keypoints"), tmp_path)
