"""A rework request's items as a workbook."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.model.defect_types import Severity
from assay.reports.item_table import COLUMNS, FOR_LATER, Row
from assay.reports.spreadsheet_text import Cell, plain_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""More than that no cell holds."""

TOO_LONG = "too long for a cell: see rework_items.json"

WIDTHS: Mapping[str, int] = {
    "item_id": 14, "number": 8, "batch": 14, "round": 7, "image_file": 24, "image_sha256": 14, "width": 7, "height": 7,
    "annotation_id": 14, "defect_code": 13, "defect_name": 22, "severity": 12, "charged": 9, "instruction": 52, "comment": 32,
    "class_delivered": 16, "class_expected": 16, "polygon_expected": 18, "attr_delivered": 20, "attr_expected": 20, "iou": 7,
    "evidence_file": 19, "scope": 9, "created_utc": 21, "due_utc": 21, **dict.fromkeys(FOR_LATER, 18),
}  # fmt: skip
"""In characters."""

FIGURE_WIDTH = 11
FROZEN_COLUMNS = 2

SEVERITY_STYLES: Mapping[str, Mapping[str, Any]] = {
    Severity.CRITICAL: {"bg_color": "#C62A2F", "font_color": "#FFFFFF", "bold": True},
    Severity.MAJOR: {"bg_color": "#AC4E08", "font_color": "#FFFFFF", "bold": True},
    Severity.MINOR: {"bg_color": "#D3D8E0", "font_color": "#1B1F26"},
    Severity.OBSERVATION: {"font_color": "#545D6B"},
}
CELL: Mapping[str, Any] = {"valign": "top", "font_color": "#1B1F26"}


def write_sheet(path: Path, rows: Sequence[Row], *, created: datetime) -> None:
    """Write the items as a workbook: text as text, ids never as numbers, the same rows as the same bytes."""
    import xlsxwriter

    book = io.BytesIO()  # written out by us, so that a full disk is an OSError
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        # without a time of its own the workbook would say when it was written
        workbook.set_properties({"title": "Rework items", "created": created.replace(tzinfo=None)})
        sheet = workbook.add_worksheet("Items")
        _set_up(workbook, sheet, len(rows))
        styles = _styles(workbook)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(COLUMNS):
                style = styles[row["severity"]] if column == "severity" else styles.get(column, styles["text"])
                _write(sheet, number, place, plain_cell(row[column]), style)
    path.write_bytes(book.getvalue())


def _set_up(workbook: "Workbook", sheet: "Worksheet", count: int) -> None:
    heading = workbook.add_format(
        {"bold": True, "bg_color": "#EBEDF1", "font_color": "#1B1F26", "bottom": 1, "bottom_color": "#C3C9D2"}
    )
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTHS.get(column, FIGURE_WIDTH))
        sheet.write_string(0, place, column, heading)
    sheet.freeze_panes(1, FROZEN_COLUMNS)
    sheet.autofilter(0, 0, max(1, count), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)


def _styles(workbook: "Workbook") -> dict[str, "Format"]:
    text = workbook.add_format({**CELL, "num_format": "@"})
    wrapped = workbook.add_format({**CELL, "num_format": "@", "text_wrap": True})
    severities = {
        name: workbook.add_format({**CELL, **style, "align": "center"}) for name, style in SEVERITY_STYLES.items()
    }
    return {"text": text, "instruction": wrapped, "comment": wrapped, **severities}


def _write(sheet: "Worksheet", row: int, column: int, cell: Cell, style: "Format") -> None:
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell if len(cell) <= LONGEST_TEXT else TOO_LONG, style)
    else:
        sheet.write_number(row, column, cell)
