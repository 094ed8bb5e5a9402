import pytest

from assay.formats import text_boxes
from assay.formats.delivered import Delivered
from tests.shared_folder import data
from tests.unit.formats.detecting import detected, files, picture
from tests.unit.formats.fuzzing import fuzz


def test_that_the_boards_are_read_with_their_tested_photos():
    reading = detected(data("08-pcb-defects"), "text-boxes")
    assert (len(reading.images), len(reading.annotations)) == (44, 286)
    assert (reading.rejected, reading.notes) == ((), ())
    assert all(image.file_name.endswith("_test.jpg") and image[2:4] == (640, 640) for image in reading.images)
    classes = [reading.classes[number].name for number in reading.annotations.records["class_id"]]
    counts = {name: classes.count(name) for name in ("open", "short", "mousebite", "spur", "copper", "pin-hole")}
    assert list(counts.values()) == [67, 34, 48, 47, 43, 47]
    at = reading.images.file_names.index("group12300/12300153_test.jpg")
    first = reading.annotations.records["image"].tolist().index(at)
    assert reading.annotations.boxes[first].tolist() == [61, 158, 89, 195]


def test_that_types_of_other_images_stay_as_they_are(tmp_path):
    picture(tmp_path / "a.png", width=99, height=99)
    reading = detected(files(tmp_path, a_txt="1 2 30 40 1\n1,2,30,41,7\n\n", b_txt=""), "text-boxes")
    assert [one.name for one in reading.classes] == ["1", "7"]
    assert reading.images.file_names == ("a.png", "b.jpg")
    assert [str(one) for one in reading.notes] == ["b.txt: no image 'b' was found; it is called 'b.jpg'"]


def test_that_a_bad_line_is_listed(tmp_path):
    lines = "1 2 30 40 1\n" * 8000
    reading = detected(files(tmp_path, a_txt=f"{lines}1 2 30 1\n1 2 3 x 1\n9 2 3 4 1\n"), "text-boxes")
    assert [one.where for one in reading.rejected] == ["a.txt, line 8001", "a.txt, line 8002", "a.txt, line 8003"]


@pytest.mark.parametrize("text", ["0 0.5 0.5 0.1 0.1\n", "1 2 3 4\n", "hello\n", "30 40 1 2 1\n"])
def test_that_other_lines_are_not_taken_for_it(tmp_path, text):
    with Delivered.open(files(tmp_path, a_txt=text)) as delivered:
        assert text_boxes.recognise(delivered) is None


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("text-boxes", data("08-pcb-defects/group12300"), tmp_path)
