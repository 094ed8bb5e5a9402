"""The door through which every change goes: one transaction with its line in the journal."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from assay import __version__
from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.ids import ActionId
from assay.model.people import Reviewer
from assay.store.chain import FIRST_HASH, chain_hash
from assay.store.spoken_findings import give_row

Row = Mapping[str, Any]


def now() -> str:
    """The present moment in UTC with milliseconds, as every table stores it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Action:
    """One action while it is under way: changes rows and remembers what they were before."""

    def __init__(self, connection: sqlite3.Connection, action_id: ActionId, at: str) -> None:
        self.id = action_id
        self.at = at
        self._connection = connection
        self._changed: list[tuple[str, int, str | None, str | None]] = []
        self._bulk: set[str] = set()

    def insert(self, table: str, row: Row) -> int:
        """Add a row and give its id. A finding that it says something of gets a row of its own."""
        if row.get("finding_id") is not None:
            give_row(self._connection, row["finding_id"])
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
        row_id = cursor.lastrowid or 0
        self._changed.append((table, row_id, None, self._image(table, row_id)))
        return row_id

    def update(self, table: str, row_id: int, values: Row) -> None:
        """Set some columns of a row; nothing is recorded when they hold these values already."""
        before = self._image(table, row_id)
        assignments = ", ".join(f"{column} = ?" for column in values)
        self._connection.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values.values(), row_id))
        after = self._image(table, row_id)
        if before != after:
            self._changed.append((table, row_id, before, after))

    def delete(self, table: str, row_id: int) -> None:
        """Take a row away; its image stays in the journal."""
        before = self._image(table, row_id)
        self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        self._changed.append((table, row_id, before, None))

    def put_back(self, table: str, row_id: int, *, image: str | None) -> None:
        """Make a row what a stored image says: changed, brought back, or gone when the image is None."""
        if image is None:
            self._take_away(table, row_id)
        elif self._image(table, row_id) is None:
            self.insert(table, json.loads(image))
        else:
            values = json.loads(image)
            values.pop("id")
            self.update(table, row_id, values)

    def _take_away(self, table: str, row_id: int) -> None:
        try:
            self.delete(table, row_id)
        except sqlite3.IntegrityError as error:
            raise AssayError(
                f"This {table.replace('_', ' ')} cannot be taken away: something that came later refers to it; put that back first"
            ) from error

    def bulk(self, *tables: str) -> None:
        """Say that whole tables changed through bulk writes that keep no row images."""
        self._bulk.update(tables)

    def changes(self, summary: str) -> Changes:
        """Which rows this action changed."""
        rows: dict[str, set[int]] = defaultdict(set)
        for table, row_id, _, _ in self._changed:
            rows[table].add(row_id)
        found = {table: frozenset(ids) for table, ids in rows.items()}
        return Changes(found | {table: frozenset() for table in self._bulk}, summary)

    def images(self) -> Sequence[tuple[str, int, str | None, str | None]]:
        """(table, row id, before, after) of every change, in order; images are JSON, None when there is no row."""
        return self._changed

    def _image(self, table: str, row_id: int) -> str | None:
        return row_image(self._connection, table, row_id)


def row_image(connection: sqlite3.Connection, table: str, row_id: int) -> str | None:
    """A row as JSON text, None when there is no such row."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    row = cursor.fetchone()
    if row is None:
        return None
    return json.dumps(
        dict(zip((column[0] for column in cursor.description), row, strict=True)), ensure_ascii=False, default=repr
    )  # bytes stand in no row of ours, but in one that was tampered with


def said_by(image: str | None) -> Mapping[str, Any] | None:
    """The columns of a row's image that hold something: a column that a later version added is empty in older rows. None when there is no row."""
    if image is None:
        return None
    try:
        return {column: value for column, value in json.loads(image).items() if value is not None}
    except (ValueError, TypeError, AttributeError):
        return {"unreadable": repr(image)}  # a journal that was tampered with


@contextmanager
def transaction(
    connection: sqlite3.Connection,
    *,
    verb: str,
    summary: str,
    by: Reviewer,
    reason: str = "",
    reverts: ActionId | None = None,
    undoable: bool = True,
) -> Iterator[Action]:
    """Run the body as one action: all of it with its line in the journal, or nothing at all.

    verb: the name of the function in `review/`. summary: what was done, as the history shows it. undoable: false for bulk work, which
    keeps no row images and ends the undo list.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        last = connection.execute("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1").fetchone()
        action = Action(connection, ActionId(last[0] + 1 if last else 1), now())
        yield action
        fields = {
            "id": action.id, "at": action.at, "reviewer": by.name, "role": str(by.role), "verb": verb, "summary": summary,
            "reason": reason, "reverts": reverts, "undoable": int(undoable), "app": __version__,
        }  # fmt: skip
        _write(connection, fields, action, last[1] if last else FIRST_HASH)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise


def _write(connection: sqlite3.Connection, fields: dict[str, Any], action: Action, prev_hash: str) -> None:
    changes = [
        {"seq": seq, "table": table, "row": row_id, "before": before, "after": after}
        for seq, (table, row_id, before, after) in enumerate(action.images(), start=1)
    ]
    row = fields | {"prev_hash": prev_hash, "hash": chain_hash(prev_hash, fields | {"changes": changes})}
    columns = ", ".join(row)
    connection.execute(f"INSERT INTO action ({columns}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    connection.executemany(
        "INSERT INTO change (action_id, seq, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [(action.id, c["seq"], c["table"], c["row"], c["before"], c["after"]) for c in changes],
    )
