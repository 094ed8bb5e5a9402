"""Reading the journal: its lines, what can be undone and redone, and what stands in the way."""

import sqlite3
from typing import NamedTuple

from assay.model.history import ActionRecord
from assay.model.ids import ActionId
from assay.store.journal import row_image, said_by

NOT_WORK = frozenset({"switch_reviewer"})
"""Verbs that Undo passes over."""

HANDED_OUT = frozenset({"export_labels"})
"""Verbs that change nothing in the project but say that something left it: not undoable, and yet no end of the undo list."""


class NextUp(NamedTuple):
    """What Undo would put back, and the undo that Redo would put back; None for neither."""

    undo: ActionId | None
    redo: ActionId | None


def next_up(connection: sqlite3.Connection) -> NextUp:
    """What Undo and Redo would do now.

    Undo of a plain action is a revert of it; redo is a revert of that revert. A plain action forgets what could be redone; bulk work
    (an import, a comparison) ends both lists. Who sits here is no part of them, nor what was handed out. The journal is read backwards, no farther than needed: it grows all day.
    """
    undo: ActionId | None = None
    redo: ActionId | None = None
    put_back: set[int] = set()
    may_redo = True
    for action_id, reverts, verb, undoable in connection.execute(
        "SELECT id, reverts, verb, undoable FROM action ORDER BY id DESC"
    ):
        if verb in HANDED_OUT or (verb in NOT_WORK and undoable):
            continue
        if not undoable or (undo and (redo or not may_redo)):
            break
        if verb in ("undo", "redo"):
            put_back.add(reverts)  # also by one that was put back itself: what came of that stands later in the journal
        else:
            may_redo = False
        if action_id in put_back:
            continue
        if verb != "undo":
            undo = undo or action_id
        elif may_redo:
            redo = redo or action_id
    return NextUp(undo, redo)


def history(connection: sqlite3.Connection, *, limit: int = 1000, before: int | None = None) -> list[ActionRecord]:
    """The journal's lines, newest first."""
    rows = connection.execute(
        "SELECT id, at, reviewer, role, verb, summary, reason, reverts, undoable FROM action"
        " WHERE id < ? ORDER BY id DESC LIMIT ?",
        (before or 1 << 62, limit),
    ).fetchall()
    reverted = _reverted_since(connection, rows[-1][0]) if rows else set()
    return [
        ActionRecord(id_, at, who, role, verb, summary, reason, reverts, bool(undoable), id_ in reverted)
        for id_, at, who, role, verb, summary, reason, reverts, undoable in rows
    ]


def _reverted_since(connection: sqlite3.Connection, first: int) -> set[int]:
    """The actions from one on that another put back, which then comes after them, and was not put back itself."""
    reverted: set[int] = set()
    for action_id, reverts in connection.execute(
        "SELECT id, reverts FROM action WHERE id > ? AND reverts IS NOT NULL ORDER BY id DESC", (first,)
    ):
        if action_id not in reverted:
            reverted.add(reverts)
    return reverted


def images_backwards(
    connection: sqlite3.Connection, action_id: ActionId
) -> list[tuple[str, int, str | None, str | None]]:
    """(table, row id, before, after) of an action's changes, last one first."""
    return connection.execute(
        "SELECT table_name, row_id, before, after FROM change WHERE action_id = ? ORDER BY seq DESC", (action_id,)
    ).fetchall()


def action_record(connection: sqlite3.Connection, action_id: ActionId) -> tuple[str, bool] | None:
    """An action's summary and whether it can be put back, None when there is no such action."""
    row = connection.execute("SELECT summary, undoable FROM action WHERE id = ?", (action_id,)).fetchone()
    return (row[0], bool(row[1])) if row else None


def later_change(connection: sqlite3.Connection, table: str, row_id: int, after: str | None) -> str | None:
    """Who changed a row since it was `after`, in words; None when nobody did."""
    if said_by(row_image(connection, table, row_id)) == said_by(after):
        return None
    row = connection.execute(
        "SELECT a.id, a.summary FROM change c JOIN action a ON a.id = c.action_id"
        " WHERE c.table_name = ? AND c.row_id = ? ORDER BY a.id DESC LIMIT 1",
        (table, row_id),
    ).fetchone()
    return f"action {row[0]}, “{row[1]}”," if row else "bulk work"
