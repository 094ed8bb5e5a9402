import pytest

from tests.unit.formats.detecting import detected, files
from tests.unit.formats.fuzzing import fuzz

HEADER = "filename,width,height,class,xmin,ymin,xmax,ymax\n"
ROWS = HEADER + "a b.jpg,100,80,cat,10,20,30,40\na b.jpg,100,80,dög,0,0,100,80\nempty.jpg,50,50,,,,,\n"


def test_that_corners_are_edges_and_sizes_those_of_the_table(tmp_path):
    reading = detected(files(tmp_path, _annotations_csv=ROWS), "tensorflow-csv")
    assert reading.annotations.boxes.tolist() == [[10, 20, 30, 40], [0, 0, 100, 80]]
    assert [image[1:4] for image in reading.images] == [("a b.jpg", 100, 80), ("empty.jpg", 50, 50)]
    assert [one.name for one in reading.classes] == ["cat", "dög"]
    assert (reading.rejected, reading.notes) == ((), ())


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a.jpg,9,9,cat,1,2,x,4", "xmax is no finite number but 'x'; left out"),
        ("a.jpg,9,9,,1,2,3,4", "has no class; left out"),
        (",9,9,cat,1,2,3,4", "names no image; left out"),
        ("a.jpg,9,9,cat,5,2,3,4", "the box has a negative width (-2); left out"),
        ("a.jpg,9,9,cat,1,2,3", "has 7 columns where there are 8; left out"),
    ],
)
def test_that_a_bad_row_is_listed_with_its_line(tmp_path, row, why):
    reading = detected(files(tmp_path, a_csv=f"{ROWS}{row}\n"), "tensorflow-csv")
    assert [str(one) for one in reading.rejected] == [f"a.csv, line 5: {why}"]
    assert len(reading.annotations) == 2


def test_that_semicolons_and_more_columns_are_read(tmp_path):
    text = ROWS.replace(",", ";").replace("ymax\n", "ymax;note\n").replace("40\n", "40;blurred\n")
    reading = detected(files(tmp_path, a_csv=text.replace("80\n", "80;\n").replace(";;\n", ";;;\n")), "tensorflow-csv")
    assert reading.annotations.extra == {0: {"other": {"note": "blurred"}}}


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    fuzz("tensorflow-csv", files(folder, a_csv=ROWS * 3), tmp_path)
