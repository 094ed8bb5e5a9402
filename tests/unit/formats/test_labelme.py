import base64
import io
import json
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.geometry.rle import raster_from_runs
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz

FOLDER = "06-formats/labelme-json"
SQUARE = [[1, 2], [9, 2], [9, 8], [1, 8]]


def read(path, name="") -> Reading:
    with Delivered.open(path) as delivered:
        detection = detect(delivered, name)
        assert detection.format.name == "labelme"
        return result_of(detection.read(delivered))


def shape(**said):
    fields = {"label": "cat", "points": SQUARE, "group_id": None, "shape_type": "polygon", "flags": {}} | said
    return {name: value for name, value in fields.items() if value != "absent"}


def read_shapes(folder, *shapes, name="a.json", **said) -> Reading:
    document = {"version": "5.7.0", "flags": {}, "shapes": list(shapes), "imagePath": "a.jpg", "imageData": "AAAA"}
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(document | {"imageHeight": 40, "imageWidth": 50} | said))
    return read(folder)


def kinds(reading) -> Counter:
    return Counter(ShapeKind(kind) for kind in reading.annotations.records["kind"].tolist())


def png(raster) -> str:
    file = io.BytesIO()
    Image.fromarray(np.array(raster, np.uint8) * 255).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("path", "name", "images", "found"),
    [
        (
            "primitives",
            "",
            1,
            {
                ShapeKind.BOX: 2,
                ShapeKind.ELLIPSE: 1,
                ShapeKind.POLYGON: 1,
                ShapeKind.POLYLINE: 2,
                ShapeKind.KEYPOINTS: 1,
                ShapeKind.MASK: 1,
            },
        ),
        ("bbox_detection/2011_000006.json", "", 1, {ShapeKind.BOX: 4}),
        ("bbox_detection", "labelme", 3, {ShapeKind.BOX: 9}),
        ("instance_segmentation/2011_000003.json", "", 1, {ShapeKind.POLYGON: 4}),
        ("instance_segmentation", "labelme", 3, {ShapeKind.POLYGON: 14}),
    ],
)
def test_that_a_real_delivery_is_read_whole(path, name, images, found):
    reading = read(data(FOLDER, path), name)
    assert (len(reading.images), kinds(reading)) == (images, found)
    assert reading.rejected == ()
    assert reading.notes == ()


@pytest.mark.parametrize("path", ["bbox_detection", "instance_segmentation"])
def test_that_a_folder_with_the_same_labels_in_two_formats_is_asked_about(path):
    with (
        Delivered.open(data(FOLDER, path)) as delivered,
        pytest.raises(AssayError, match=r"can be read in 2 ways: .*LabelMe.*Say which format was delivered"),
    ):
        detect(delivered)


def test_that_every_kind_of_shape_lies_where_it_was_drawn():
    annotations = read(data(FOLDER, "primitives")).annotations
    rows = {int(kind): row for row, kind in reversed(list(enumerate(annotations.records["kind"])))}
    assert annotations.boxes[rows[ShapeKind.BOX]].tolist() == [32, 35, 132, 135]
    radius = np.hypot(30, 41)
    circle = [[195, 84], [195 + radius, 84], [195, 84 + radius]]
    np.testing.assert_allclose(annotations.rings(rows[ShapeKind.ELLIPSE])[0], circle)
    assert annotations.rings(rows[ShapeKind.POLYGON])[0].tolist() == [[69, 318], [45, 403], [173, 406], [198, 321]]
    assert annotations.rings(rows[ShapeKind.POLYLINE])[0].tolist() == [[188, 178], [160, 224]]
    assert annotations.rings(rows[ShapeKind.KEYPOINTS])[0].tolist() == [[345, 174]]
    mask = raster_from_runs(annotations.mask_runs(rows[ShapeKind.MASK]))
    assert mask.shape == (450, 560)
    assert annotations.boxes[rows[ShapeKind.MASK]].tolist() == [417, 305, 517, 405]
    assert mask[350, 460]
    assert not mask[305, 417]


def test_that_outlines_of_one_class_and_group_are_parts_of_one_object():
    reading = read(data(FOLDER, "instance_segmentation", "2011_000006.json"))
    sofa = [one.name for one in reading.classes].index("sofa")
    [row] = np.flatnonzero(reading.annotations.records["class_id"] == sofa).tolist()
    assert len(reading.annotations.rings(row)) == 4
    assert reading.annotations.holes(row).tolist() == [False] * 4
    assert reading.annotations.extra[row]["other"] == {"group_id": 0}


def test_that_regions_to_ignore_are_flagged():
    reading = read(data(FOLDER, "instance_segmentation"), "labelme")
    ignored = [one.name for one in reading.classes].index("__ignore__")
    flagged = reading.annotations.records["flags"] & Flag.IGNORE > 0
    assert (flagged == (reading.annotations.records["class_id"] == ignored)).all()
    assert flagged.sum() == 2


def test_that_a_group_of_shapes_that_differ_stays_apart(tmp_path):
    nose = shape(label="nose", shape_type="point", points=[[3, 3]], group_id=1)
    box = shape(shape_type="rectangle", points=[[9, 8], [1, 2]], group_id=1)
    reading = read_shapes(tmp_path, shape(group_id=1), box, nose, shape(group_id=2))
    assert kinds(reading) == {
        ShapeKind.POLYGON: 2,
        ShapeKind.BOX: 1,
        ShapeKind.KEYPOINTS: 1,
    }
    assert reading.annotations.boxes[1].tolist() == [1, 2, 9, 8]
    assert [extra["other"]["group_id"] for extra in reading.annotations.extra.values()] == [1, 1, 1, 2]


