"""Reading who contested a finding, who ruled on it, and the reasons given before."""

import sqlite3
from dataclasses import dataclass

from assay.model.findings import Ruling
from assay.model.ids import FindingId


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something, and when (UTC, as stored)."""

    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A ruling that was given before: its reason, what was ruled, and on what."""

    reason: str
    ruling: Ruling
    code: str
    file_name: str


def contested_by(connection: sqlite3.Connection, finding_id: FindingId) -> Said | None:
    """Who gave a finding its verdict; None while nobody did."""
    return _said(connection, "verdict", finding_id)


def ruled_by(connection: sqlite3.Connection, finding_id: FindingId) -> Said | None:
    """Who ruled on a finding; None while nobody did."""
    return _said(connection, "adjudication", finding_id)


def precedents(connection: sqlite3.Connection, code: str, *, most: int = 5) -> list[Precedent]:
    """Rulings that stand, those about the same code first, then the newest; every reason once."""
    rows = connection.execute(
        "SELECT a.reason, a.ruling, f.code, i.file_name, max(a.at) FROM adjudication a JOIN finding f ON f.id = a.finding_id"
        " JOIN image i ON i.id = f.image_id GROUP BY a.reason, f.code = ? ORDER BY f.code = ? DESC, max(a.at) DESC",
        (code, code),
    )
    found: dict[str, Precedent] = {}
    for reason, ruling, of_code, file_name, _ in rows:
        found.setdefault(reason, Precedent(reason, Ruling(ruling), of_code, file_name))
    return list(found.values())[:most]


def _said(connection: sqlite3.Connection, table: str, finding_id: FindingId) -> Said | None:
    row = connection.execute(
        f"SELECT r.name, t.at FROM {table} t JOIN reviewer r ON r.id = t.reviewer_id WHERE t.finding_id = ?",
        (finding_id,),
    ).fetchone()
    return Said(*row) if row else None
