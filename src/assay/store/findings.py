"""Reading comparisons and findings, each finding with what has been said of it."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from assay.model.defect_types import Severity, defect_types
from assay.model.errors import AssayError
from assay.model.finding_record import FoundColumns
from assay.model.findings import ComparisonRecord, Finding, Ruling, Verdict
from assay.model.ids import ComparisonId, FindingId, ImageId, LabelSetId
from assay.store.finding_pages import found_with, read_found
from assay.store.spoken_findings import comparison_of, finding_rows, gone

_UNSPOKEN = (None, "", None, "")
"""The verdict, its comment, the ruling and its reason of a finding of which nobody said anything."""

_FINDING = (
    "SELECT f.id, f.comparison_id, f.image_id, f.code, f.severity, f.vendor_number, f.gold_number, f.class_delivered, f.class_expected, f.iou,"
    " f.off_left, f.off_top, f.off_right, f.off_bottom, f.x_min, f.y_min, f.x_max, f.y_max, f.details,"
    " v.verdict, coalesce(v.comment, ''), a.ruling, coalesce(a.reason, '')"
    " FROM finding f LEFT JOIN verdict v ON v.finding_id = f.id LEFT JOIN adjudication a ON a.finding_id = f.id"
)
_IMAGE, _CODE = 2, 3
_CONTESTED = "v.verdict IN ('contested', 'vendor_right')"


def current_comparison(connection: sqlite3.Connection, delivery_id: LabelSetId) -> ComparisonRecord | None:
    """The comparison that a delivery is judged by, None before the first."""
    row = connection.execute(
        "SELECT id, delivery_id, gold_id, settings, counts, made_at FROM comparison WHERE delivery_id = ? AND is_current",
        (delivery_id,),
    ).fetchone()
    if row is None:
        return None
    values = [*row[:3], json.loads(row[3]), json.loads(row[4]), row[5]]
    return ComparisonRecord(*values)


def golds_compared_with(connection: sqlite3.Connection) -> set[LabelSetId]:
    """The label sets by which a delivery is judged now."""
    return {LabelSetId(row[0]) for row in connection.execute("SELECT gold_id FROM comparison WHERE is_current")}


def finding(connection: sqlite3.Connection, finding_id: FindingId) -> Finding:
    """The finding with this id. Raises AssayError when a later comparison did not turn it up again."""
    row = connection.execute(f"{_FINDING} WHERE f.id = ?", (finding_id,)).fetchone()
    if row is not None:
        return _finding(row)
    found = found_with(connection, finding_id)
    if found is None:
        raise gone(finding_id)
    (row,) = finding_rows(comparison_of(connection, found[0]), found[1])
    return _finding((*row, *_UNSPOKEN))


def delivery_of(connection: sqlite3.Connection, comparison_id: ComparisonId) -> LabelSetId:
    """The delivery that a comparison judges."""
    row = connection.execute("SELECT delivery_id FROM comparison WHERE id = ?", (comparison_id,)).fetchone()
    return LabelSetId(row[0])


def gold_of(connection: sqlite3.Connection, comparison_id: ComparisonId) -> LabelSetId:
    """The gold that a comparison judges by."""
    row = connection.execute("SELECT gold_id FROM comparison WHERE id = ?", (comparison_id,)).fetchone()
    return LabelSetId(row[0])


def findings_on_image(connection: sqlite3.Connection, comparison_id: ComparisonId, image_id: ImageId) -> list[Finding]:
    """One image's findings, worst first, then from top to bottom."""
    found = map(_finding, _rows(connection, comparison_id, image_id))
    order = list(Severity)
    return sorted(found, key=lambda f: (order.index(f.severity), f.box[1], f.box[0], f.id))


def all_findings(connection: sqlite3.Connection, comparison_id: ComparisonId, code: str | None = None) -> list[Finding]:
    """Every finding of a comparison by image, of one code only when it is given."""
    rows = sorted(_rows(connection, comparison_id, code=code), key=lambda row: (row[_IMAGE], row[0]))
    return [_finding(row) for row in rows]


def _rows(
    connection: sqlite3.Connection,
    comparison_id: ComparisonId,
    image_id: ImageId | None = None,
    code: str | None = None,
) -> Iterable[tuple[Any, ...]]:
    """Rows of _FINDING: those of findings of which something was said, in place of what the pages say of them."""
    found = _on_pages(connection, comparison_id, image_id)
    if code:
        found = found.take(np.flatnonzero(found.records["code"] == code.encode()))
    rows = {row[0]: (*row, *_UNSPOKEN) for row in finding_rows(comparison_id, found)}
    chosen = {"f.comparison_id": comparison_id, "f.image_id": image_id, "f.code": code}
    chosen = {column: value for column, value in chosen.items() if value is not None}
    where = " AND ".join(f"{column} = ?" for column in chosen)
    spoken = connection.execute(f"{_FINDING} WHERE {where}", tuple(chosen.values()))
    return (rows | {row[0]: row for row in spoken}).values()


