from collections import Counter
from pathlib import Path

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.formats.recognised import Certainty
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.round_trips import picture
from tests.unit.formats.soundness import assert_sound

FIXTURES = ("06-formats/datumaro-fixtures/dota-obb", "06-formats/datumaro-fixtures/roboflow-yolo-obb")
PLANE = "10.0 0.0 20.0 10.0 10.0 20.0 0.0 10.0 plane 0"


def read(path: Path) -> Reading:
    with Delivered.open(path) as delivered:
        found = detect(delivered)
        assert (found.format.name, found.recognised.certainty) == ("dota", Certainty.CERTAIN)
        assert found.why == "the lines of its text files are the four corners of a turned box and its class, as DOTA's"
        reading = result_of(found.read(delivered))
    assert_sound(reading)
    assert set(reading.annotations.records["kind"].tolist()) <= {ShapeKind.ROTATED_BOX}
    return reading


def read_lines(path: Path, *lines: str) -> Reading:
    (path / "labelTxt").mkdir(parents=True)
    (path / "labelTxt/P0001.txt").write_text("\n".join(lines), "utf-8")
    return read(path)


def counts(reading: Reading) -> dict[str, int]:
    names = reading.images.file_names
    found = Counter(names[image] for image in reading.annotations.records["image"])
    return {name: found[name] for name in names}


def classes(reading: Reading) -> list[str]:
    return [reading.classes[index].name for index in reading.annotations.records["class_id"]]


@pytest.mark.parametrize("fixture", FIXTURES)
def test_that_labeltxt_beside_images_is_read(fixture):
    reading = read(data(fixture))
    assert counts(reading) == {
        "train/images/train_001.jpg": 1,
        "train/images/train_002.jpg": 1,
        "val/images/val_001.jpg": 2,
    }
    assert classes(reading) == ["label_0", "label_1", "label_0", "label_1"]
    assert reading.annotations.rings(0)[0].tolist() == [[0, 0], [0, 2], [2, 2], [2, 0]]
    assert reading.annotations.rings(3)[0].tolist() == [[1, 2], [1, 5], [10, 5], [10, 2]]
    assert reading.annotations.boxes[3].tolist() == [1, 2, 10, 5]
    assert reading.annotations.extra[0] == {"attributes": {"difficult": False}}
    assert [(image.width, image.height) for image in reading.images] == [(10, 5)] * 3
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_the_header_and_the_degrees_of_difficulty_are_kept(tmp_path):
    lines = [
        "imagesource:GoogleEarth",
        "gsd:0.146343590398",
        PLANE,
        PLANE.replace(" 0", " 1").replace("plane", "small vehicle"),
    ]
    reading = read_lines(tmp_path, *lines, PLANE[:-1] + "2", PLANE[:-2])
    assert counts(reading) == {"images/P0001.png": 4}
    assert classes(reading) == ["plane", "small vehicle", "plane", "plane"]
    shared = {"imagesource": "GoogleEarth", "gsd": "0.146343590398"}
    assert [reading.annotations.extra[row] for row in range(4)] == [
        {"attributes": {"difficult": False}, "other": shared},
        {"attributes": {"difficult": True}, "other": shared},
        {"attributes": {"difficult": 2}, "other": shared},
        {"other": shared},
    ]


def test_that_a_header_that_says_nothing_is_not_kept(tmp_path):
    assert "other" not in read_lines(tmp_path, "gsd:null", PLANE).annotations.extra[0]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1 2 3 4 5 6 7 8", "has 8 words where eight numbers and a class are wanted: '1 2 3 4 5 6 7 8'"),
        ("1 2 3 4 5 6 7 inf plane 0", "a corner is no finite number but 'inf'"),
        ("1 2 3 4 5 6 plane 0 1", "a corner is no finite number but 'plane'"),
        ("1 2 3 4 5 6 7 1e12 plane 0", "the rotated box has a coordinate that no image has (1e+12)"),
    ],
)
def test_that_a_line_that_is_no_object_costs_only_itself(tmp_path, line, why):
    reading = read_lines(tmp_path, PLANE, line, PLANE)
    assert len(reading.annotations) == 2
    assert [str(one) for one in reading.rejected] == [f"labelTxt/P0001.txt, line 2: {why}; left out"]


def test_that_corners_that_cross_are_kept_and_flagged(tmp_path):
    reading = read_lines(tmp_path, "0 0 10 10 10 0 0 10 plane 0")
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]


def test_that_an_empty_file_means_no_objects_and_a_missing_one_not_labelled(tmp_path):
    (tmp_path / "labels").mkdir()
    (tmp_path / "images").mkdir()
    for name in "abc":
        (tmp_path / f"images/{name}.png").write_bytes(picture(20, 20))
    (tmp_path / "labels/a.txt").write_text(PLANE)
    (tmp_path / "labels/b.txt").write_text("")
    reading = read(tmp_path)
    assert counts(reading) == {"images/a.png": 1, "images/b.png": 0}
    assert [note.where for note in reading.notes] == ["images"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("source", FIXTURES)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, source):
    fuzz("dota", data(source), tmp_path)
