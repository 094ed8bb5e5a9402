import pytest

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.numbers import numbers
from assay.formats.plain_text import lines_of
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.model.errors import AssayError
from assay.model.progress import Progress, result_of


def read_one(gatherer: Gatherer, name: str) -> None:
    """A toy format: a class and four corners a line."""
    image = gatherer.image(f"{name}.jpg")
    for line, text in lines_of(gatherer.delivered.read(name)):
        with gatherer.rejecting(gatherer.delivered.place(name, line=line)):
            label, *corners = text.split()
            gatherer.box(image, label, *numbers(corners, "the box", count=4))


def reading_of(path):
    with Delivered.open(path) as delivered:
        files = [name for name in delivered.names if name.endswith(".txt")]
        return (yield from read_files(delivered, Recognised("", files), Gatherer(delivered, "toy"), read_one))


def test_that_a_bad_line_and_a_bad_file_cost_only_themselves(tmp_path):
    (tmp_path / "a.txt").write_text("cat 0 0 1 1\ncat 0 zero 1 1\n\ndog 0 0 2 2\n")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / "c.txt").write_text("cat 0 0 1")
    reading = result_of(reading_of(tmp_path))
    assert len(reading.annotations) == 2
    assert [str(one) for one in reading.rejected] == [
        "a.txt, line 2: the box is no finite number but 'zero'; left out",
        "b.txt: is no text file; left out",
        "c.txt, line 1: the box is not 4 numbers but ['0', '0', '1']; left out",
    ]


def test_that_a_file_that_was_handed_over_alone_and_cannot_be_read_is_an_error(tmp_path):
    path = tmp_path / "b.txt"
    path.write_bytes(b"\0\1\2")
    with pytest.raises(AssayError, match=r"b.txt: is no text file\."):
        result_of(reading_of(path))


def test_that_reading_says_how_far_it_is(tmp_path):
    for number in range(130):
        (tmp_path / f"{number:03}.txt").write_text("cat 0 0 1 1")
    seen = list(reading_of(tmp_path))
    assert [(one.done, one.total) for one in seen if isinstance(one, Progress)] == [
        (0, 130),
        (64, 130),
        (128, 130),
        (130, 130),
    ]


def test_that_a_fault_is_no_error_of_the_user():
    assert not issubclass(Fault, AssayError)
