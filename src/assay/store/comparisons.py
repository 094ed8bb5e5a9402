"""Writing a comparison: its findings in bulk, and what was said of the same findings before. The caller holds the transaction."""

import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from assay.model.defect_types import defect_types
from assay.model.ids import ComparisonId, LabelSetId
from assay.store.findings_digest import FINDINGS_AT_A_TIME, FindingsDigest

_SPOKEN_OF = ("verdict", "adjudication", "defect", "gold_challenge", "correction")
_SPOKEN = " UNION ".join(f"SELECT finding_id FROM {table} WHERE finding_id IS NOT NULL" for table in _SPOKEN_OF)

_PAGE = "SELECT records, rings, points, runs, extra FROM annotation_page WHERE image_id = o.image_id AND label_set_id"
_SAME_GOLD = f"(co.gold_id = cn.gold_id OR ({_PAGE} = co.gold_id) IS ({_PAGE} = cn.gold_id))"
"""A gold revision leaves most images as they were."""

_OVERRIDDEN = (
    "o.severity IS NOT coalesce(iif(o.details = '{}', NULL, json_extract(o.details, '$.severity')),"
    " (SELECT u.severity FROM temp.usual u WHERE u.code = o.code))"
)
"""A comparison gives a finding what its details say, else its code's usual severity."""


class FindingColumns(NamedTuple):
    """Findings to be added. said: columns of equal length, image id, code, vendor number, gold number, delivered class, expected class, iou, 4 offsets, 4 of the box, details as JSON; None where there is no number."""

    said: Sequence[Sequence[Any]]
    severities: Sequence[str]


def insert_findings(connection: sqlite3.Connection, comparison_id: ComparisonId, found: FindingColumns) -> str:
    """Add findings, and give the digest of what they say."""
    first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM finding").fetchone()[0]
    ids = range(first, first + len(found.severities))
    connection.executemany(
        "INSERT INTO finding (comparison_id, id, image_id, code, vendor_number, gold_number, class_delivered, class_expected, iou,"
        " off_left, off_top, off_right, off_bottom, x_min, y_min, x_max, y_max, details, severity)"
        f" VALUES ({comparison_id}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        zip(ids, *found.said, found.severities, strict=True),
    )
    digest, said = FindingsDigest(), zip(ids, *found.said, strict=True)
    while part := list(islice(said, FINDINGS_AT_A_TIME)):
        digest.add(part)
    return digest.hexdigest()


def retire_comparison(connection: sqlite3.Connection, delivery_id: LabelSetId) -> ComparisonId | None:
    """Make room for a new current comparison of a delivery; gives the one that was current."""
    row = connection.execute(
        "SELECT id FROM comparison WHERE delivery_id = ? AND is_current", (delivery_id,)
    ).fetchone()
    connection.execute("UPDATE comparison SET is_current = 0 WHERE delivery_id = ?", (delivery_id,))
    return ComparisonId(row[0]) if row else None


def carry_over(connection: sqlite3.Connection, old: ComparisonId, new: ComparisonId) -> None:
    """Let what was said of the old comparison's findings, and a severity that was overridden, stand for the same findings of the new one; drop old ones nobody spoke of.

    The same finding: same image, code, annotations and attribute, and the gold of that image has not changed. Old findings that were judged and turned up no more stay with their comparison.
    """
    codes = [(code, str(kind.severity)) for code, kind in defect_types().items()]
    connection.execute("DROP TABLE IF EXISTS temp.carried")
    connection.execute("DROP TABLE IF EXISTS temp.usual")
    connection.execute("CREATE TEMP TABLE usual (code TEXT PRIMARY KEY, severity TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO temp.usual VALUES (?, ?)", codes)
    connection.execute(
        "CREATE TEMP TABLE carried AS SELECT o.id AS old_id, min(n.id) AS new_id FROM finding o JOIN finding n"
        " ON n.comparison_id = ? AND n.image_id = o.image_id AND n.code = o.code AND n.vendor_number = o.vendor_number"
        " AND n.gold_number = o.gold_number"
        " AND json_extract(n.details, '$.attribute') IS json_extract(o.details, '$.attribute')"
        " JOIN comparison co ON co.id = o.comparison_id JOIN comparison cn ON cn.id = n.comparison_id"
        f" WHERE o.comparison_id = ? AND {_SAME_GOLD} AND ({_OVERRIDDEN} OR o.id IN ({_SPOKEN})) GROUP BY o.id",
        (new, old),
    )
    for table in _SPOKEN_OF:
        connection.execute(
            f"UPDATE {table} SET finding_id = c.new_id FROM temp.carried c WHERE {table}.finding_id = c.old_id"
        )
    connection.execute(
        "UPDATE finding SET severity = o.severity FROM temp.carried c JOIN finding o ON o.id = c.old_id"
        f" WHERE finding.id = c.new_id AND {_OVERRIDDEN}"
    )
    connection.execute(f"DELETE FROM finding WHERE comparison_id = ? AND id NOT IN ({_SPOKEN})", (old,))
    connection.execute("DROP TABLE temp.carried")
    connection.execute("DROP TABLE temp.usual")
