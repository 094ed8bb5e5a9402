from collections import Counter
from pathlib import Path

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.formats.recognised import Certainty
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.round_trips import picture
from tests.unit.formats.soundness import assert_sound

DATUMARO = "06-formats/datumaro-fixtures/kitti-detection"
LABELFORMAT = "06-formats/labelformat-fixtures/object_detection/KITTI"
CAR = "Car 0.88 3 -0.69 0.00 192.37 402.31 374.00 1.60 1.57 3.23 -2.70 1.74 3.68 -1.29"
DONT_CARE = "DontCare -1 -1 -10 800.38 163.67 825.45 184.07 -1 -1 -1 -1000 -1000 -1000 -10"


def read(path: Path) -> Reading:
    with Delivered.open(path) as delivered:
        found = detect(delivered)
        assert (found.format.name, found.recognised.certainty) == ("kitti", Certainty.CERTAIN)
        assert found.why == "the lines of its text files are a class and the 14 numbers of KITTI's objects, or 15"
        reading = result_of(found.read(delivered))
    assert_sound(reading)
    assert set(reading.annotations.records["kind"].tolist()) <= {ShapeKind.BOX}
    return reading


def read_lines(path: Path, *lines: str) -> Reading:
    (path / "label_2").mkdir(parents=True)
    (path / "label_2/000001.txt").write_text("\n".join(lines), "utf-8")
    return read(path)


def counts(reading: Reading) -> dict[str, int]:
    names = reading.images.file_names
    found = Counter(names[image] for image in reading.annotations.records["image"])
    return {name: found[name] for name in names}


def classes(reading: Reading) -> list[str]:
    return [reading.classes[index].name for index in reading.annotations.records["class_id"]]


def test_that_label_2_and_image_2_are_read_together():
    reading = read(data(DATUMARO))
    assert counts(reading) == {"training/image_2/000030_10.png": 2, "training/image_2/000030_11.png": 3}
    assert classes(reading) == ["Truck", "Van", "Van", "Van", "Van"]
    assert reading.annotations.boxes[:2].tolist() == [[0, 1, 2, 3], [0, 5, 1, 8]]
    assert reading.annotations.extra[0] == {"attributes": {"truncated": 1.0, "occluded": 0}, "other": {"alpha": -1.0}}
    assert [(image.width, image.height) for image in reading.images] == [(10, 10), (10, 10)]
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_classes_with_spaces_and_awkward_file_names_are_read():
    reading = read(data(LABELFORMAT))
    start = "images/a-difficult subfolder/"
    assert counts(reading) == {
        f"{start}a-weird Filename.asdf.jpg": 8,
        f"{start}aNother-weird__ filename.with.many.characters.jpg": 8,
    }
    assert Counter(classes(reading)) == {"snowboard": 6, "person": 5, "bench": 2, "bicycle with space": 2, "dog": 1}
    assert reading.annotations.boxes[0].tolist() == [540, 295, 563, 313]
    assert not reading.annotations.extra
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_what_a_line_says_besides_its_box_is_kept(tmp_path):
    reading = read_lines(tmp_path, CAR, DONT_CARE, f"{CAR} 0.75")
    assert counts(reading) == {"image_2/000001.png": 3}
    assert reading.annotations.boxes[0].tolist() == [0, 192.37, 402.31, 374]
    assert reading.annotations.extra[0] == {
        "attributes": {"truncated": 0.88, "occluded": 3},
        "other": {"alpha": -0.69, "dimensions": [1.6, 1.57, 3.23], "location": [-2.7, 1.74, 3.68], "rotation_y": -1.29},
    }
    assert reading.annotations.records["flags"].tolist() == [0, Flag.IGNORE, 0]
    assert 1 not in reading.annotations.extra
    assert reading.annotations.records["score"].tolist() == pytest.approx([float("nan")] * 2 + [0.75], nan_ok=True)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Car 0 0 0 1 2 3", "is not a class and 14 numbers: 6 numbers end it"),
        (CAR.replace("402.31", "-5"), "the box has a negative width (-5)"),
        (CAR.replace("402.31", "nan"), "is not a class and 14 numbers: 8 numbers end it"),
        (CAR.replace("402.31", "1e12"), "the box has a coordinate that no image has (1e+12)"),
    ],
)
def test_that_a_line_that_is_no_object_costs_only_itself(tmp_path, line, why):
    reading = read_lines(tmp_path, CAR, line, DONT_CARE)
    assert classes(reading) == ["Car", "DontCare"]
    assert [str(one) for one in reading.rejected] == [f"label_2/000001.txt, line 2: {why}; left out"]


def test_that_an_empty_file_means_no_objects_and_other_text_files_are_not_read(tmp_path):
    for name in ("label_2", "image_2", "calib"):
        (tmp_path / name).mkdir()
    for at in range(3):
        (tmp_path / f"image_2/{at}.png").write_bytes(picture(50, 40))
        (tmp_path / f"calib/{at}.txt").write_text("P0: 7.2e+02 0 6.0e+02 0 0 7.2e+02 1.7e+02 0 0 0 1 0\n")
    (tmp_path / "label_2/0.txt").write_text(CAR)
    (tmp_path / "label_2/1.txt").write_text("")
    (tmp_path / "label_2/1 (copy).txt").write_text(CAR)
    reading = read(tmp_path)
    assert counts(reading) == {"image_2/0.png": 1, "image_2/1 (copy).png": 1, "image_2/1.png": 0}
    assert [str(note) for note in reading.notes] == [
        "text files: 3 hold no labels of this format and are not read (the first is 'calib/0.txt')",
        "images: 1 have no label file and count as not labelled (the first is 'image_2/2.png')",
    ]


def test_that_tracking_labels_are_told_from_object_labels(tmp_path):
    path = tmp_path / "0000.txt"
    path.write_text(f"0 1 {CAR}\n0 -1 {DONT_CARE}\n")
    with (
        Delivered.open(path) as delivered,
        pytest.raises(
            AssayError, match=r"0000\.txt is KITTI's tracking labels of a whole video; ask for object labels"
        ),
    ):
        detect(delivered)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("source", [DATUMARO, LABELFORMAT])
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, source):
    fuzz("kitti", data(source), tmp_path)
