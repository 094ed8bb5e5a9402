"""Small real COCO files, damaged at random."""

import json
from pathlib import Path

import pytest

from assay.formats import coco
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.progress import result_of
from tests.shared_folder import data
from tests.unit.formats.coco_files import annotation, document, read
from tests.unit.formats.fuzzing import fuzz


def small(folder: Path, whole: dict) -> Path:
    whole["annotations"] = whole["annotations"][:6]
    whole["images"] = whole["images"][:8]
    path = folder / "small.json"
    path.write_text(json.dumps(whole))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "01-nuclei/vendor/annotations.coco.poly.json",
        "01-nuclei/vendor/annotations.coco.rle.json",
        "05-three-annotators-known-alpha/fruits.json",
        "09-coco-photos-cc-by/person_keypoints.json",
    ],
)
@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, name):
    fuzz("coco", small(tmp_path, json.loads(data(name).read_text("utf-8"))), tmp_path)


@pytest.mark.timeout(600)
def test_that_damaged_parts_of_a_data_set_are_read_or_refused_with_a_sentence(tmp_path):
    fuzz("coco", data("06-formats/datumaro-fixtures/coco-roboflow"), tmp_path)


def test_that_what_was_read_from_an_odd_file_can_be_written_and_recognised(tmp_path):
    odd = [
        annotation(),
        annotation(id="é\0", score=1e300),
        annotation(id=2, segmentation={"size": [80, 100], "counts": [8000]}),
    ]
    path = small(tmp_path, document(*odd))
    reading = read(path)
    again = tmp_path / "again.json"
    result_of(coco.write(again, reading))
    with Delivered.open(again) as delivered:
        assert detect(delivered).format.name == "coco"
    assert len(read(again).annotations) == len(reading.annotations)
