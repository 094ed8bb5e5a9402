import json
from pathlib import Path
from typing import Any

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
from tests.unit.formats.soundness import assert_sound

SEGMENT = {"id": 258, "category_id": 3, "iscrowd": 0, "area": 2, "bbox": [0, 0, 2, 1]}


def read(path: Path) -> Reading:
    with Delivered.open(path) as delivered:
        found = detect(delivered)
        assert found.format.name == "coco-panoptic"
        reading = result_of(found.read(delivered))
    assert_sound(reading)
    return reading


def written(
    folder: Path, *segments: Any, colours: Any = ((2, 1, 0), (2, 1, 0), (0, 0, 0)), name: str = "a.png"
) -> Path:
    """A folder with one image of 3 × 1 pixels."""
    document = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": 3, "height": 1}],
        "categories": [{"id": 3, "name": "sky", "isthing": 0}],
        "annotations": [{"image_id": 1, "file_name": "a.png", "segments_info": list(segments)}],
    }
    (folder / "panoptic.json").write_text(json.dumps(document))
    masks = folder / "panoptic"
    masks.mkdir(exist_ok=True)
    Image.fromarray(np.array([colours], np.uint8)).save(masks / name)
    return folder


def test_that_a_segment_is_the_pixels_of_its_colour(tmp_path):
    reading = read(written(tmp_path, SEGMENT))
    assert raster_from_runs(reading.annotations.mask_runs(0)).tolist() == [[True, True, False]]
    assert reading.annotations.source_id(0) == 258
    assert reading.classes[0].name == "sky"
    assert reading.annotations.extra[0] == {"other": {"isthing": 0}}
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_an_area_that_is_not_that_of_the_pixels_is_noted(tmp_path):
    reading = read(written(tmp_path, SEGMENT | {"area": 7}))
    assert [note.what for note in reading.notes] == ["area is 7, but the PNG has 2 pixels of it; the pixels count"]


def test_that_a_segment_without_pixels_is_kept_and_flagged(tmp_path):
    reading = read(written(tmp_path, SEGMENT, SEGMENT | {"id": 9, "area": 0}))
    assert reading.annotations.records["flags"].tolist() == [0, Flag.INVALID]


@pytest.mark.parametrize(
    ("segment", "why"),
    [
        (SEGMENT | {"category_id": 4}, "category_id 4 names no category of this file; left out"),
        (SEGMENT | {"id": "x"}, "id is no whole number but 'x'; left out"),
        (3, "id is no whole number but None; left out"),
    ],
)
def test_that_a_bad_segment_costs_only_itself(tmp_path, segment, why):
    reading = read(written(tmp_path, segment, SEGMENT))
    assert [str(one) for one in reading.rejected] == [f"annotations[0].segments_info[0]: {why}"]
    assert len(reading.annotations) == 1


def test_that_colours_that_are_not_listed_are_told_of(tmp_path):
    reading = read(written(tmp_path))
    assert [str(one) for one in reading.rejected] == [
        "annotations[0]: a.png has 1 colours that segments_info does not list (ids 258); they are left out"
    ]


def test_that_a_missing_png_costs_only_its_image(tmp_path):
    reading = read(written(tmp_path, SEGMENT, name="b.png") / "panoptic.json")
    assert len(reading.images) == 1
    assert [str(one) for one in reading.rejected] == [
        "annotations[0]: its PNG 'a.png' is missing; hand over the folder that has it together with panoptic.json; left out"
    ]


def test_that_the_fixture_is_read_and_the_png_of_another_size_than_its_image_is_rejected():
    reading = read(data("06-formats/datumaro-fixtures/coco-panoptic"))
    assert (len(reading.images), len(reading.annotations)) == (2, 2)
    assert [str(one) for one in reading.rejected] == [
        "annotations/panoptic_train.json: annotations[0].segments_info[0]: the mask is 5 × 5, but the image is 10 × 5; left out",
    ]
    assert reading.annotations.records["kind"].tolist() == [ShapeKind.MASK] * 2
    assert reading.annotations.records["flags"].tolist() == [0, Flag.CROWD]
    assert raster_from_runs(reading.annotations.mask_runs(1)).sum() == 20
    assert [reading.annotations.source_id(row) for row in (0, 1)] == [7, 20]
    assert reading.notes == ()


def test_that_captions_are_refused_with_what_they_are():
    with (
        Delivered.open(data("06-formats/datumaro-fixtures/coco-captions")) as delivered,
        pytest.raises(
            AssayError, match=r"captions_train.json is COCO captions, which have no shapes; ask for COCO inst"
        ),
    ):
        detect(delivered)


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("coco-panoptic", data("06-formats/datumaro-fixtures/coco-panoptic"), tmp_path)
