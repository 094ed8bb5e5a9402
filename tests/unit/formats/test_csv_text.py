import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.csv_text import delimiter_of, read_table
from assay.formats.fault import Fault


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_that_columns_and_encodings_are_told_from_the_text(delimiter, encoding):
    text = (
        '# image,"größe"\na b.jpg,"1,5; 2"\nc.jpg,3\n'.replace("# ", "").replace(",", delimiter).replace("1;5", "1,5")
    )
    table = read_table(text.encode(encoding))
    assert table.header == ("image", "größe")
    assert [row.line for row in table.rows] == [2, 3]
    assert dict(list(table.fields())[1][1]) == {"image": "c.jpg", "größe": "3"}


def test_that_rows_of_another_length_are_listed_with_their_line():
    table = read_table(b'a,b\n1,2\n"x\ny",4\n\n5\n6,7,8\n9,10\n')
    assert [row.line for row in table.rows] == [2, 3, 8]
    assert [str(one) for one in table.ragged] == [
        "line 6: has 1 columns where there are 2; left out",
        "line 7: has 3 columns where there are 2; left out",
    ]


def test_that_a_table_without_a_header_gets_one():
    table = read_table(b"a.jpg,1\nb.jpg,2\n", header=("image", "x"))
    assert [row.values for row in table.rows] == [["a.jpg", "1"], ["b.jpg", "2"]]


@pytest.mark.parametrize(
    ("data", "why"), [(b"a,b\0\1", "is no text file"), (b"a,b\n1," + b"x" * (17 << 20), "line 2: field larger")]
)
def test_that_what_is_no_table_gets_a_clause(data, why):
    with pytest.raises(Fault, match=why):
        read_table(data)


def test_that_an_empty_file_is_an_empty_table():
    assert read_table(b"") == read_table(b"\n\n")


@given(st.text(max_size=200))
def test_that_any_text_is_a_table_or_refused(text):
    try:
        table = read_table(text.encode("utf-8", "replace"))
    except Fault:
        return
    assert all(len(row.values) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("piece", ['"', ",", '","', "a", "\n"])
def test_that_telling_the_columns_takes_bounded_time(piece):
    started = time.perf_counter()
    delimiter_of(piece * (4_000_000 // len(piece)))
    assert time.perf_counter() - started < 2
