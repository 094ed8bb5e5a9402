import csv

import pytest

from assay.model.batches import Complaint
from assay.model.errors import AssayError
from assay.ui.deliveries.complaint_export import write_csv


def test_that_a_name_that_looks_like_a_formula_is_made_harmless(tmp_path):
    write_csv(tmp_path / "a.csv", [Complaint("=HYPERLINK(1)", "unknown", left_out=False)])
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1] == ["Odd", "'=HYPERLINK(1)", "unknown"]


def test_that_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(AssayError, match="nowhere"):
        write_csv(tmp_path / "nowhere" / "a.csv", [])


def test_that_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(AssayError):
        write_csv(tmp_path / "a.csv", [])
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
