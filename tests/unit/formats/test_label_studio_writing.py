import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.label_studio_writing import write
from assay.formats.pending import Said
from assay.formats.shape_checks import bounds_of, box_corners
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.round_trips import AT_RANDOM, Held, assert_round_trip, assert_same, contents_held
from tests.unit.formats.written_contents import contents_of

HELD = Held(
    kinds=set(ShapeKind) - {ShapeKind.KEYPOINTS, ShapeKind.TAG},
    ids=True,
    scores=True,
    attributes=True,
    attribute_values=st.integers(0, 99) | st.text(st.characters(categories=["L", "N"]), max_size=5),
)
TAGS = Held(kinds={ShapeKind.TAG, ShapeKind.BOX}, ids=True, scores=True)


@given(contents_held(HELD))
@AT_RANDOM
def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
    assert_round_trip("label-studio", contents, HELD, tmp_path_factory.mktemp("written"))


@given(contents_held(TAGS))
@AT_RANDOM
def test_that_classes_of_whole_images_are_read_again(tmp_path_factory, contents):
    assert_round_trip("label-studio", contents, TAGS, tmp_path_factory.mktemp("written"))


def written(tmp_path, contents):
    path = tmp_path / "tasks.json"
    notes = result_of(write(path, contents))
    with Delivered.open(path) as delivered:
        return notes, result_of(detect(delivered, "label-studio").read(delivered))


def test_that_people_and_models_stay_apart(tmp_path):
    with Delivered.open(data("07-known-numbers/label-studio-3-annotators/test_bbox.json")) as delivered:
        reading = result_of(detect(delivered).read(delivered))
    _, again = written(tmp_path, reading)
    held = Held(kinds={ShapeKind.BOX}, ids=True, annotators=True)
    assert_same(again, reading, held)
    tasks = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    assert [len(task["predictions"]) for task in tasks] == [4] * 5


def test_that_keypoints_are_written_as_points_inside_their_box(tmp_path):
    ring = np.array([(12.0, 12), (20, 20), (25, 15)])
    contents = contents_of(ShapeKind.KEYPOINTS, rings=[ring], visibility=[2, 1, 0], keypoint_names=["a", "b", "c"])
    notes, again = written(tmp_path, contents)
    assert ["hidden or not labelled" in note.what for note in notes] == [True]
    assert again.annotations.boxes[0].tolist() == [10, 10, 30, 30]
    np.testing.assert_allclose(again.annotations.rings(0)[0], ring[:2], atol=1e-9)
    assert again.annotations.extra[0]["keypoint_names"] == ["a", "b"]


def test_that_a_single_point_stays_one(tmp_path):
    contents = contents_of(ShapeKind.KEYPOINTS, (5, 6, 5, 6), rings=[np.array([(5.0, 6)])], visibility=[2])
    notes, again = written(tmp_path, contents)
    assert (notes, again.annotations.rings(0)[0].tolist()) == ([], [[5, 6]])


def test_that_a_polygon_with_a_hole_becomes_a_mask_and_is_noted(tmp_path):
    rings = [box_corners((10, 10, 30, 30)), box_corners((15, 15, 20, 20))]
    notes, again = written(tmp_path, contents_of(ShapeKind.POLYGON, rings=rings, holes=[False, True]))
    assert "it is written as a mask" in notes[0].what
    assert again.annotations.records["kind"].tolist() == [ShapeKind.MASK]
    assert int(again.annotations.mask_runs(0)[3::2].sum()) == 400 - 25


def test_that_a_rotated_box_without_right_angles_becomes_an_outline_and_is_noted(tmp_path):
    ring = np.array([(0.0, 0), (10, 0), (14, 10), (4, 10)])
    notes, again = written(tmp_path, contents_of(ShapeKind.ROTATED_BOX, bounds_of([ring]), rings=[ring]))
    assert "without right angles" in notes[0].what
    np.testing.assert_allclose(again.annotations.rings(0)[0], ring, atol=1e-9)


def test_that_an_image_of_unknown_size_is_noted_since_percent_need_it(tmp_path):
    notes, again = written(tmp_path, contents_of(ShapeKind.BOX, width=None))
    assert "whose size is not known" in notes[0].what
    assert (len(again.images), len(again.annotations)) == (1, 0)


def test_that_what_has_no_place_is_noted(tmp_path):
    said = Said(flags=Flag.CROWD, attributes={"is it": True}, other={"lead_time": 3})
    notes, again = written(tmp_path, contents_of(ShapeKind.BOX, annotator=0, annotators=("Ann", "5"), said=said))
    assert [note.where for note in notes] == ["annotations"] * 3 + ["annotators"]
    assert again.annotations.attributes(0) == {"is it": "true"}
    assert again.annotators == ("Ann",)
