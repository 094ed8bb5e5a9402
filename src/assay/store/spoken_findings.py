"""Findings of which something is said: they have rows of their own, to which verdicts, rulings, defects and corrections refer."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from assay.model.defect_types import SEVERITIES
from assay.model.errors import AssayError
from assay.model.finding_record import FoundColumns
from assay.model.findings import as_json
from assay.model.ids import ComparisonId, FindingId, LabelSetId
from assay.store.finding_pages import found_with

SAYING = ("verdict", "adjudication", "defect", "gold_challenge", "correction")
"""The tables whose rows say something of a finding, in `finding_id`."""

SPOKEN = " UNION ".join(f"SELECT finding_id FROM {table} WHERE finding_id IS NOT NULL" for table in SAYING)

COLUMNS = (
    "id", "comparison_id", "image_id", "code", "severity", "vendor_number", "gold_number", "class_delivered", "class_expected", "iou",
    "off_left", "off_top", "off_right", "off_bottom", "x_min", "y_min", "x_max", "y_max", "details",
)  # fmt: skip
NO_DETAILS = "{}"
_INSERT = f"INSERT INTO finding ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


def give_row(connection: sqlite3.Connection, finding_id: FindingId) -> None:
    """Let a finding have a row of its own, unless it has one. Raises AssayError when there is no such finding any more.

    No action keeps an image of that: the row says what the page says, and may stay when what was said is taken back.
    """
    if connection.execute("SELECT 1 FROM finding WHERE id = ?", (finding_id,)).fetchone():
        return
    found = found_with(connection, finding_id)
    if found is None:
        raise gone(finding_id)
    insert_rows(connection, comparison_of(connection, found[0]), found[1])


def insert_rows(connection: sqlite3.Connection, comparison_id: ComparisonId, found: FoundColumns) -> None:
    """Rows for these findings of a comparison."""
    connection.executemany(_INSERT, finding_rows(comparison_id, found))


def finding_rows(comparison_id: ComparisonId, found: FoundColumns) -> list[tuple[Any, ...]]:
    """Findings as rows of COLUMNS, with the severity that they came with."""
    records = found.records
    numbers = [records[name].tolist() for name in ("vendor", "gold", "delivered_class", "expected_class", "iou")]
    places = zip(*numbers, records["offsets"].tolist(), records["box"].tolist(), strict=True)
    head = zip(
        found.ids.tolist(),
        records["image"].tolist(),
        records["code"].tolist(),
        found.severities().tolist(),
        strict=True,
    )
    return [
        (
            number, comparison_id, image, code.decode("ascii", "replace"), str(SEVERITIES[severity]), *four,
            *map(_or_none, (iou, *offsets)), *box, as_json(found.details[row]) if row in found.details else NO_DETAILS,
        )
        for row, ((number, image, code, severity), (*four, iou, offsets, box)) in enumerate(zip(head, places, strict=True))
    ]  # fmt: skip


def comparison_of(connection: sqlite3.Connection, delivery_id: LabelSetId) -> ComparisonId:
    """The comparison that a delivery is judged by, to which its pages of findings belong."""
    row = connection.execute(
        "SELECT id FROM comparison WHERE delivery_id = ? AND is_current", (delivery_id,)
    ).fetchone()
    return ComparisonId(row[0])


def gone(finding_id: FindingId) -> AssayError:
    """The sentence about a finding that a later comparison did not turn up again."""
    return AssayError(f"Finding {finding_id} is not there any more; a later comparison did not turn it up again")


def spoken_ids(connection: sqlite3.Connection, comparison_id: ComparisonId) -> Sequence[int]:
    """The findings of a comparison that have rows of their own."""
    rows = connection.execute("SELECT id FROM finding WHERE comparison_id = ?", (comparison_id,))
    return [row[0] for row in rows]


def _or_none(number: float) -> float | None:
    return None if number != number else number
