import json
from typing import Any

import numpy as np
import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, read, written

RECT = {"name": "rect", "x": 1, "y": 2, "width": 3, "height": 4}


def region(shape: Any, **attributes: Any) -> dict[str, Any]:
    return {"shape_attributes": shape, "region_attributes": attributes}


def entry(*regions: Any, name: str = "a.jpg", **said: Any) -> dict[str, Any]:
    return {"filename": name, "size": 9, "regions": list(regions), "file_attributes": {}} | said


def read_json(folder, whole: Any) -> Reading:
    path = folder / "via.json"
    path.write_text(json.dumps(whole))
    return read(path, "via")


@pytest.mark.parametrize(
    ("name", "images", "regions", "classes", "told"),
    [
        ("train", 24, 520, ["kudzu"], "'inseto' of 520 of 520 regions is read as their class; others are 'insect'"),
        ("val", 16, 349, ["region"], 'says nothing of its 349 regions; their class is called "region"'),
    ],
)
def test_that_real_exports_are_read_whole(name, images, regions, classes, told):
    reading = read(data("06-formats/via-v2-json", name), "via")
    assert counts(reading) == (images, regions, 0)
    assert set(kinds(reading)) == {"POLYGON"}
    assert [one.name for one in reading.classes] == classes
    assert told in reading.notes[0].what


def test_that_a_folder_of_both_is_read_together_with_sizes_from_the_images_that_are_there():
    reading = read(data("06-formats/via-v2-json"), "via")
    assert counts(reading) == (40, 869, 0)
    assert [reading.images[0].file_name, reading.images[0].key] == ["train/1.jpg", "1.jpg71410"]
    assert [reading.images[0].width, reading.images[0].height] == [768, 576]
    assert int(np.isnan(reading.images.widths).sum()) == 40 - 12
    first = reading.annotations.rings(0)[0]
    assert (len(first), first[0].tolist(), first[-1].tolist()) == (10, [191, 95], [202, 97])
    assert reading.annotations.attributes(0) == {"insect": "kudzu"}


def test_that_every_shape_is_read(tmp_path):
    shapes = [
        RECT,
        {"name": "circle", "cx": 10, "cy": 20, "r": 5},
        {"name": "ellipse", "cx": 10, "cy": 20, "rx": 5, "ry": 3, "theta": np.pi / 2},
        {"name": "polygon", "all_points_x": [0, 4, 4], "all_points_y": [0, 0, 4]},
        {"name": "polyline", "all_points_x": [0, 4], "all_points_y": [0, 0]},
        {"name": "point", "cx": 7, "cy": 8},
    ]
    reading = read_json(tmp_path, {"a.jpg9": entry(*(region(shape, kind="cat") for shape in shapes))})
    found = reading.annotations
    assert kinds(reading) == ["BOX", "ELLIPSE", "ELLIPSE", "POLYGON", "POLYLINE", "KEYPOINTS"]
    assert found.boxes[0].tolist() == [1, 2, 4, 6]
    assert found.rings(1)[0].tolist() == [[10, 20], [15, 20], [10, 25]]
    np.testing.assert_allclose(found.rings(2)[0], [[10, 20], [10, 25], [7, 20]])
    assert found.rings(3)[0].tolist() == [[0, 0], [4, 0], [4, 4]]
    assert found.rings(4)[0].tolist() == [[0, 0], [4, 0]]
    assert found.rings(5)[0].tolist() == [[7, 8]]


def test_that_the_regions_of_version_1_have_numbers_for_names_and_closed_outlines(tmp_path):
    shape = {"name": "polygon", "all_points_x": [0, 4, 4, 0], "all_points_y": [0, 0, 4, 0]}
    old = entry(fileref="", base64_img_data="") | {
        "regions": {"0": region(shape, name="cat"), "1": region(RECT, name="dog")}
    }
    reading = read_json(tmp_path, {"a.jpg9": old})
    assert labels(reading) == ["cat", "dog"]
    assert len(reading.annotations.rings(0)[0]) == 3


def test_that_a_project_is_read_and_the_attribute_with_options_is_the_class(tmp_path):
    declared = {"region": {"note": {"type": "text"}, "kind": {"type": "dropdown", "options": {"c": "Cat"}}}, "file": {}}
    one = entry(region(RECT, note="x", kind="c"), region(RECT, note="y", kind="d"), region(RECT, note="z"))
    project = {"_via_settings": {}, "_via_img_metadata": {"a.jpg9": one}, "_via_attributes": declared}
    reading = read_json(tmp_path, project)
    assert labels(reading) == ["c", "d"]
    assert reading.annotations.attributes(0) == {"note": "x"}
    assert str(reading.rejected[0]) == (
        "via.json, 'a.jpg9', regions[2]: has no class: its attribute 'kind' is None; left out"
    )


