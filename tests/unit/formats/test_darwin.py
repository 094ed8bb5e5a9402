import math
import shutil

import numpy as np
import pytest

from assay.formats.darwin_rasters import column_runs
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.geometry.rle import raster_from_runs, runs_from_lengths
from assay.model.errors import AssayError
from assay.model.shapes import Flag
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, people, read, written

SQUARE = [{"x": 0, "y": 0}, {"x": 10, "y": 0}, {"x": 10, "y": 8}, {"x": 0, "y": 8}]
HOLE = [{"x": 2, "y": 2}, {"x": 4, "y": 2}, {"x": 4, "y": 4}, {"x": 2, "y": 4}]


def fixture(name):
    return data("06-formats", "v7-darwin-convert", name, "from")


def slot(name="0", **more):
    return {"slot_name": name, "type": "image", "width": 20, "height": 10} | more


def item(*annotations, name="a.png", slots=(), **more):
    whole = {
        "version": "2.0",
        "item": {"name": name, "path": "/", "slots": list(slots) or [slot()]},
        "annotations": list(annotations),
    }
    whole["item"] |= more
    return whole


def annotation(name="cat", **more):
    return {"id": f"id of {name}", "name": name, "slot_names": ["0"]} | more


def box(x=1, y=2, w: object = 3, h=4, **more):
    return annotation(bounding_box={"x": x, "y": y, "w": w, "h": h}, **more)


@pytest.mark.parametrize(
    ("name", "found", "classes"),
    [
        ("coco", ["BOX", "ELLIPSE", "POLYGON"], ["test_bb", "test_ellipse", "test_poly"]),
        ("cvat", ["BOX"] * 2, ["test_bounding_box_basic"] * 2),
        ("instance_mask", ["POLYGON"] * 3, ["test_polygon_basic"] * 3),
        ("pascalvoc", ["BOX"] * 3, ["test_bounding_box_basic"] * 3),
        ("semantic_mask", ["MASK"], ["box"]),
        ("yolo", ["POLYGON", "BOX", "BOX", "BOX", "POLYGON"], ["test_poly", "bbox", "bbox", "bbox", "test_poly"]),
        ("yolov8", ["POLYGON", "BOX", "BOX", "BOX", "POLYGON"], ["test_poly", "bbox", "bbox", "bbox", "test_poly"]),
    ],
)
def test_that_every_fixture_has_one_image_and_its_annotations(name, found, classes):
    reading = read(fixture(name), "darwin")
    assert (len(reading.images), reading.rejected, reading.notes) == (1, (), ())
    assert kinds(reading) == found
    assert labels(reading) == classes


def test_that_the_fixture_without_a_name_is_called_after_its_file_and_two_equal_paths_are_no_area():
    reading = read(fixture("coco"), "darwin")
    assert reading.images[0][:4] == (1, "base_annotation", 1080, 1920)
    assert reading.annotations.boxes.tolist() == [[0, 0, 1, 1], [0, 0, 2, 2], [0, 0, 1, 1]]
    assert reading.annotations.source_id(0) == "007882ff-99c4-4c6f-b71b-79cfc147fef6"
    assert reading.annotations.holes(2).tolist() == [False, True]
    assert reading.annotations.records["flags"].tolist() == [0, 0, Flag.INVALID]
    assert reading.annotations.extra[2]["why"] == "the paths of the polygon leave nothing filled"


def test_that_the_fixtures_give_boxes_polygons_and_ids_as_they_are_written():
    boxes = read(fixture("cvat"), "darwin")
    assert boxes.images[0][:4] == ("0192c338-2dc8-bb9f-8dde-9c4a8714c957", "000000021295.jpg", 640, 427)
    assert boxes.annotations.boxes[0].tolist() == [166.0884, 113.1879, 166.0884 + 71.2665, 113.1879 + 43.7181]
    polygons = read(fixture("instance_mask"), "darwin").annotations
    assert polygons.rings(2)[0].tolist() == [[429.7618, 50.1959], [338.0705, 212.8307], [509.406, 213.5]]
    paths = read(fixture("yolo"), "darwin").annotations
    # the outer path is the last of the file
    assert [len(ring) for ring in paths.rings(0)] == [60, 4, 29, 16, 32]
    assert paths.holes(0).tolist() == [False, True, True, True, True]


def test_that_the_raster_layer_of_the_fixture_is_the_mask_of_its_annotation():
    reading = read(fixture("semantic_mask"), "darwin")
    raster = raster_from_runs(reading.annotations.mask_runs(0))
    assert raster.shape == (1024, 626)
    assert int(raster.sum()) == 2253
    first = 192527
    assert raster.ravel()[first - 1 : first + 5].tolist() == [False, True, True, True, True, False]


