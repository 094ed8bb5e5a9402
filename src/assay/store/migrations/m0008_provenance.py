"""Version 8: what a comparison was made of and what came out, as JSON, so that it can be made again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def apply(database: "Database") -> None:
    """Add the column; of older comparisons nothing is known."""
    database.conn.execute("ALTER TABLE comparison ADD COLUMN provenance TEXT NOT NULL DEFAULT '{}'")
