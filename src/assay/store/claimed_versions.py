"""Which version of the schema and of the guideline a label set says that it follows."""

import sqlite3
from collections.abc import Mapping

from assay.model.ids import LabelSetId


def insert_claims(connection: sqlite3.Connection, label_set_id: LabelSetId, claims: Mapping[str, str]) -> None:
    """Keep what a label set claims, by "schema" and "guideline"; the caller holds the transaction."""
    connection.executemany(
        f"INSERT INTO claimed_version (label_set_id, what, version) VALUES ({label_set_id}, ?, ?)", claims.items()
    )


def claimed_versions(connection: sqlite3.Connection, label_set_id: LabelSetId) -> dict[str, str]:
    """What a label set claims, by "schema" and "guideline", as far as it does."""
    rows = connection.execute(
        "SELECT what, version FROM claimed_version WHERE label_set_id = ? ORDER BY what DESC", (label_set_id,)
    )
    return dict(rows.fetchall())