def _on_pages(
    connection: sqlite3.Connection, comparison_id: ComparisonId, image_id: ImageId | None = None
) -> FoundColumns:
    """What the pages say of a comparison's findings; nothing for one that is not current any more."""
    delivery_id, is_current = connection.execute(
        "SELECT delivery_id, is_current FROM comparison WHERE id = ?", (comparison_id,)
    ).fetchone()
    if not is_current:
        return read_found(connection, delivery_id, [])
    return read_found(connection, delivery_id, None if image_id is None else [image_id])


def contested_findings(connection: sqlite3.Connection, comparison_id: ComparisonId) -> list[Finding]:
    """Findings that were contested, those that still wait for a ruling first."""
    rows = connection.execute(
        f"{_FINDING} WHERE f.comparison_id = ? AND ({_CONTESTED} OR a.id IS NOT NULL)"
        " ORDER BY a.id IS NOT NULL, f.image_id, f.id",
        (comparison_id,),
    )
    return [_finding(row) for row in rows]


def count_contested(connection: sqlite3.Connection, comparison_id: ComparisonId) -> int:
    """How many findings wait for a ruling."""
    return connection.execute(
        "SELECT count(*) FROM verdict v JOIN finding f ON f.id = v.finding_id LEFT JOIN adjudication a ON a.finding_id = f.id"
        f" WHERE f.comparison_id = ? AND {_CONTESTED} AND a.id IS NULL",
        (comparison_id,),
    ).fetchone()[0]


def count_by_code(connection: sqlite3.Connection, comparison_id: ComparisonId) -> dict[str, int]:
    """How many findings there are of each code in a comparison that is current; counted anew where an older Assay made it, which takes long."""
    kept, is_current = connection.execute(
        "SELECT json_extract(provenance, '$.by_code'), is_current FROM comparison WHERE id = ?", (comparison_id,)
    ).fetchone()
    if kept and is_current:
        return dict(sorted(json.loads(kept).items()))
    counts = Counter(_on_pages(connection, comparison_id).records["code"].tolist())
    return {code.decode("ascii", "replace"): number for code, number in sorted(counts.items())}


def verdict_id(connection: sqlite3.Connection, finding_id: FindingId) -> int | None:
    """The row of a finding's verdict, None when it was not judged."""
    row = connection.execute("SELECT id FROM verdict WHERE finding_id = ?", (finding_id,)).fetchone()
    return row[0] if row else None


def adjudication_id(connection: sqlite3.Connection, finding_id: FindingId) -> int | None:
    """The row of a finding's adjudication, None when it was not ruled on."""
    row = connection.execute("SELECT id FROM adjudication WHERE finding_id = ?", (finding_id,)).fetchone()
    return row[0] if row else None


def challenge_id(connection: sqlite3.Connection, finding_id: FindingId) -> int | None:
    """The row of the gold challenge that a finding led to, None when gold stands."""
    row = connection.execute("SELECT id FROM gold_challenge WHERE finding_id = ?", (finding_id,)).fetchone()
    return row[0] if row else None


def challenged_gold(connection: sqlite3.Connection, gold_id: LabelSetId, image_id: ImageId) -> set[int]:
    """The numbers of the gold annotations on an image that a ruling called in question."""
    rows = connection.execute(
        "SELECT gold_number FROM gold_challenge WHERE label_set_id = ? AND image_id = ?", (gold_id, image_id)
    )
    return {row[0] for row in rows}


def _finding(row: Sequence[Any]) -> Finding:
    try:
        found = _read_finding(row)
    except ValueError as error:
        raise AssayError(f"Finding {row[0]} is damaged in the project file ({error}); restore a copy of it") from error
    if found.code not in defect_types() or not isinstance(found.details, dict):
        raise AssayError(
            f"Finding {row[0]} is damaged in the project file (code {found.code!r}, details {str(found.details)[:40]!r});"
            " restore a copy of it"
        )
    return found


def _read_finding(row: Sequence[Any]) -> Finding:
    offsets = tuple(row[10:14]) if row[10] is not None else None
    verdict = Verdict(row[19]) if row[19] else None
    ruling = Ruling(row[21]) if row[21] else None
    values = [
        *row[:4],
        Severity(row[4]),
        *row[5:10],
        offsets,
        tuple(row[14:18]),
        json.loads(row[18]),
        verdict,
        row[20],
        ruling,
        row[22],
    ]
    return Finding(*values)
