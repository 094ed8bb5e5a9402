"""Reading defects and the rework requests they were sent with."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from assay.model.defect_types import Severity, defect_types
from assay.model.defects import Defect
from assay.model.errors import AssayError
from assay.model.findings import Finding
from assay.model.ids import BatchId, DefectId, FindingId, ImageId, LabelSetId, RequestId
from assay.model.rework import ReworkItem, ReworkRequest

_DEFECT = (
    "SELECT d.id, d.label_set_id, d.image_id, d.finding_id, d.vendor_number, d.gold_number, d.code, d.severity, d.comment,"
    " d.instruction, d.charged, d.x_min, d.y_min, d.x_max, d.y_max, d.request_id, r.name, d.at, d.intake_finding_id"
    " FROM defect d JOIN reviewer r ON r.id = d.reviewer_id"
)
_REQUEST = (
    "SELECT q.id, q.batch_id, q.label_set_id, q.scope, q.note, q.at, q.due_at, q.package, q.package_sha256,"
    " (SELECT count(*) FROM rework_item i WHERE i.request_id = q.id) FROM rework_request q"
)


def defects(connection: sqlite3.Connection, label_set_id: LabelSetId) -> list[Defect]:
    """A delivery's defects by image, then in the order they were logged."""
    rows = connection.execute(f"{_DEFECT} WHERE d.label_set_id = ? ORDER BY d.image_id, d.id", (label_set_id,))
    return [_defect(row) for row in rows]


def defects_on_image(connection: sqlite3.Connection, label_set_id: LabelSetId, image_id: ImageId) -> list[Defect]:
    """One image's defects, in the order they were logged."""
    rows = connection.execute(
        f"{_DEFECT} WHERE d.label_set_id = ? AND d.image_id = ? ORDER BY d.id", (label_set_id, image_id)
    )
    return [_defect(row) for row in rows]


def defect(connection: sqlite3.Connection, defect_id: DefectId) -> Defect:
    """The defect with this id."""
    return _defect(connection.execute(f"{_DEFECT} WHERE d.id = ?", (defect_id,)).fetchone())


def defects_of_finding(connection: sqlite3.Connection, finding_id: FindingId) -> list[Defect]:
    """The defects that a finding was confirmed as."""
    return [
        _defect(row) for row in connection.execute(f"{_DEFECT} WHERE d.finding_id = ? ORDER BY d.id", (finding_id,))
    ]


def is_logged_by_intake(connection: sqlite3.Connection, label_set_id: LabelSetId, one: Finding) -> bool:
    """Whether the intake's defect of the same code on the same annotation stands already."""
    row = connection.execute(
        "SELECT 1 FROM defect WHERE label_set_id = ? AND image_id = ? AND vendor_number = ? AND code = ?"
        " AND vendor_number > 0 AND intake_finding_id IS NOT NULL",
        (label_set_id, one.image_id, one.vendor_number, one.code),
    ).fetchone()
    return row is not None


def rework_requests(connection: sqlite3.Connection, batch_id: BatchId) -> list[ReworkRequest]:
    """A batch's rework requests, newest first."""
    rows = connection.execute(f"{_REQUEST} WHERE q.batch_id = ? ORDER BY q.id DESC", (batch_id,))
    return [ReworkRequest(*row) for row in rows]


def rework_items(connection: sqlite3.Connection, request_id: RequestId) -> list[ReworkItem]:
    """A rework request's items, in their order."""
    rows = connection.execute(
        "SELECT request_id, defect_id, number, uuid FROM rework_item WHERE request_id = ? ORDER BY id", (request_id,)
    )
    return [ReworkItem(*row) for row in rows]


def _defect(row: Sequence[Any]) -> Defect:
    if row[6] not in defect_types() or row[7] not in set(Severity):
        raise AssayError(
            f"Defect {row[0]} is damaged in the project file (code {row[6]!r}, severity {row[7]!r}); restore a copy of it"
        )
    values = [*row[:7], Severity(row[7]), *row[8:10], bool(row[10]), tuple(row[11:15]), *row[15:]]
    return Defect(*values)
