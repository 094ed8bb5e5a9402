import csv
import io

import pytest

from assay.reports.spreadsheet_text import csv_bytes, harmless, plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"])
def test_that_text_that_would_start_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", [-1.5, 0, None, "a=b", "'quoted'", "", "5001"])
def test_that_numbers_and_harmless_text_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_that_lists_and_truths_become_text():
    assert plain_cell([1, 2.5]) == "[1, 2.5]"
    assert plain_cell({"b": 1, "a": "é"}) == '{"a": "é", "b": 1}'
    assert (plain_cell(True), plain_cell(False)) == ("yes", "no")


def test_that_commas_quotes_and_line_ends_come_back_through_csv():
    row = ['a,"b"', "two\r\nlines", "ü – 日本", -2.5]
    content = csv_bytes(["w", "x", "y", "z"], [row])
    back = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert back[1] == ['a,"b"', "two\r\nlines", "ü – 日本", "-2.5"]
