from pathlib import Path

import pytest

from assay.formats import csv_table
from assay.formats.csv_mapping import Corners, CsvMapping, Units, guessed
from assay.formats.delivered import Delivered
from assay.formats.reading import Reading
from assay.formats.recognised import Recognised
from assay.model.errors import AssayError
from assay.model.progress import result_of
from tests.shared_folder import data
from tests.unit.formats.detecting import detected, files, picture
from tests.unit.formats.fuzzing import fuzz

PLAIN = "Image Name,Label,X,Y,W,H,Annotator,id,is_occluded,remark\na.png,cat,1,2,10,20,Ann É,007,yes,blurred\na.png,dog,5,5,5,5,,8,,\n"


def mapped(path: Path, mapping: CsvMapping) -> Reading:
    with Delivered.open(path) as delivered:
        return result_of(csv_table.read(delivered, Recognised("", delivered.with_extension(".csv")), mapping))


def test_that_columns_are_guessed_and_everything_is_kept(tmp_path):
    reading = detected(files(tmp_path, a_csv=PLAIN), "csv")
    assert reading.annotations.boxes.tolist() == [[1, 2, 11, 22], [5, 5, 10, 10]]
    assert reading.annotators == ("Ann É",)
    assert [reading.annotations.source_id(row) for row in (0, 1)] == ["007", 8]
    assert reading.annotations.extra[0] == {
        "id": "007",
        "attributes": {"is_occluded": "yes"},
        "other": {"remark": "blurred"},
    }
    assert reading.notes[0].what.startswith('are read as {"box":["X","Y","W","H"],"label":"Label","image":"Image Name"')


@pytest.mark.parametrize(
    ("header", "corners", "box"),
    [
        ("image,class,x1,y1,x2,y2", Corners.EDGES, ("x1", "y1", "x2", "y2")),
        ("image,class,x0,y0,x1,y1", Corners.EDGES, ("x0", "y0", "x1", "y1")),
        ("file,left,top,right,bottom,label", Corners.EDGES, ("left", "top", "right", "bottom")),
        ("img_path,name,x_min,y_min,x_max,y_max", Corners.EDGES, ("x_min", "y_min", "x_max", "y_max")),
        ("filename,category,x,y,width,height", Corners.SIZE, ("x", "y", "width", "height")),
        ("filename,category,x_center,y_center,width,height", Corners.CENTRE, ("x_center", "y_center", "width", "height")),
    ],
)  # fmt: skip
def test_that_the_four_columns_of_a_box_are_told_by_their_names(header, corners, box):
    guess = guessed(header.split(","), [])
    assert guess is not None
    assert (guess.mapping.corners, guess.mapping.box) == (corners, box)
    assert f'box "{box[0]}"' in guess.why


def test_that_numbers_up_to_1_are_shares():
    guess = guessed(["image", "class", "x1", "y1", "x2", "y2"], [["a", "b", "0.1", "0", "1", "0.5"]])
    assert guess is not None
    assert guess.mapping.units is Units.SHARE
    assert guess.why.endswith("no number of them is above 1, so they are shares")


@pytest.mark.parametrize(
    "header", ["a,b,c", "image,class", "class,x1,y1,x2,y2", "image,x1,y1,x2,y2", "image,class,x1,x1,y1,x2,y2"]
)
def test_that_a_table_without_image_class_or_box_is_not_guessed(header):
    assert guessed(header.split(","), []) is None


def test_that_a_mapping_is_json_and_back():
    mapping = CsvMapping(
        box=("a", "b", "c", "d"), label="e", units=Units.PERCENT, class_names={"1": "open"}, header=("a",)
    )
    assert CsvMapping.from_json(mapping.to_json()) == mapping
    with pytest.raises(AssayError, match="The mapping"):
        CsvMapping.from_json(b'{"box": 3}')


@pytest.mark.parametrize(
    ("units", "corners", "box"),
    [
        (Units.PIXELS, Corners.EDGES, [10, 20, 30, 40]),
        (Units.PIXELS, Corners.PIXELS_FROM_0, [10, 20, 31, 41]),
        (Units.PIXELS, Corners.PIXELS_FROM_1, [9, 19, 30, 40]),
        (Units.PIXELS, Corners.SIZE, [10, 20, 40, 60]),
        (Units.PIXELS, Corners.CENTRE, [-5, 0, 25, 40]),
        (Units.PERCENT, Corners.EDGES, [20, 20, 60, 40]),
    ],
)
def test_that_a_mapping_says_what_the_numbers_are(tmp_path, units, corners, box):
    picture(tmp_path / "7.png", width=200, height=100)
    mapping = CsvMapping(
        image="p", label="t", box=("1", "2", "3", "4"), units=units, corners=corners, header=("p", "1", "2", "3", "4", "t"), class_names={"2": "short"}
    )  # fmt: skip
    reading = mapped(files(tmp_path, a_csv="7.png,10,20,30,40,2\n"), mapping)
    assert reading.annotations.boxes.tolist() == [box]
    assert [one.name for one in reading.classes] == ["short"]


def test_that_a_table_without_images_speaks_of_the_image_with_its_name(tmp_path):
    picture(tmp_path / "a.png", width=200, height=100)
    mapping = CsvMapping(label="t", box=("1", "2", "3", "4"), header=("1", "2", "3", "4", "t"))
    reading = mapped(files(tmp_path, a_csv="1,2,3,4,cat\n"), mapping)
    assert reading.images.file_names == ("a.png",)


def test_that_a_file_without_the_columns_of_the_mapping_is_listed(tmp_path):
    mapping = CsvMapping(image="picture", label="t", box=("1", "2", "3", "4"))
    reading = mapped(files(tmp_path, a_csv=PLAIN), mapping)
    assert reading.rejected[0].why.startswith("has no column 'picture'; its columns are Image Name, Label, X")


def test_that_what_cannot_be_guessed_is_refused_with_what_to_do(tmp_path):
    path = files(tmp_path, a_csv="a,b\n1,2\n") / "a.csv"
    with Delivered.open(path) as delivered, pytest.raises(AssayError, match="say which column is what"):
        result_of(csv_table.read(delivered, Recognised("", delivered.names)))


def test_that_other_tables_are_not_taken_for_boxes():
    with Delivered.open(data("06-formats/label-studio/test_export_csv")) as delivered:
        assert csv_table.recognise(delivered) is None


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    fuzz("csv", files(folder, a_csv=PLAIN), tmp_path)
