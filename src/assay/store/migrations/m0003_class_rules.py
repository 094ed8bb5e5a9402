"""Version 3: what a class says besides its name: its parent, whom it must not be taken for, its least size, and whether anybody declared it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

COLUMNS = (
    "parent TEXT NOT NULL DEFAULT ''",
    "critical_with TEXT NOT NULL DEFAULT '[]'",
    "safety_critical INTEGER NOT NULL DEFAULT 0",
    "min_size REAL NOT NULL DEFAULT 0.0",
    "declared INTEGER NOT NULL DEFAULT 1",
)


def apply(database: "Database") -> None:
    """Give the classes their new columns; those that are there are taken as declared."""
    for column in COLUMNS:
        database.conn.execute(f"ALTER TABLE class ADD COLUMN {column}")
