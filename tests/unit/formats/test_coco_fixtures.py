"""What tools write as COCO, counted by hand."""

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.soundness import assert_sound


def read(path: str) -> Reading:
    with Delivered.open(data("06-formats", path)) as delivered:
        found = detect(delivered)
        assert found.format.name == "coco"
        reading = result_of(found.read(delivered))
    assert_sound(reading)
    return reading


@pytest.mark.parametrize(
    ("path", "images", "kinds", "crowds"),
    [
        ("datumaro-fixtures/coco-instances", 2, {"BOX": 1, "POLYGON": 1, "MASK": 1}, 1),
        ("datumaro-fixtures/coco-roboflow", 2, {"BOX": 1, "POLYGON": 1, "MASK": 1}, 1),
        ("datumaro-fixtures/coco-keypoints", 2, {"BOX": 1, "POLYGON": 1, "MASK": 1}, 1),
        ("keras-retinanet-mini/coco", 2, {"POLYGON": 23}, 0),
        ("label-studio/test_import_coco", 2, {"POLYGON": 2}, 0),
        ("labelformat-fixtures/instance_segmentation/COCO/instances.json", 2, {"POLYGON": 3}, 0),
        ("labelformat-fixtures/instance_segmentation/COCO/instances_with_binary_mask.json", 3, {"POLYGON": 3, "MASK": 1}, 1),
        ("labelformat-fixtures/object_detection/COCO", 2, {"BOX": 16}, 0),
        ("v7-darwin-convert/coco/to", 1, {"POLYGON": 1, "MASK": 1}, 1),
    ],
)  # fmt: skip
def test_that_every_file_is_read_whole(path, images, kinds, crowds):
    reading = read(path)
    found = [ShapeKind(kind).name for kind in reading.annotations.records["kind"]]
    assert len(reading.images) == images
    assert {kind: found.count(kind) for kind in set(found)} == kinds
    assert int(((reading.annotations.records["flags"] & Flag.CROWD) > 0).sum()) == crowds
    assert reading.rejected == ()
