import json

from tests.unit.formats.coco_files import read
from tests.unit.reports.conftest import FORMULA_NAME, TEXT_ID


def current(package):
    return json.loads(package.files["annotations_current.coco.json"])


def expected(package):
    return json.loads(package.files["annotations_expected.coco.json"])


def test_that_everything_delivered_on_images_with_items_goes_back_with_its_ids(package):
    assert [one["id"] for one in current(package)["annotations"]] == [5001, 5002, 5003, 5005, TEXT_ID]


def test_that_only_images_with_items_are_named_and_numbered_from_one(package):
    images = [(one["id"], one["file_name"]) for one in current(package)["images"]]
    assert images == [(1, "one.png"), (2, FORMULA_NAME), (3, "three.png")]
    assert expected(package)["images"] == current(package)["images"]


def test_that_shapes_and_attributes_go_back_as_they_were_delivered(package):
    first, _, third, *_ = current(package)["annotations"]
    assert first["bbox"] == [100, 100, 110, 80]
    assert first["attributes"] == {"colour": "red"}
    assert third["segmentation"] == [[400, 300, 500, 300, 500, 360, 400, 360]]


def test_that_nobody_is_told_who_drew_an_annotation(package):
    assert all("annotator" not in one for one in current(package)["annotations"])


def test_that_the_categories_are_those_of_the_schema(package):
    assert [one["name"] for one in current(package)["categories"]] == ["car", "truck", "bus"]


def test_that_of_gold_only_the_objects_of_items_go_out_without_their_ids(package):
    found = expected(package)["annotations"]
    assert [one["id"] for one in found] == [1, 2, 3, 4]
    assert [one["rework_items"] for one in found] == [["R001"], ["R003"], ["R004"], ["R005"]]
    assert found[0]["bbox"] == [110, 100, 90, 80]


def test_that_an_expected_annotation_names_the_one_that_it_corrects(package):
    found = expected(package)["annotations"]
    assert found[0]["corrects_annotations"] == [5001]
    assert found[2]["corrects_annotations"] == [TEXT_ID]
    assert "corrects_annotations" not in found[3]


def test_that_both_files_can_be_read_again(package, tmp_path):
    for name in ("annotations_current.coco.json", "annotations_expected.coco.json"):
        (tmp_path / name).write_bytes(package.files[name])
        assert read(tmp_path / name).rejected == ()
