"""Making a comparison the one that a delivery is judged by: its findings, and what was said of the same findings before. The caller holds the transaction."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assay.model.defect_types import Severity, defect_types
from assay.model.finding_record import FoundColumns
from assay.model.ids import ComparisonId, FindingId, ImageId, LabelSetId
from assay.store.annotation_pages import page_of
from assay.store.finding_pages import read_found
from assay.store.findings import gold_of
from assay.store.spoken_findings import SAYING, SPOKEN, insert_rows

_Key = tuple[int, bytes, int, int, str]
"""By which a finding is the same: image, code, annotations and attribute."""


def retire_comparison(connection: sqlite3.Connection, delivery_id: LabelSetId) -> ComparisonId | None:
    """Make room for a new current comparison of a delivery; gives the one that was current."""
    row = connection.execute(
        "SELECT id FROM comparison WHERE delivery_id = ? AND is_current", (delivery_id,)
    ).fetchone()
    connection.execute("UPDATE comparison SET is_current = 0 WHERE delivery_id = ?", (delivery_id,))
    return ComparisonId(row[0]) if row else None


def earlier_with_same_gold(
    connection: sqlite3.Connection, comparison_id: ComparisonId, *, besides: ComparisonId
) -> list[ComparisonId]:
    """Earlier comparisons of the same two label sets of whose findings something is still said, the last first."""
    rows = connection.execute(
        "SELECT e.id FROM comparison c JOIN comparison e ON e.delivery_id = c.delivery_id AND e.gold_id = c.gold_id AND e.id < c.id"
        " WHERE c.id = ? AND e.id <> ? AND EXISTS (SELECT 1 FROM finding f WHERE f.comparison_id = e.id) ORDER BY e.id DESC",
        (comparison_id, besides),
    )
    return [ComparisonId(row[0]) for row in rows]


def keep_on_others(
    connection: sqlite3.Connection, old: ComparisonId, new: ComparisonId, touched: Sequence[ImageId]
) -> None:
    """Let the findings of an old comparison on all images but these be those of the new one, as their pages are."""
    connection.execute("UPDATE finding SET comparison_id = ? WHERE comparison_id = ?", (new, old))
    connection.executemany(
        f"UPDATE finding SET comparison_id = {old} WHERE comparison_id = {new} AND image_id = ?",
        [(int(one),) for one in touched],
    )


def carry_over(connection: sqlite3.Connection, delivery_id: LabelSetId, old: ComparisonId, new: ComparisonId) -> None:
    """Let what was said of the old comparison's findings, and a severity that was overridden, stand for the same findings of the new one.

    The same finding: same image, code, annotations and attribute, and the gold of that image has not changed. Old findings that were judged
    and turned up no more stay with their comparison; those of which nothing is said any more are dropped.
    """
    rows = connection.execute(
        "SELECT id, image_id, code, vendor_number, gold_number, details, severity FROM finding WHERE comparison_id = ?",
        (old,),
    ).fetchall()
    golds = gold_of(connection, old), gold_of(connection, new)
    images = [ImageId(one) for one in sorted({row[1] for row in rows}) if _same_page(connection, golds, ImageId(one))]
    found = read_found(connection, delivery_id, images)
    places = _places(found)
    known = {row[0] for row in connection.execute("SELECT id FROM finding WHERE comparison_id = ?", (new,))}
    for number, image, code, vendor, gold, details, severity in rows:
        said = json.loads(details)
        place = places.pop((image, code.encode(), vendor, gold, _attribute(said)), None)
        if place is not None and int(found.ids[place]) not in known:
            insert_rows(connection, new, found.take(np.array([place])))
            became = FindingId(int(found.ids[place]))
            _move(connection, FindingId(number), became)
            if severity != _came_with(code, said):
                connection.execute("UPDATE finding SET severity = ? WHERE id = ?", (severity, became))
    connection.execute(f"DELETE FROM finding WHERE comparison_id = ? AND id NOT IN ({SPOKEN})", (old,))


def _same_page(connection: sqlite3.Connection, golds: tuple[LabelSetId, LabelSetId], image_id: ImageId) -> bool:
    """Whether gold says the same of an image; a revision leaves most images as they were."""
    return golds[0] == golds[1] or page_of(connection, golds[0], image_id) == page_of(connection, golds[1], image_id)


def _places(found: FoundColumns) -> dict[_Key, int]:
    columns = [found.records[name].tolist() for name in ("image", "code", "vendor", "gold")]
    keys = enumerate(zip(*columns, strict=True))
    return {(*key, _attribute(found.details.get(row, {}))): row for row, key in reversed(list(keys))}


def _attribute(said: Mapping[str, Any]) -> str:
    return str(said.get("attribute", ""))


def _came_with(code: str, said: Mapping[str, Any]) -> Severity:
    """A comparison gives a finding what its details say, else its code's usual severity."""
    return Severity(said.get("severity") or defect_types()[code].severity)


def _move(connection: sqlite3.Connection, old: FindingId, new: FindingId) -> None:
    for table in SAYING:
        connection.execute(f"UPDATE {table} SET finding_id = ? WHERE finding_id = ?", (new, old))
