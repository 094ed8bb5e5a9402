"""Whether a project file is whole and its journal untouched."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assay.store.audit_rows import row_problems
from assay.store.chain import FIRST_HASH, first_break
from assay.store.project import Project

EVENT_COLUMNS: tuple[str, ...] = (
    "id",
    "at",
    "reviewer",
    "role",
    "verb",
    "summary",
    "reason",
    "reverts",
    "undoable",
    "app",
)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What `assay audit` found: the number of actions, the chain's head, and everything that is wrong (empty when all is well)."""

    actions: int
    head: str
    problems: tuple[str, ...]


def audit(project: Project) -> AuditResult:
    """Check the file's pages, its references, the hash chain, the order of times, and every row against its last image in the journal."""
    connection = project.connection
    problems = _page_problems(connection)
    try:
        problems += _journal_problems(connection)
        problems += row_problems(connection)
        count, head = connection.execute(
            "SELECT count(*), coalesce((SELECT hash FROM action ORDER BY id DESC LIMIT 1), ?) FROM action",
            (FIRST_HASH,),
        ).fetchone()
    except sqlite3.DatabaseError as error:
        return AuditResult(0, "", (*problems, f"the journal cannot be read: {error}"))
    return AuditResult(count, head, tuple(problems))


def chain_head(connection: sqlite3.Connection) -> tuple[int, str]:
    """The number and hash of the last action: what reports print, so that a cut-off tail shows."""
    row = connection.execute("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, FIRST_HASH)


def head_before(connection: sqlite3.Connection, table: str, row_id: int) -> tuple[int, str]:
    """The chain's head when a row was added: its number and hash; the present head while the action that adds it is still under way.

    table: one whose rows carry the time of their action in `at`. The number of an undone row can be given again, so the action
    must be of the row's own time; the first such action counts, a redo does not.
    """
    row = connection.execute(
        "SELECT a.id - 1, a.prev_hash FROM change c JOIN action a ON a.id = c.action_id"
        " WHERE c.table_name = ? AND c.row_id = ? AND c.before IS NULL"
        f" AND json_extract(c.after, '$.at') = (SELECT at FROM {table} WHERE id = c.row_id) ORDER BY a.id LIMIT 1",
        (table, row_id),
    ).fetchone()
    return (row[0], row[1]) if row else chain_head(connection)


def added_since(connection: sqlite3.Connection, table: str, action: int) -> set[int]:
    """The rows of a table that were added after an action: what a report of that time could not know of."""
    rows = connection.execute(
        "SELECT row_id FROM change WHERE table_name = ? AND before IS NULL AND action_id > ?", (table, action)
    )
    return {row[0] for row in rows}


def columns_then(connection: sqlite3.Connection, table: str, row_id: int, action: int) -> Mapping[str, Any]:
    """The columns of a row as they were right after an action, by name; none where the journal has no image of that time."""
    row = connection.execute(
        "SELECT after FROM change WHERE table_name = ? AND row_id = ? AND action_id <= ? AND after IS NOT NULL"
        " ORDER BY action_id DESC, seq DESC LIMIT 1",
        (table, row_id, action),
    ).fetchone()
    return json.loads(row[0]) if row else {}


def _page_problems(connection: sqlite3.Connection) -> list[str]:
    try:
        pages = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        references = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [f"the file is damaged: {error}"]
    problems = [f"the file is damaged: {line}" for line in pages if line != "ok"]
    return problems + [f"row {row[1]} of {row[0]} refers to a {row[2]} that is not there" for row in references]


def _journal_problems(connection: sqlite3.Connection) -> list[str]:
    problems = []
    broken = first_break(_links(connection))
    if broken is not None:
        problems.append(f"the journal was changed: action {broken} does not fit the hash of the one before it")
    backwards = connection.execute(
        "SELECT id, at FROM (SELECT id, at, lag(at) OVER (ORDER BY id) AS earlier FROM action) WHERE at < earlier"
    )
    return problems + [
        f"the clock ran backwards: action {number} is dated {at}, before the one it follows" for number, at in backwards
    ]


def _links(connection: sqlite3.Connection) -> Iterator[tuple[int, dict[str, Any], str, str]]:
    changes = connection.execute(
        "SELECT action_id, seq, table_name, row_id, before, after FROM change ORDER BY action_id, seq"
    )
    pending = changes.fetchone()
    rows = connection.execute(f"SELECT {', '.join(EVENT_COLUMNS)}, prev_hash, hash FROM action ORDER BY id")
    for row in rows:
        event: dict[str, Any] = dict(zip(EVENT_COLUMNS, row, strict=False))
        event["changes"] = []
        while pending is not None and pending[0] <= row[0]:
            _, seq, table, row_id, before, after = pending
            event["changes"].append({"seq": seq, "table": table, "row": row_id, "before": before, "after": after})
            pending = changes.fetchone()
        yield row[0], event, row[-2], row[-1]
