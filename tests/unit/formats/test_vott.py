import copy
import json

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, read, written

VOTT = ("06-formats", "datumaro-fixtures", "vott-json")


def region(**more):
    return {
        "id": "r1",
        "type": "RECTANGLE",
        "tags": ["cat"],
        "boundingBox": {"left": 1, "top": 2, "width": 3, "height": 4},
    } | more


def asset(*regions, name="a.jpg", **more):
    return {
        "asset": {"id": f"id of {name}", "name": name, "size": {"width": 20, "height": 10}} | more,
        "regions": list(regions),
        "version": "2.2.0",
    }


def test_that_the_fixture_has_three_images_and_an_annotation_per_tag_and_a_region_without_tag():
    reading = read(data(*VOTT, "dataset"), "vott")
    assert counts(reading) == (3, 4, 1)
    assert (
        str(reading.rejected[0])
        == "train-export.json, assets['50fef05a8'].regions[0]: has no tag, so no class; left out"
    )
    assert [(image.key, image.file_name, image.width, image.height) for image in reading.images] == [
        ("0d3de147f", "img0001.jpg", 5, 5), ("b482849bc", "img0002.jpg", 5, 5), ("50fef05a8", "img0003.jpg", 5, 5),
    ]  # fmt: skip
    assert labels(reading) == ["animal", "animal", "dog", "person"]
    assert reading.annotations.boxes.tolist() == [
        [5, 10, 15, 12],
        [11.5, 12, 21.7, 32.5],
        [11.5, 12, 21.7, 32.5],
        [13.7, 20.2, 45.599999999999994, 63.599999999999994],
    ]
    assert [reading.annotations.source_id(row) for row in range(4)] == [
        "BsO3zj9bn",
        "mosw0b97K",
        "mosw0b97K",
        "sO4m1DtTZ",
    ]
    assert reading.annotations.extra[1]["other"] == {
        "type": "RECTANGLE",
        "asset": {"format": "jpeg", "state": 2, "type": 1},
        "tags": ["animal", "dog"],
    }
    assert reading.notes == ()


def test_that_the_fixture_beside_other_json_has_three_images_and_three_boxes():
    reading = read(data(*VOTT, "dataset_with_meta_file"), "vott")
    assert counts(reading) == (3, 3, 1)


def test_that_a_file_per_asset_is_read_with_every_kind_of_region(tmp_path):
    points = [{"x": 0, "y": 0}, {"x": 4, "y": 0}, {"x": 4, "y": 5}]
    regions = [
        region(),
        *(region(id=kind, type=kind, points=points) for kind in ("POLYGON", "POLYLINE", "POINT", "SQUARE")),
    ]
    reading = read(written(tmp_path, {"1-asset.json": asset(*regions), "2-asset.json": asset(name="b.jpg")}), "vott")
    assert counts(reading) == (2, 5, 0)
    assert kinds(reading) == ["BOX", "POLYGON", "POLYLINE", "KEYPOINTS", "BOX"]
    assert reading.annotations.boxes.tolist() == [[1, 2, 4, 6], *[[0, 0, 4, 5]] * 3, [1, 2, 4, 6]]


def test_that_bad_regions_and_repeated_ids_are_listed(tmp_path):
    regions = [region(), region(), region(boundingBox=None), region(tags=[5]), 7, region(boundingBox={"left": "x"})]
    whole = {"assets": {"k": asset(*regions), "l": 5}, "tags": [{"name": "cat"}, {"name": "unused"}, 3]}
    reading = read(written(tmp_path, {"export.json": whole}), "vott")
    assert counts(reading) == (1, 2, 6)
    assert [one.name for one in reading.classes] == ["cat", "unused"]
    assert [str(one) for one in reading.rejected] == [
        "export.json, tags[2]: the tag is no object but 3; left out",
        "export.json, assets['k'].regions[2]: boundingBox is no object but None; left out",
        "export.json, assets['k'].regions[3]: the tag is no text but 5; left out",
        "export.json, assets['k'].regions[4]: the region is no object but 7; left out",
        "export.json, assets['k'].regions[5]: left is no finite number but 'x'; left out",
        "export.json, assets['l']: the asset is no object but 5; left out",
    ]
    assert [(note.code, note.what) for note in reading.notes] == [
        ("FMT-ID", "2 regions have the id 'r1'; all are kept")
    ]


def test_that_a_name_is_found_in_the_path_where_there_is_none(tmp_path):
    whole = copy.deepcopy(asset(region()))
    whole["asset"] |= {"name": None, "path": "file:///C:/my%20images/a%20b.jpg"}
    reading = read(written(tmp_path, {"x.json": whole, "a b.jpg": (20, 10)}), "vott")
    assert [image.file_name for image in reading.images] == ["a b.jpg"]


def test_that_a_project_file_is_refused_with_what_to_ask_for(tmp_path):
    path = tmp_path / "project.vott"
    path.write_text(
        json.dumps({"sourceConnection": {}, "targetConnection": {}, "assets": {"a": {"id": "a", "name": "a.jpg"}}})
    )
    with Delivered.open(path) as delivered, pytest.raises(AssayError, match="ask for the JSON export"):
        detect(delivered)


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("vott", data(*VOTT), tmp_path)
