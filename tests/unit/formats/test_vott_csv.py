import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, labels, read, written

VOTT = ("06-formats", "datumaro-fixtures", "vott-csv")


def test_that_the_fixture_has_four_images_and_five_boxes():
    reading = read(data(*VOTT, "dataset"), "vott-csv")
    assert counts(reading) == (4, 5, 0)
    assert [(image.file_name, image.width, image.height) for image in reading.images] == [
        (f"img000{number}.jpg", 5, 5) for number in (1, 2, 3, 4)
    ]
    assert labels(reading) == ["helmet", "person", "helmet", "person", "helmet"]
    assert reading.annotations.boxes.tolist() == [
        [10, 5, 20, 7],
        [11.5, 12, 21.7, 32.5],
        [6.7, 10.3, 10, 15],
        [13.7, 20.2, 45.6, 63.6],
        [1, 2, 2, 4],
    ]


def test_that_the_fixture_with_a_list_of_names_beside_it_has_two_boxes():
    assert counts(read(data(*VOTT, "dataset_with_meta_file"), "vott-csv")) == (2, 2, 0)


def test_that_one_table_is_read_alone():
    assert counts(read(data(*VOTT, "dataset", "train-export.csv"), "vott-csv")) == (2, 3, 0)


def test_that_bad_rows_are_listed_with_their_lines(tmp_path):
    rows = [
        "image,xmin,ymin,xmax,ymax,label",
        "a.jpg,1,2,3,4,cat",
        "a.jpg,1,2,3",
        "a.jpg,5,2,3,4,cat",
        'a.jpg,"x",2,3,4,cat',
        "a.jpg,1,2,3,4,",
        ",1,2,3,4,cat",
    ]
    reading = read(written(tmp_path, {"x.csv": "\n".join(rows)}), "vott-csv")
    assert counts(reading) == (1, 1, 5)
    assert [str(one) for one in reading.rejected] == [
        "x.csv, line 3: has 4 columns where there are 6; left out",
        "x.csv, line 4: the box has a negative width (-2); left out",
        "x.csv, line 5: xmin is no finite number but 'x'; left out",
        "x.csv, line 6: has no class; left out",
        "x.csv, line 7: names no image file (''); left out",
    ]


@pytest.mark.parametrize(
    "header", ["image,xmin,ymin,xmax,ymax", "filename,xmin,ymin,xmax,ymax,class", "image,xmin,xmax,ymin,ymax,label"]
)
def test_that_tables_with_other_columns_are_not_taken_for_it(tmp_path, header):
    written(tmp_path, {"x.csv": f"{header}\na.jpg,1,2,3,4,5\n"})
    with Delivered.open(tmp_path) as delivered:
        try:
            found = detect(delivered).format.name
        except AssayError:
            found = ""
    assert found != "vott-csv"


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("vott-csv", data(*VOTT), tmp_path)
