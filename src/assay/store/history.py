"""Reading the journal: its lines, what can be undone and redone, and what stands in the way."""

import sqlite3

from assay.model.history import ActionRecord
from assay.model.ids import ActionId
from assay.store.journal import row_image, said_by

NOT_WORK = frozenset({"switch_reviewer"})
"""Verbs that Undo passes over."""

HANDED_OUT = frozenset({"export_labels"})
"""Verbs that change nothing in the project but say that something left it: not undoable, and yet no end of the undo list."""


def undo_list(connection: sqlite3.Connection) -> tuple[list[ActionId], list[ActionId]]:
    """The actions that Undo would put back (last one first done next) and those that Redo would do again, both as stacks.

    Undo of a plain action is a revert of it; redo is a revert of that revert. A plain action forgets what could be redone; bulk work
    (an import, a comparison) ends both lists. Who sits here is no part of them, nor what was handed out.
    """
    undo: list[ActionId] = []
    redo: list[ActionId] = []
    handed_out = ", ".join(f"'{verb}'" for verb in sorted(HANDED_OUT))
    last_bulk = connection.execute(
        f"SELECT coalesce(max(id), 0) FROM action WHERE NOT undoable AND verb NOT IN ({handed_out})"
    ).fetchone()[0]
    rows = connection.execute("SELECT id, reverts, verb FROM action WHERE id > ? ORDER BY id", (last_bulk,))
    for action_id, reverts, verb in rows:
        if verb == "undo":
            if reverts is not None and reverts in undo:
                undo.remove(reverts)
            redo.append(action_id)
        elif verb in NOT_WORK or verb in HANDED_OUT:
            continue
        elif verb == "redo":
            if reverts is not None and reverts in redo:
                redo.remove(reverts)
            undo.append(action_id)
        else:
            undo.append(action_id)
            redo.clear()
    return undo, redo


def history(connection: sqlite3.Connection, *, limit: int = 1000, before: int | None = None) -> list[ActionRecord]:
    """The journal's lines, newest first."""
    reverted = _reverted_actions(connection)
    rows = connection.execute(
        "SELECT id, at, reviewer, role, verb, summary, reason, reverts, undoable FROM action"
        " WHERE id < ? ORDER BY id DESC LIMIT ?",
        (before or 1 << 62, limit),
    )
    return [
        ActionRecord(id_, at, who, role, verb, summary, reason, reverts, bool(undoable), id_ in reverted)
        for id_, at, who, role, verb, summary, reason, reverts, undoable in rows
    ]


def _reverted_actions(connection: sqlite3.Connection) -> set[int]:
    reverted: set[int] = set()
    for action_id, reverts in connection.execute(
        "SELECT id, reverts FROM action WHERE reverts IS NOT NULL ORDER BY id DESC"
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