def test_that_every_kind_of_shape_is_read(tmp_path):
    nodes = [{"name": "nose", "x": 1, "y": 2, "occluded": False}, {"name": "ear", "x": 5, "y": 6, "occluded": True}]
    faces = {"front": {"x": 1, "y": 1, "w": 4, "h": 4}, "back": {"x": 3, "y": 0, "w": 4, "h": 4}}
    whole = item(
        box(),
        annotation(polygon={"paths": [HOLE, SQUARE]}, bounding_box={"x": 0, "y": 0, "w": 1, "h": 1}),
        annotation(polygon={"path": SQUARE, "additional_paths": []}),
        annotation(ellipse={"center": {"x": 10, "y": 5}, "radius": {"x": 4, "y": 2}, "angle": math.pi / 2}),
        annotation(line={"path": SQUARE[:2]}),
        annotation(keypoint={"x": 3, "y": 4}),
        annotation(skeleton={"nodes": nodes}),
        annotation(cuboid=faces),
        annotation(tag={}),
    )
    reading = read(written(tmp_path, {"a.json": whole}), "darwin")
    found = reading.annotations
    assert (counts(reading), kinds(reading)) == (
        (1, 9, 0),
        ["BOX", "POLYGON", "POLYGON", "ELLIPSE", "POLYLINE", "KEYPOINTS", "KEYPOINTS", "BOX", "TAG"],
    )
    assert found.boxes.round(9).tolist() == [
        [1, 2, 4, 6], [0, 0, 10, 8], [0, 0, 10, 8], [8, 1, 12, 9], [0, 0, 10, 0], [3, 4, 3, 4], [1, 2, 5, 6], [1, 0, 7, 5], [0, 0, 20, 10],
    ]  # fmt: skip
    assert (found.rings(1)[1].tolist(), found.holes(1).tolist()) == ([[2, 2], [4, 2], [4, 4], [2, 4]], [False, True])
    assert found.rings(3)[0].round(9).tolist() == [[10, 5], [10, 9], [8, 5]]
    assert (found.extra[6]["visibility"], found.extra[6]["keypoint_names"]) == ([2, 1], ["nose", "ear"])
    assert found.extra[7]["other"]["cuboid"] == faces


def test_that_who_made_and_reviewed_an_annotation_and_what_is_said_of_it_is_kept(tmp_path):
    said = box(
        annotators=[{"full_name": "Ann", "email": "ann@example.com"}, {"full_name": "Bob", "email": "bob@example.com"}],
        reviewers=[{"full_name": "Rae", "email": "rae@example.com"}],
        attributes=["old", "wet"],
        text={"text": "AB 12"},
        properties=[
            {"name": "colour", "value": "red"},
            {"name": "colour", "value": "blue"},
            {"name": "side", "value": "left"},
        ],
        inference={"confidence": 0.25, "model": {"name": "m"}},
        instance_id={"value": 7},
    )
    named = box(annotators=[{"full_name": "Cy"}], id="2")
    whole = item(said, named, workflow={"status": "review"}) | {"properties": [{"name": "weather", "value": "rain"}]}
    reading = read(written(tmp_path, {"a.json": whole}), "darwin")
    assert people(reading) == ["ann@example.com", "Cy"]
    assert float(reading.annotations.records["score"][0]) == 0.25
    kept = reading.annotations.extra[0]
    assert kept["attributes"] == {"old": True, "wet": True, "text": "AB 12", "colour": ["red", "blue"], "side": "left"}
    assert kept["other"]["reviewers"] == [{"full_name": "Rae", "email": "rae@example.com"}]
    assert kept["other"]["instance_id"] == {"value": 7}
    assert kept["other"]["inference"]["model"] == {"name": "m"}
    assert kept["other"]["item"] == {
        "workflow": {"status": "review"},
        "properties": [{"name": "weather", "value": "rain"}],
    }


def test_that_masks_of_one_layer_are_told_apart_row_by_row(tmp_path):
    layer = annotation("__raster_layer__", raster_layer={
        "dense_rle": [0, 1, 1, 2, 0, 3, 2, 1, 1, 1], "mask_annotation_ids_mapping": {"x": 1, "y": 2, "gone": 3}, "total_pixels": 8,
    })  # fmt: skip
    whole = item(
        annotation(id="x", mask={}),
        annotation(id="y", mask={}),
        layer,
        annotation(id="z", mask={}),
        slots=[slot(width=4, height=2)],
    )
    reading = read(written(tmp_path, {"a.json": whole}), "darwin")
    assert counts(reading) == (1, 2, 1)
    assert str(reading.rejected[0]) == "a.json, annotations[3]: is a mask that is in no raster layer; left out"
    assert raster_from_runs(reading.annotations.mask_runs(0)).astype(int).tolist() == [[0, 1, 1, 0], [0, 0, 0, 1]]
    assert raster_from_runs(reading.annotations.mask_runs(1)).astype(int).tolist() == [[0, 0, 0, 0], [0, 0, 1, 0]]
    assert [(note.code, note.what) for note in reading.notes] == [
        ("FMT-SCHEMA", "its raster layer has a mask for 'gone', and there is no such annotation")
    ]


