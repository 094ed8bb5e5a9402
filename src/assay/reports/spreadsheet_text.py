"""Text that a spreadsheet program opens without taking any of it for a formula."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell instead of showing it (OWASP, "CSV Injection")."""

Cell = str | float | bool | None


def plain_cell(value: Any) -> Cell:
    """A value as one cell: lists and objects as JSON text, truths as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, (str, int, float)):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def harmless(cell: Cell) -> Cell:
    """A cell whose text starts no formula: an apostrophe is put before it where it would. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes it for the local code page."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(plain_cell(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
