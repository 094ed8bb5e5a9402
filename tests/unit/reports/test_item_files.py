import csv
import io
import json
from datetime import UTC, datetime

import openpyxl
import pytest

from assay.reports.item_sheet import write_sheet
from assay.reports.item_table import COLUMNS
from tests.unit.reports.conftest import FORMULA_NAME, TEXT_ID


def rows(package, name="rework_items.csv"):
    text = package.files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def workbook(package):
    return openpyxl.load_workbook(io.BytesIO(package.files["rework_items.xlsx"]))


def test_that_the_csv_has_a_byte_order_mark_and_windows_line_ends(package):
    content = package.files["rework_items.csv"]
    assert content.startswith(b"\xef\xbb\xbfitem_id,number,batch,round,")
    assert content.count(b"\r\n") == 7
    assert content.endswith(b"\r\n")


def test_that_every_column_is_there_and_later_ones_are_empty(package):
    first = rows(package)[0]
    assert tuple(first) == COLUMNS
    assert first["verification_status"] == first["vendor_response"] == first["dispute_reason"] == ""


def test_that_a_row_tells_what_was_delivered_and_what_is_expected(package):
    first = rows(package)[0]
    wanted = {
        "item_id": "uuid-1-1",
        "number": "R001",
        "batch": "Batch 07",
        "round": "0",
        "image_file": "one.png",
        "width": "640",
        "annotation_id": "5001",
        "defect_code": "GEO-LOOSE",
        "defect_name": "Too loose",
        "severity": "major",
        "charged": "yes",
        "class_delivered": "car",
        "bbox_delivered_x_max": "210",
        "bbox_expected_x_min": "110",
        "attr_delivered": '{"colour": "red"}',
        "attr_expected": '{"colour": "blue"}',
        "iou": "0.818",
        "offset_left": "10",
        "offset_top": "0",
        "evidence_file": "evidence/R001.png",
        "due_utc": "2026-08-06T14:00:00Z",
    }
    assert wanted.items() <= first.items()


def test_that_a_polygon_is_written_as_json_text(package):
    assert json.loads(rows(package)[2]["polygon_expected"]) == [[400, 300, 510, 300, 510, 370, 400, 370]]


def test_that_negative_numbers_stay_numbers_and_zero_has_no_sign(package):
    third = rows(package)[2]
    assert (third["offset_left"], third["offset_right"]) == ("0", "-10")


def test_that_no_text_cell_can_start_a_formula(package):
    table = rows(package)
    assert table[1]["comment"] == "'-1+[reviewer] says so"
    assert table[3]["comment"] == "'@SUM(A1)"
    assert table[3]["annotation_id"] == f"'{TEXT_ID}"
    assert table[3]["image_file"] == f"'{FORMULA_NAME}"
    assert table[5]["instruction"] == "'+[reviewer] saw a scratch"


def test_that_json_holds_the_same_items_unchanged(package):
    items = json.loads(package.files["rework_items.json"])
    assert [item["number"] for item in items] == ["R001", "R002", "R003", "R004", "R005", "R006"]
    assert items[3]["image_file"] == FORMULA_NAME
    assert items[0]["attr_expected"] == {"colour": "blue"}
    assert items[0]["bbox_delivered_x_min"] == 100
    assert items[4]["annotation_id"] is None


def test_that_the_workbook_keeps_text_as_text_and_numbers_as_numbers(package):
    sheet = workbook(package)["Items"]
    header = [cell.value for cell in sheet[1]]
    cells = dict(zip(header, sheet[2], strict=True))
    assert tuple(header) == COLUMNS
    assert (cells["annotation_id"].value, cells["annotation_id"].data_type) == ("5001", "s")
    assert (cells["bbox_delivered_x_max"].value, cells["bbox_delivered_x_max"].data_type) == (210, "n")
    fourth = dict(zip(header, sheet[5], strict=True))
    assert (fourth["image_file"].value, fourth["image_file"].data_type) == (FORMULA_NAME, "s")


def test_that_the_workbook_can_be_filtered_under_a_header_that_stays(package):
    sheet = workbook(package)["Items"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("7")


def test_that_the_workbook_is_dated_by_the_request(package, facts):
    properties = workbook(package).properties
    assert properties.created == facts.created.replace(tzinfo=None, microsecond=0)


def test_that_the_vendor_answers_in_a_table_with_the_items_filled_in(package):
    answers = rows(package, "response_template.csv")
    assert tuple(answers[0]) == ("item_id", "number", "action", "comment", "dispute(y/n)", "new_annotation_id")
    assert (answers[5]["item_id"], answers[5]["number"], answers[5]["action"]) == ("uuid-1-6", "R006", "")


def test_that_a_workbook_that_cannot_be_written_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_sheet(tmp_path / "nowhere" / "items.xlsx", [], created=datetime(2026, 8, 4, tzinfo=UTC))
