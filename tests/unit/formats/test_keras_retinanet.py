import pytest

from assay.formats.reading import ReadClass
from tests.shared_folder import data
from tests.unit.formats.detecting import detected, files
from tests.unit.formats.fuzzing import fuzz

FIXTURE = "06-formats/keras-retinanet-mini/csv"


def test_that_the_fixture_is_read():
    reading = detected(data(FIXTURE), "keras-retinanet")
    assert [image[1:4] for image in reading.images] == [("images/000001.jpg", 353, 500)]
    assert reading.annotations.boxes.tolist() == [[47, 239, 194, 370]]
    assert reading.classes == (ReadClass(0, "person"),)
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_a_path_with_nothing_after_it_is_an_image_without_objects(tmp_path):
    reading = detected(files(tmp_path, train_csv="a.jpg,1,2,3,4,cat\nb.jpg,,,,,\n"), "keras-retinanet")
    assert reading.images.file_names == ("a.jpg", "b.jpg")
    assert len(reading.annotations) == 1
    assert reading.rejected == ()


def test_that_classes_come_in_the_order_of_their_table(tmp_path):
    tables = {"train_csv": "a.jpg,1,2,3,4,cat\n", "classes_csv": "dog,0\ncat,1\n"}
    assert detected(files(tmp_path, **tables), "keras-retinanet").classes == (ReadClass(0, "dog"), ReadClass(1, "cat"))


def test_that_a_bad_row_is_listed_with_its_line(tmp_path):
    rows = "a.jpg,1,2,3,4,cat\n" * 200
    reading = detected(files(tmp_path, a_csv=f"{rows}a.jpg,1,2,,4,cat\na.jpg,9,2,3,4,cat\n"), "keras-retinanet")
    assert [str(one) for one in reading.rejected] == [
        "a.csv, line 201: x2 is no finite number but ''; left out",
        "a.csv, line 202: the box has a negative width (-6); left out",
    ]


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("keras-retinanet", data(FIXTURE), tmp_path)