def test_that_a_bad_part_of_a_group_costs_only_itself(tmp_path):
    reading = read_shapes(tmp_path, shape(group_id=1), shape(group_id=1, points=[[1, 1]]), shape(group_id=1))
    assert len(reading.annotations.rings(0)) == 2
    assert [one.where for one in reading.rejected] == ["a.json, shapes[1]"]


def test_that_flags_of_shapes_are_attributes_and_those_of_images_tags(tmp_path):
    drawn = shape(flags={"occluded": True, "night": False}, description="a b", score=0.5, attributes={"colour": "red"})
    reading = read_shapes(tmp_path, drawn, flags={"blurred": True, "dark": False})
    assert kinds(reading) == {ShapeKind.TAG: 1, ShapeKind.POLYGON: 1}
    assert [one.name for one in reading.classes] == ["blurred", "cat"]
    assert reading.annotations.boxes[0].tolist() == [0, 0, 50, 40]
    assert reading.annotations.attributes(1) == {"occluded": True, "night": False, "colour": "red"}
    assert reading.annotations.extra[1]["other"] == {"description": "a b"}
    assert reading.annotations.records["score"][1] == 0.5


def test_that_a_turned_box_has_four_corners(tmp_path):
    reading = read_shapes(
        tmp_path, shape(shape_type="rotation", direction=1.5), shape(shape_type="rectangle"), shape(shape_type="absent")
    )
    assert kinds(reading) == {ShapeKind.ROTATED_BOX: 1, ShapeKind.BOX: 1, ShapeKind.POLYGON: 1}
    assert reading.annotations.extra[0]["other"] == {"direction": 1.5}


def test_that_a_mask_lies_at_its_first_point(tmp_path):
    mask = shape(shape_type="mask", points=[[10.9, 20.2], [12.9, 21.2]], mask=png([[1, 0, 1], [0, 1, 0]]))
    reading = read_shapes(tmp_path, mask)
    raster = raster_from_runs(reading.annotations.mask_runs(0))
    assert np.argwhere(raster).tolist() == [[20, 10], [20, 12], [21, 11]]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (shape(label=""), "has no class"),
        (shape(label=None), "has no class"),
        (shape(points=[[1, 2], [3, 4]]), "the outline has fewer than 3 points (2)"),
        (shape(points=[[1, 2], [3, "x"]]), "a point is no finite number but 'x'"),
        (shape(points=[[1, 2], [3]]), "a point is not 2 numbers but [3]"),
        (shape(shape_type="rectangle", points=[[1, 2]]), "the rectangle has 1 points, not 2 or 4"),
        (shape(shape_type="circle"), "the circle has 4 points, not 2"),
        (shape(shape_type="spline"), "\"shape_type\" is 'spline', which is not known"),
        (shape(shape_type="mask", points=SQUARE[:2]), '"mask" is no text but None'),
        (shape(shape_type="mask", points=SQUARE[:2], mask="?"), '"mask" is no base64 text: '),
        (shape(shape_type="mask", points=SQUARE[:2], mask="AAAA"), "is no image that can be opened"),
        (shape(shape_type="mask", points=[[45, 2], [9, 9]], mask=png(np.ones((4, 9)))), "beyond the image"),
        (7, "the shape is no object but 7"),
    ],
)
def test_that_a_bad_shape_is_left_out_with_its_place(tmp_path, entry, why):
    reading = read_shapes(tmp_path, shape(), entry, shape())
    assert len(reading.annotations) == 2
    [rejected] = reading.rejected
    assert rejected.where == "a.json, shapes[1]"
    assert why in rejected.why


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.jpg", "in/a.jpg"),
        ("../pics/a.jpg", "pics/a.jpg"),
        ("..\\..\\x\\a.jpg", "x/a.jpg"),
        ("C:\\x\\a.jpg", "x/a.jpg"),
    ],
)
def test_that_the_path_of_an_image_is_given_from_the_label_file(tmp_path, path, name):
    reading = read_shapes(tmp_path, name="in/a.json", imagePath=path)
    assert reading.images.file_names == (name,)
    assert reading.rejected == ()


def test_that_a_missing_size_is_read_from_the_image(tmp_path):
    Image.new("1", (30, 20)).save(tmp_path / "a.jpg")
    reading = read_shapes(tmp_path, imageHeight=None, imageWidth=None)
    assert (reading.images[0].width, reading.images[0].height) == (30, 20)


def test_that_a_file_cut_short_is_refused_with_a_sentence(tmp_path):
    read_shapes(tmp_path, shape())
    whole = (tmp_path / "a.json").read_text()
    (tmp_path / "b.json").write_text(whole[: len(whole) // 2])
    (tmp_path / "c.json").write_text("{}")
    reading = read(tmp_path)
    assert len(reading.annotations) == 1
    assert all("b.json stops in the middle" in one.why for one in reading.rejected)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", ["primitives", "bbox_detection", "instance_segmentation"])
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, path):
    fuzz("labelme", data(FOLDER, path), tmp_path)
