import json

import numpy as np
from hypothesis import given

from assay.formats.datumaro_writing import write
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.pending import Said
from assay.formats.shape_checks import bounds_of, box_corners
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.round_trips import AT_RANDOM, Held, assert_round_trip, assert_same, contents_held
from tests.unit.formats.written_contents import contents_of

HELD = Held(
    kinds=set(ShapeKind),
    ids=True,
    annotators=True,
    scores=True,
    flags=Flag.CROWD,
    attributes=True,
    parts=True,
    unused_classes=True,
)


@given(contents_held(HELD))
@AT_RANDOM
def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
    assert_round_trip("datumaro", contents, HELD, tmp_path_factory.mktemp("written"))


def written(tmp_path, contents):
    path = tmp_path / "train.json"
    notes = result_of(write(path, contents))
    with Delivered.open(path) as delivered:
        return notes, result_of(detect(delivered, "datumaro").read(delivered))


def test_that_a_real_data_set_is_written_again(tmp_path):
    with Delivered.open(data("06-formats/datumaro-fixtures/datumaro-json")) as delivered:
        reading = result_of(detect(delivered).read(delivered))
    notes, again = written(tmp_path, reading)
    assert notes == []
    assert_same(again, reading, Held(kinds={ShapeKind.TAG}, scores=True, attributes=True, unused_classes=True))
    assert again.images.keys == reading.images.keys


def test_that_a_caption_is_written_as_one(tmp_path):
    contents = contents_of(ShapeKind.TAG, (0, 0, 100, 80), label="caption", said=Said(attributes={"caption": "a cat"}))
    notes, again = written(tmp_path, contents)
    entry = json.loads((tmp_path / "train.json").read_text("utf-8"))["items"][0]["annotations"][0]
    assert (notes, entry["type"], entry["caption"]) == ([], "caption", "a cat")
    assert again.annotations.attributes(0) == {"caption": "a cat"}


def test_that_keypoints_keep_their_names(tmp_path):
    ring = np.array([(12.0, 12), (20, 20)])
    contents = contents_of(
        ShapeKind.KEYPOINTS, (12, 12, 20, 20), rings=[ring], visibility=[2, 1], keypoint_names=["a", "b"]
    )
    notes, again = written(tmp_path, contents)
    assert notes == []
    assert again.annotations.extra[0]["keypoint_names"] == ["a", "b"]


def test_that_group_order_and_track_are_written(tmp_path):
    said = Said(source_id=3, other={"z_order": 2, "group": 4, "track_id": 9})
    notes, again = written(tmp_path, contents_of(ShapeKind.BOX, said=said))
    assert notes == []
    assert again.annotations.extra[0]["other"] == said.other


def test_that_a_polygon_with_a_hole_becomes_a_mask_and_is_noted(tmp_path):
    rings = [box_corners((10, 10, 30, 30)), box_corners((15, 15, 20, 20))]
    notes, again = written(tmp_path, contents_of(ShapeKind.POLYGON, rings=rings, holes=[False, True]))
    assert "it is written as a mask" in notes[0].what
    assert int(again.annotations.mask_runs(0)[3::2].sum()) == 400 - 25


def test_that_a_turned_ellipse_and_a_skewed_box_become_outlines_and_are_noted(tmp_path):
    ring = np.array([(50.0, 40), (60, 50), (45, 45)])
    notes, again = written(tmp_path, contents_of(ShapeKind.ELLIPSE, rings=[ring]))
    assert "is a turned ellipse" in notes[0].what
    assert again.annotations.records["kind"].tolist() == [ShapeKind.POLYGON]
    skewed = np.array([(0.0, 0), (10, 0), (14, 10), (4, 10)])
    notes, again = written(tmp_path, contents_of(ShapeKind.ROTATED_BOX, bounds_of([skewed]), rings=[skewed]))
    assert "without right angles" in notes[0].what
    np.testing.assert_allclose(again.annotations.rings(0)[0], skewed)


def test_that_what_has_no_place_is_noted(tmp_path):
    said = Said(source_id="x1", flags=Flag.IGNORE, attributes={"score": 3}, other={"lead_time": 3})
    notes, _ = written(tmp_path, contents_of(ShapeKind.BOX, said=said))
    assert [note.what.split(" ", 1)[1][:24] for note in notes] == [
        'have the mark "ignore", ',
        "have an id that is text,",
        "have times and other fie",
        "called score mean someth",
    ]
