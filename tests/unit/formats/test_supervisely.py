import base64
import io
import math
import zlib

import numpy as np
import pytest
from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.geometry.rle import raster_from_runs
from assay.model.errors import AssayError
from assay.model.shapes import Flag
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, people, read, written

POINT_CLOUD = ("06-formats", "datumaro-fixtures", "supervisely-pointcloud")
RING = [[1, 1], [10, 1], [10, 8]]
MASK = np.array([[0, 1, 1], [1, 0, 0]], np.uint8)


def packed(raster, *, mode="palette", most=None):
    """A bitmap as Supervisely writes it, whose colour 0 is transparent, or in another way that it has been seen."""
    image = Image.fromarray(raster)
    file = io.BytesIO()
    if mode == "palette":
        image = image.convert("P")
        image.putdata(raster.ravel().tolist())
        image.putpalette([0, 0, 0, 255, 255, 255])
        image.save(file, "PNG", transparency=0)
    elif mode == "alpha":
        Image.merge("RGBA", [Image.fromarray(raster * 0)] * 3 + [Image.fromarray(raster * 255)]).save(file, "PNG")
    else:
        Image.fromarray(raster * 255).save(file, "PNG")
    return base64.b64encode(zlib.compress(file.getvalue()[:most])).decode()


def entry(kind="rectangle", exterior=RING[:2], **more):
    return {
        "classTitle": "cat",
        "geometryType": kind,
        "tags": [],
        "points": {"exterior": exterior, "interior": []},
    } | more


def bitmap(text, origin=(2, 3), **more):
    return entry("bitmap", bitmap={"data": text, "origin": list(origin)}, **more)


def whole(*objects, tags=(), width=20, height=10):
    return {"description": "", "tags": list(tags), "size": {"height": height, "width": width}, "objects": list(objects)}


def project(*objects, **more):
    return {
        "meta.json": {"classes": [{"id": 5, "title": "dog", "shape": "polygon"}], "tags": []},
        "set/ann/a.jpg.json": whole(*objects, **more),
    }


def test_that_whole_numbers_count_pixels(tmp_path):
    nodes = {"k1": {"loc": [1, 2]}, "k2": {"loc": [5, 6], "disabled": True}}
    objects = [
        entry(),
        entry("polygon", RING, points={"exterior": RING, "interior": [[[8, 2], [9, 2], [9, 3]]]}),
        entry("line", RING[:2]),
        entry("point", [[3, 4]]),
        entry("graph", nodes=nodes, points=None),
        entry("multipolygon", points=None, parts=[{"exterior": RING, "interior": []}, {"exterior": [[0, 0], [0, 1], [1, 1]]}]),
        entry("cuboid", points=[[1, 1], [4, 1], [4, 4], [1, 4], [3, 0], [6, 0], [6, 3], [3, 3]]),
        entry("oriented_bbox", [[0, 0], [3, 1]], angle=math.pi / 2),
    ]  # fmt: skip
    reading = read(written(tmp_path, project(*objects)), "supervisely")
    found = reading.annotations
    assert counts(reading) == (1, 8, 0)
    assert kinds(reading) == ["BOX", "POLYGON", "POLYLINE", "KEYPOINTS", "KEYPOINTS", "POLYGON", "BOX", "ROTATED_BOX"]
    assert found.boxes.round(9).tolist() == [
        [1, 1, 11, 2], [1.5, 1.5, 10.5, 8.5], [1.5, 1.5, 10.5, 1.5], [3.5, 4.5, 3.5, 4.5], [1.5, 2.5, 5.5, 6.5], [0.5, 0.5, 10.5, 8.5],
        [1.5, 0.5, 6.5, 4.5], [1, -1, 3, 3],
    ]  # fmt: skip
    assert found.rings(1)[1].tolist() == [[8.5, 2.5], [9.5, 2.5], [9.5, 3.5]]
    assert (found.holes(1).tolist(), found.holes(5).tolist()) == ([False, True], [False, False])
    assert (found.extra[4]["visibility"], found.extra[4]["keypoint_names"]) == ([2, 1], ["k1", "k2"])
    assert len(found.extra[6]["other"]["cuboid"]) == 8


def test_that_fractions_are_places(tmp_path):
    reading = read(
        written(tmp_path, project(entry(exterior=[[10.5, 8], [1, 2]]), entry("polygon", RING))), "supervisely"
    )
    assert reading.annotations.boxes.tolist() == [[1, 2, 10.5, 8], [1, 1, 10, 8]]


@pytest.mark.parametrize("mode", ["palette", "alpha", "grey"])
def test_that_a_bitmap_is_a_mask_at_its_origin(tmp_path, mode):
    reading = read(written(tmp_path, project(bitmap(packed(MASK, mode=mode)))), "supervisely")
    assert kinds(reading) == ["MASK"]
    raster = raster_from_runs(reading.annotations.mask_runs(0))
    assert raster.shape == (10, 20)
    assert raster[3:5, 2:5].astype(int).tolist() == MASK.tolist()
    assert int(raster.sum()) == 3
    assert reading.annotations.boxes[0].tolist() == [2, 3, 5, 5]


def test_that_a_bitmap_without_a_pixel_is_kept_with_its_fault(tmp_path):
    reading = read(written(tmp_path, project(bitmap(packed(MASK * 0)))), "supervisely")
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]


