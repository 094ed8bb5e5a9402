"""Small pictures kept beside a project, never in it: a file that may be thrown away at any time."""

import sqlite3
from pathlib import Path
from typing import Self

SUFFIX = ".thumbnails"
MOST_BYTES = 512 * 1024 * 1024
"""Some 100,000 thumbnails; the oldest go when there are more."""
_APPLICATION_ID = 0x41535448  # "ASTH"


class ThumbnailCache:
    """Encoded pictures by a key. A connection belongs to one thread, so each thread opens its own. What cannot be read or written is as if it were not there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def beside(cls, project: Path) -> Self | None:
        """The cache of a project; None where no file can be made beside it."""
        try:
            connection = sqlite3.connect(cache_path(project), isolation_level=None, timeout=1)
        except sqlite3.Error:
            return None
        try:
            prepare(connection)
        except sqlite3.Error:
            connection.close()
            return None
        return cls(connection)

    def picture(self, key: str) -> bytes | None:
        """What was kept under this key."""
        try:
            row = self._connection.execute("SELECT picture FROM thumbnail WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return row[0] if row else None

    def keep(self, key: str, picture: bytes) -> None:
        """Keep a picture under a key, and let go of the oldest when there is no more room."""
        try:
            self._connection.execute("INSERT OR REPLACE INTO thumbnail (key, picture) VALUES (?, ?)", (key, picture))
            if self._connection.execute("SELECT max(rowid) % 500 FROM thumbnail").fetchone()[0] == 0:
                self._make_room()
        except sqlite3.Error:
            return

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _make_room(self) -> None:
        total = self._connection.execute("SELECT coalesce(sum(length(picture)), 0) FROM thumbnail").fetchone()[0]
        if total > MOST_BYTES:
            self._connection.execute(
                "DELETE FROM thumbnail WHERE rowid IN (SELECT rowid FROM thumbnail ORDER BY rowid LIMIT (SELECT count(*) / 4 FROM thumbnail))"
            )


def cache_path(project: Path) -> Path:
    """Where the cache of a project lies."""
    return project.with_name(project.name + SUFFIX)


def prepare(connection: sqlite3.Connection) -> None:
    """Make the table. Another kind of file under this name is left alone. sqlite3.Error when it is no cache of ours."""
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if found != _APPLICATION_ID and tables:
        raise sqlite3.DatabaseError("another database lies where the thumbnails would")
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode = MEMORY")  # one file alone; what a power cut breaks is made anew
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS thumbnail (key TEXT NOT NULL UNIQUE, picture BLOB NOT NULL)")
