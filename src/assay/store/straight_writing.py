"""Writing much at once, half as long: straight into the project file instead of into its log first and from there into the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def straight_into_file(connection: sqlite3.Connection) -> Iterator[None]:
    """Have the transactions inside keep a rollback journal in place of the write-ahead log; around them, none may be under way.

    What is new takes no place in such a journal, so that it is written once; a power cut or a crash is rolled back by the next who opens the file, as ever. Others cannot
    read meanwhile, so where the file is open elsewhere, such as by the window itself, the log stays.
    """
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:  # it is open elsewhere; SQLite says so at once
        yield
        return
    try:
        yield
    finally:
        # somebody may read just now; the next who opens the file for writing brings the log back
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def references_unchecked(connection: sqlite3.Connection) -> Iterator[None]:
    """Have SQLite look up no row that another refers to: twice for each page, where all are of one label set and of images just read or written. An audit looks."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