@pytest.mark.parametrize(
    "runs", [[0, 7, 1], [0, 9], [0, -1, 1, 9], "ab", [[0, 8]], [0, 2**70], [0.5, 8], [0, [8]], None]
)
def test_that_a_layer_that_is_no_layer_costs_only_its_masks(tmp_path, runs):
    layer = annotation("l", raster_layer={"dense_rle": runs, "mask_annotation_ids_mapping": {"x": 1}})
    whole = item(layer, annotation(id="x", mask={}), box(), slots=[slot(width=4, height=2)])
    reading = read(written(tmp_path, {"a.json": whole}), "darwin")
    assert counts(reading) == (1, 1, 1)
    assert "its raster layer" in reading.rejected[0].why
    assert np.isfinite(reading.annotations.boxes).all()


def test_that_masks_of_any_shape_keep_every_pixel():
    values = np.random.default_rng(7).integers(0, 3, (9, 13))
    for value in (0, 1, 2, 5):
        runs = column_runs(np.flatnonzero(values == value), width=13, height=9)
        raster = raster_from_runs(runs_from_lengths(runs, height=9, width=13))
        assert np.array_equal(raster, values == value)


def test_that_every_slot_is_an_image_of_its_own(tmp_path):
    slots = [slot("left", source_files=[{"file_name": "l.png"}]), slot("right", source_files=["r.png"])]
    whole = item(box(slot_names=["right"]), box(slot_names=None), box(slot_names=["up"]), slots=slots, path="/day")
    reading = read(written(tmp_path, {"a.json": whole}), "darwin")
    assert [image.file_name for image in reading.images] == ["day/l.png", "day/r.png"]
    assert reading.annotations.records["image"].tolist() == [0, 1]
    assert [str(one) for one in reading.rejected] == ["a.json, annotations[2]: there is no slot 'up'; left out"]


def test_that_images_are_found_where_they_lie_and_give_their_size(tmp_path):
    whole = item(box(), slots=[{"slot_name": "0", "type": "image"}], path="/day")
    reading = read(written(tmp_path, {"releases/a.json": whole, "images/day/a.png": (7, 5)}), "darwin")
    assert reading.images[0][1:4] == ("images/day/a.png", 7, 5)


def test_that_bad_annotations_are_listed_with_their_places(tmp_path):
    bad = [
        box(w="wide"),
        annotation(string={"sources": []}),
        annotation(frames={}),
        box(name=5),
        7,
        annotation(polygon={"paths": []}),
        annotation(polygon={"paths": [5]}),
        box(annotators=[5]),
    ]
    reading = read(written(tmp_path, {"a.json": item(box(), *bad)}), "darwin")
    assert counts(reading) == (1, 1, len(bad))
    assert [one.why for one in reading.rejected] == [
        "w of the box is no finite number but 'wide'; left out",
        "has no shape that can be read (its fields are id, name, slot_names, string); left out",
        'has no shape that can be read but "frames" of a video (its fields are id, name, slot_names, frames); left out',
        "name is no text but 5; left out",
        "the annotation is no object but 7; left out",
        "has no path; left out",
        "polygon.paths is no list but 5; left out",
        "the annotator is no object but 5; left out",
    ]


def test_that_a_video_and_a_second_opinion_are_left_out(tmp_path):
    files = {"a.json": item(box()), "b.json": item(box()), "c.json": item(name="c.mp4", slots=[slot(type="video")])}
    reading = read(written(tmp_path, files), "darwin")
    assert counts(reading) == (1, 1, 2)
    assert [one.why for one in reading.rejected] == [
        "speaks of the same image as a.json, which was read; hand over the one that was delivered; left out",
        "is of a video; ask for its frames as images; left out",
    ]


def test_that_the_older_version_is_refused_with_what_to_ask_for(tmp_path):
    old = {"dataset": "x", "image": {"width": 1, "height": 1, "workview_url": "x"}, "annotations": []}
    path = written(tmp_path, {"old.json": old}) / "old.json"
    with Delivered.open(path) as delivered, pytest.raises(AssayError, match=r"ask for an export as Darwin JSON 2\.0"):
        detect(delivered)


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    folder = tmp_path / "items"
    folder.mkdir()
    for name in ("coco", "instance_mask", "semantic_mask", "yolo"):
        for path in fixture(name).glob("*.json"):
            shutil.copy(path, folder / f"{name} {path.name}")
    fuzz("darwin", folder, tmp_path)
