"""Version 5: the cohort that an annotator works in, as a side manifest names it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def apply(database: "Database") -> None:
    """Add the column; nobody is in a cohort yet."""
    database.conn.execute("ALTER TABLE annotator ADD COLUMN cohort TEXT NOT NULL DEFAULT ''")