def test_that_the_attribute_that_most_regions_use_is_the_class(tmp_path):
    regions = [region(RECT, old="yes", label=""), region(RECT, old="", label="cat"), region(RECT, label="dog")]
    reading = read_json(tmp_path, {"a.jpg9": entry(*regions)})
    assert labels(reading) == ["cat", "dog"]
    assert "'label' of 2 of 3 regions" in reading.notes[0].what


def test_that_of_two_that_are_used_as_often_the_one_called_like_a_class_is_taken(tmp_path):
    reading = read_json(tmp_path, {"a.jpg9": entry(region(RECT, colour="red", Class="cat"))})
    assert labels(reading) == ["cat"]


def test_that_the_one_ticked_box_is_the_class_and_two_are_refused(tmp_path):
    regions = [region(RECT, kind={"cat": True, "dog": False}), region(RECT, kind={"cat": True, "dog": True})]
    reading = read_json(tmp_path, {"a.jpg9": entry(*regions)})
    assert labels(reading) == ["cat"]
    assert "has 2 classes where one is wanted" in reading.rejected[0].why


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ({"name": "blob"}, "is of the shape 'blob', which is not known"),
        ({"name": ["rect"]}, "is of the shape ['rect'], which is not known"),
        (RECT | {"width": None}, "width is no finite number but None"),
        (RECT | {"width": -1}, "the box has a negative width (-1)"),
        ({"name": "polygon", "all_points_x": [1, 2], "all_points_y": [1]}, "has 2 all_points_x and 1 all_points_y"),
        ({"name": "polygon", "all_points_x": [1, 2], "all_points_y": [1, 2]}, "fewer than 3 points (2)"),
        ("rect", "shape_attributes is no object but 'rect'"),
    ],
)
def test_that_what_cannot_be_kept_is_listed_with_its_place(tmp_path, shape, why):
    reading = read_json(tmp_path, {"a.jpg9": entry(region(shape, kind="cat"), region(RECT, kind="cat"))})
    assert len(reading.annotations) == 1
    assert reading.rejected[0].where == "via.json, 'a.jpg9', regions[0]"
    assert why in reading.rejected[0].why


def test_that_an_image_without_regions_is_kept_and_what_is_said_of_an_image_goes_to_its_regions(tmp_path):
    said = entry(region(RECT, kind="cat"), file_attributes={"annotator": "ann"})
    reading = read_json(tmp_path, {"a.jpg9": said, "b.jpg9": entry(name="b.jpg")})
    assert counts(reading) == (2, 1, 0)
    assert reading.annotations.extra[0]["other"] == {"file_attributes": {"annotator": "ann"}}


def test_that_two_files_about_one_image_are_not_mixed(tmp_path):
    whole = {"a.jpg9": entry(region(RECT, kind="cat"))}
    reading = read(written(tmp_path / "two", {"1.json": whole, "2.json": whole, "a.jpg": (9, 9)}), "via")
    assert counts(reading) == (1, 1, 1)
    assert "speaks of the same image as 1.json" in reading.rejected[0].why


def test_that_a_project_of_version_3_is_named_with_what_to_ask_for(tmp_path):
    path = tmp_path / "via3.json"
    path.write_text(json.dumps({"project": {}, "config": {}, "attribute": {}, "file": {}, "metadata": {}, "view": {}}))
    with (
        Delivered.open(path) as delivered,
        pytest.raises(AssayError, match=r"is a project of VIA 3.*ask for VIA 2's JSON"),
    ):
        detect(delivered)


@pytest.mark.timeout(600)
def test_that_a_damaged_export_is_read_or_refused_with_a_sentence(tmp_path):
    whole = json.loads(data("06-formats/via-v2-json/train/via_region_data.json").read_text("utf-8"))
    path = tmp_path / "export.json"
    path.write_text(json.dumps(dict(list(whole.items())[:3])))
    fuzz("via", path, tmp_path)


@pytest.mark.timeout(600)
def test_that_a_damaged_project_is_read_or_refused_with_a_sentence(tmp_path):
    path = tmp_path / "project.json"
    shapes = [
        RECT,
        {"name": "circle", "cx": 1, "cy": 2, "r": 5},
        {"name": "ellipse", "cx": 10, "cy": 20, "rx": 5, "ry": 3, "theta": 1},
    ]
    one = entry(*(region(shape, kind={"cat": True}, note="x") for shape in shapes))
    declared = {"region": {"kind": {"type": "checkbox"}}}
    path.write_text(
        json.dumps({"_via_settings": {}, "_via_img_metadata": {"a.jpg9": one}, "_via_attributes": declared})
    )
    fuzz("via", path, tmp_path)
