import json
from typing import Any

import numpy as np
import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.progress import result_of
from assay.model.shapes import Flag
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, people, read

LABELS = [{"name": "cat", "parent": "animal", "attributes": []}, {"name": "dog", "parent": "", "attributes": []}]
BOX = {"id": 5, "type": "bbox", "label_id": 0, "bbox": [10, 20, 30, 40], "attributes": {}, "group": 0, "z_order": 0}


def document(*annotations: Any, **item: Any) -> dict[str, Any]:
    whole = {"id": "a", "annotations": list(annotations), "image": {"path": "a.jpg", "size": [80, 100]}} | item
    points = {"items": [{"label_id": 1, "labels": ["nose", "tail"], "joints": [[1, 2]]}]}
    return {"infos": {}, "categories": {"label": {"labels": LABELS}, "points": points}, "items": [whole]}


def read_document(folder, whole: Any) -> Reading:
    path = folder / "train.json"
    path.write_text(json.dumps(whole))
    return read(path, "datumaro")


def test_that_the_subsets_of_a_data_set_are_read_together():
    reading = read(data("06-formats/datumaro-fixtures/datumaro-json"), "datumaro")
    assert counts(reading) == (4, 7, 0)
    assert kinds(reading) == ["TAG"] * 7
    by_image = dict.fromkeys(reading.images.file_names, 0)
    for image in reading.annotations.records["image"]:
        by_image[reading.images.file_names[image]] += 1
    assert by_image == {
        "images/test/c.jpg": 2,
        "images/train/a.jpg": 1,
        "images/train/b.jpg": 4,
        "images/validation/d.jpg": 0,
    }
    assert labels(reading) == ["bicycle", "mary", "car", "car", "bicycle", "tom", "mary"]
    assert reading.annotations.records["score"][:3].tolist() == [1, 1, 1]
    assert [reading.annotations.source_id(row) for row in range(7)] == [None, None, None, 0, 1, 2, 3]


def test_that_every_shape_is_read(tmp_path):
    reading = read_document(
        tmp_path,
        document(
            BOX,
            {"id": 6, "type": "polygon", "label_id": 0, "points": [0, 0, 4, 0, 4, 4]},
            {"id": 7, "type": "polyline", "label_id": 0, "points": [0, 0, 4, 0]},
            {"id": 8, "type": "points", "label_id": 1, "points": [1, 2, 3, 4], "visibility": [2, 1]},
            {"id": 9, "type": "ellipse", "label_id": 0, "points": [10, 10, 30, 20]},
            {"id": 10, "type": "mask", "label_id": 0, "rle": {"size": [80, 100], "counts": [7990, 10]}},
            {"id": 11, "type": "label", "label_id": 1},
            {"id": 12, "type": "caption", "caption": "a cat"},
            {"id": 13, "type": "hash_key"},
        ),
    )
    found = reading.annotations
    assert kinds(reading) == ["BOX", "POLYGON", "POLYLINE", "KEYPOINTS", "ELLIPSE", "MASK", "TAG", "TAG"]
    assert found.boxes[0].tolist() == [10, 20, 40, 60]
    assert found.rings(1)[0].tolist() == [[0, 0], [4, 0], [4, 4]]
    assert found.rings(2)[0].tolist() == [[0, 0], [4, 0]]
    assert found.rings(3)[0].tolist() == [[1, 2], [3, 4]]
    assert (found.extra[3]["visibility"], found.extra[3]["keypoint_names"]) == ([2, 1], ["nose", "tail"])
    assert found.rings(4)[0].tolist() == [[20, 15], [30, 15], [20, 20]]
    assert found.mask_runs(5).tolist() == [80, 100, 7990, 10]
    assert labels(reading)[6:] == ["dog", "caption"]
    assert found.attributes(7) == {"caption": "a cat"}
    assert reading.classes[0].supercategory == "animal"
    assert reading.images[0].key == "a"


def test_that_a_box_with_a_rotation_is_turned_about_its_centre(tmp_path):
    turned = BOX | {"attributes": {"rotation": 90.0, "occluded": False}}
    reading = read_document(tmp_path, document(turned, BOX | {"id": 6, "attributes": {"rotation": 0.0}}))
    assert kinds(reading) == ["ROTATED_BOX", "BOX"]
    np.testing.assert_allclose(reading.annotations.rings(0)[0], [[45, 25], [45, 55], [5, 55], [5, 25]], atol=1e-9)
    assert reading.annotations.attributes(0) == {"occluded": False}


