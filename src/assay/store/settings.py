"""Reading the project's own settings: its name, its comparison settings, who worked here last."""

import sqlite3


def setting(connection: sqlite3.Connection, name: str, default: str = "") -> str:
    """A setting's value, the default when it was never set."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return row[0] if row else default


def setting_id(connection: sqlite3.Connection, name: str) -> int | None:
    """The row of a setting, None when it was never set."""
    row = connection.execute("SELECT id FROM setting WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None