def test_that_who_made_an_object_and_what_is_said_of_it_is_kept(tmp_path):
    said = {
        "id": 77,
        "labelerLogin": "ann",
        "createdAt": "2021-05-23T13:03:36.293Z",
        "updatedAt": "2021-05-24T13:03:36.293Z",
        "nnCreated": True,
        "description": "behind the tree",
        "tags": [
            {"name": "wet", "value": None, "labelerLogin": "bob"},
            {"name": "age", "value": 3},
            {"name": "age", "value": 4},
        ],
    }
    tags = [{"id": 77, "name": "sunny", "value": "very", "labelerLogin": "bob", "createdAt": "2021"}]
    reading = read(written(tmp_path, project(entry(**said), entry(classTitle="", classId=5), tags=tags)), "supervisely")
    assert counts(reading) == (1, 3, 0)
    assert (people(reading), labels(reading)) == (["ann", "", "bob"], ["cat", "dog", "sunny"])
    assert reading.annotations.source_id(0) == 77
    kept = reading.annotations.extra
    assert kept[0]["attributes"] == {"wet": True, "age": [3, 4]}
    assert kept[0]["other"] == {name: said[name] for name in ("createdAt", "updatedAt", "nnCreated", "description")}
    assert kept[2] == {"attributes": {"value": "very"}, "other": {"id": 77, "createdAt": "2021"}}
    assert reading.notes == ()


def test_that_images_and_the_names_of_points_are_found_in_the_project(tmp_path):
    nodes = {"k1": {"label": "nose", "loc": [0, 0]}}
    meta = {
        "classes": [
            {"id": 1, "title": "cat", "shape": "graph", "geometry_config": {"nodes": nodes}},
            {"id": 2, "title": "dog"},
        ]
    }
    one = whole(entry("graph", nodes={"k1": {"loc": [1, 2]}, "k2": {"loc": [3, 4]}}))
    files = {
        "p/meta.json": meta,
        "p/x/ann/a.jpg.json": one,
        "p/y/ann/a.jpg.json": one,
        "p/x/img/a.jpg": (20, 10),
        "p/y/img/a.jpg": (20, 10),
        "p/y/ann/gone.jpg.json": whole(),
    }
    reading = read(written(tmp_path, files), "supervisely")
    assert [image.file_name for image in reading.images] == ["p/x/img/a.jpg", "p/y/img/a.jpg", "p/y/img/gone.jpg"]
    assert [one[:2] for one in reading.classes] == [(1, "cat"), (2, "dog")]
    assert reading.annotations.extra[0]["keypoint_names"] == ["nose", "k2"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (entry("cuboid_3d"), "its geometryType is no shape that can be read but 'cuboid_3d'"),
        (entry(classTitle=""), "has no class"),
        (entry(exterior=[[1, 1]]), "the rectangle has fewer than 2 corners (1)"),
        (entry("polygon", [[1, 1], [2, "x"], [3, 3]]), "the point is no finite number but 'x'"),
        (entry("polygon", [[1, 1], [2, 2]]), "the outline has fewer than 3 points (2)"),
        (entry(points=None), "points is no object but None"),
        (entry("graph", nodes=[]), "nodes is no object but []"),
        (bitmap("????"), "the bitmap cannot be unpacked"),
        (bitmap(5), "the bitmap is no text but 5"),
        (bitmap(base64.b64encode(b"abc").decode()), "the bitmap cannot be unpacked"),
        (bitmap(base64.b64encode(zlib.compress(b"abc")).decode()), "the bitmap is no PNG"),
        (bitmap(packed(MASK, most=40)), "the bitmap cannot be opened"),
        (bitmap(packed(np.ones((11, 3), np.uint8), mode="grey")), "the bitmap is 3 × 11, and the image 20 × 10"),
        (bitmap(packed(MASK), origin=(18, 3)), "the mask reaches from 18, 3 to 21, 5, beyond the image (20 × 10)"),
        (bitmap(packed(MASK), origin=(-1, 3)), "the origin is no whole number from 0 on but -1"),
        (7, "the object is no object but 7"),
    ],
)  # fmt: skip
def test_that_a_bad_object_is_listed_with_its_place_and_the_rest_is_read(tmp_path, bad, why):
    reading = read(written(tmp_path, project(entry(), bad)), "supervisely")
    assert counts(reading) == (1, 1, 1)
    assert reading.rejected[0].where == "set/ann/a.jpg.json, objects[1]"
    assert reading.rejected[0].why.startswith(why)
    assert reading.rejected[0].why.endswith("; left out")


def test_that_a_bitmap_that_swells_without_end_costs_a_sentence(tmp_path):
    bomb = base64.b64encode(zlib.compress(bytes(200 << 20))).decode()
    reading = read(written(tmp_path, project(entry(), bitmap(bomb))), "supervisely")
    assert reading.rejected[0].why == "the bitmap has more than 64 MB; left out"


@pytest.mark.parametrize("name", ["", "ds0/ann/frame1.pcd.json"])
def test_that_point_clouds_are_refused_with_what_to_ask_for(name):
    with (
        Delivered.open(data(*POINT_CLOUD, name)) as delivered,
        pytest.raises(AssayError, match="of Supervisely's point clouds, which are no images; ask for an image project"),
    ):
        detect(delivered)


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    nodes = {"k1": {"loc": [1, 2]}, "k2": {"loc": [5, 6], "disabled": True}}
    objects = [
        entry(id=1, labelerLogin="ann"),
        entry("polygon", RING),
        bitmap(packed(MASK)),
        bitmap(packed(MASK, mode="alpha")),
        entry("graph", nodes=nodes),
        entry("oriented_bbox", angle=0.5),
    ]
    files = project(*objects, tags=[{"name": "sunny", "value": 1}]) | {
        "set/ann/b.jpg.json": whole(entry("line", [[1.5, 2], [3, 4]]))
    }
    fuzz("supervisely", written(tmp_path / "project", files), tmp_path)