def test_that_what_is_said_of_an_annotation_is_kept(tmp_path):
    attributes = {"occluded": True, "score": 0.5, "is_crowd": True, "annotator": "ann", "track_id": 3}
    entry = BOX | {"attributes": attributes, "group": 4, "z_order": 2, "object_id": 8}
    reading = read_document(tmp_path, document(entry, attr={"frame": 12}))
    record = reading.annotations.records[0]
    assert (float(record["score"]), int(record["flags"]), int(record["source_id"])) == (0.5, Flag.CROWD, 5)
    assert people(reading) == ["ann"]
    assert reading.annotations.attributes(0) == {"occluded": True}
    other = {"attr": {"frame": 12}, "z_order": 2, "object_id": 8, "track_id": 3, "group": 4}
    assert reading.annotations.extra[0]["other"] == other


def test_that_polygons_of_one_id_and_group_are_parts_of_one(tmp_path):
    part = {"id": 6, "type": "polygon", "label_id": 0, "points": [0, 0, 4, 0, 4, 4], "group": 6}
    reading = read_document(tmp_path, document(part, part | {"points": [10, 10, 14, 10, 14, 14]}, part | {"group": 0}))
    assert reading.annotations.records["rings"].tolist() == [2, 1]
    assert "the id 6 is already that of another annotation" in reading.notes[0].what


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (BOX | {"label_id": 9}, "label_id 9 is none of the 2 labels"),
        (BOX | {"label_id": None}, "has no label"),
        (BOX | {"bbox": [1, 2, 3]}, "bbox is not 4 numbers but [1, 2, 3]"),
        (BOX | {"bbox": [1, 2, -3, 4]}, "the box has a negative width (-3)"),
        (BOX | {"type": "cuboid_3d"}, "is of the type 'cuboid_3d', which is no shape on an image"),
        (BOX | {"type": ["bbox"]}, "is of the type ['bbox'], which is no shape on an image"),
        (
            BOX | {"type": "mask", "rle": {"size": [80, 100], "counts": "é"}},
            "is no mask: the character “é” has no place",
        ),
        (
            BOX | {"type": "mask", "rle": {"size": [8, 10], "counts": [80]}},
            "the mask is 10 × 8, but the image is 100 × 80",
        ),
        ("box", "the annotation is no object but 'box'"),
    ],
)
def test_that_what_cannot_be_kept_is_listed_with_its_place(tmp_path, entry, why):
    reading = read_document(tmp_path, document(entry, BOX))
    assert len(reading.annotations) == 1
    assert str(reading.rejected[0]).startswith("train.json, items[0] (id 'a'), annotations[0]: ")
    assert why in reading.rejected[0].why


def test_that_items_of_other_media_are_listed(tmp_path):
    reading = read_document(tmp_path, document(BOX, point_cloud={"path": "a.pcd"}))
    assert counts(reading) == (0, 0, 1)
    assert reading.rejected[0].why == "is about a point cloud, and not about an image; left out"


def test_that_classes_without_names_are_called_after_their_numbers(tmp_path):
    reading = read_document(tmp_path, document(BOX | {"label_id": 3}) | {"categories": {}})
    assert labels(reading) == ["3"]
    assert reading.notes[0].code == "FMT-SCHEMA"


def test_that_an_empty_subset_is_recognised(tmp_path):
    assert counts(read_document(tmp_path, document() | {"items": []})) == (0, 0, 0)


@pytest.mark.timeout(600)
def test_that_a_damaged_data_set_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("datumaro", data("06-formats/datumaro-fixtures/datumaro-json"), tmp_path)


@pytest.mark.timeout(600)
def test_that_damaged_shapes_are_read_or_refused_with_a_sentence(tmp_path):
    path = tmp_path / "train.json"
    entries = [
        BOX,
        {"id": 8, "type": "points", "label_id": 1, "points": [1, 2, 3, 4], "visibility": [2, 1]},
        {"id": 9, "type": "ellipse", "label_id": 0, "points": [10, 10, 30, 20]},
        {"id": 10, "type": "mask", "label_id": 0, "rle": {"size": [10, 10], "counts": "R1Z1"}},
        {"id": 6, "type": "polygon", "label_id": 0, "points": [0, 0, 4, 0, 4, 4], "group": 6},
        {"id": 6, "type": "polygon", "label_id": 0, "points": [9, 9, 4, 0, 4, 4], "group": 6},
    ]
    path.write_text(json.dumps(document(*entries)))
    fuzz("datumaro", path, tmp_path)


def test_that_a_data_set_is_told_from_coco(tmp_path):
    (tmp_path / "train.json").write_text(json.dumps(document(BOX)))
    with Delivered.open(tmp_path) as delivered:
        detection = detect(delivered)
        assert "as Datumaro writes them" in detection.why
        assert len(result_of(detection.read(delivered)).annotations) == 1
