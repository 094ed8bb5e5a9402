"""Version 9: findings packed by image; only those of which something was said keep a row of their own."""

import json
import math
import struct
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assay.model.errors import AssayError

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLE = """
CREATE TABLE finding_page (
  id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER NOT NULL REFERENCES image,
  count INTEGER NOT NULL, records BLOB NOT NULL, details BLOB)
"""
"""id: of the first finding on the page; the others follow. The pages of a delivery are those of its current comparison."""

_RECORD = struct.Struct("<16s5i9d")
_NUMBERS = (
    "vendor_number, gold_number, class_delivered, class_expected, iou, off_left, off_top, off_right, off_bottom,"
    " x_min, y_min, x_max, y_max"
)
_SAYING = ("verdict", "adjudication", "defect", "gold_challenge", "correction")


def apply(database: "Database") -> None:
    """Pack the findings of current comparisons. One whose severity is not what it came with keeps its row too."""
    connection = database.conn
    connection.execute(TABLE)
    connection.execute("CREATE INDEX found_on_image ON finding_page (delivery_id, image_id, count)")
    current = connection.execute("SELECT id, delivery_id FROM comparison WHERE is_current").fetchall()
    for comparison, delivery in current:
        rows = connection.execute(
            f"SELECT id, image_id, code, details, {_NUMBERS} FROM finding WHERE comparison_id = ? ORDER BY id",
            (comparison,),
        ).fetchall()
        # findings that follow one another on an image have ids that do, unless somebody took one away
        for (image, _), page in groupby(enumerate(rows), lambda one: (one[1][1], one[1][0] - one[0])):
            found = [row for _, row in page]
            connection.execute(
                "INSERT INTO finding_page VALUES (?, ?, ?, ?, ?, ?)",
                (found[0][0], delivery, image, len(found), b"".join(map(_packed, found)), _details(found)),
            )
    said = " UNION ".join(f"SELECT finding_id FROM {table} WHERE finding_id IS NOT NULL" for table in _SAYING)
    overridden = "SELECT row_id FROM change WHERE table_name = 'finding'"
    connection.execute(f"DELETE FROM finding WHERE id NOT IN ({said}) AND id NOT IN ({overridden})")
    connection.execute("DROP INDEX finding_by_code")


def _packed(row: Sequence[Any]) -> bytes:
    _, image, code, _, *whole = row[:8]
    numbers = [math.nan if value is None else value for value in row[8:]]
    try:
        return _RECORD.pack(code.encode("ascii", "replace"), image, *whole, *numbers)
    except (struct.error, TypeError, AttributeError) as error:
        raise _damaged(row, error) from error


def _details(rows: Sequence[Sequence[Any]]) -> bytes | None:
    said = {str(place): _read(row) for place, row in enumerate(rows) if row[3] != "{}"}
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() if said else None


def _read(row: Sequence[Any]) -> object:
    try:
        return json.loads(row[3])
    except (ValueError, TypeError) as error:
        raise _damaged(row, error) from error


def _damaged(row: Sequence[Any], error: Exception) -> AssayError:
    return AssayError(f"Finding {row[0]} is damaged in the project file ({error}); restore a copy of it")
