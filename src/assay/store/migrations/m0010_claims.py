"""Version 10: which version of the schema and of the guideline each label set says that it follows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE claimed_version (
      label_set_id INTEGER NOT NULL REFERENCES label_set, what TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (label_set_id, what))
      WITHOUT ROWID
    """,
    # of older imports those are known that were found to be another than the batch's
    """
    INSERT OR IGNORE INTO claimed_version (label_set_id, what, version)
      SELECT label_set_id, replace(json_extract(details, '$.what'), ' version', ''), json_extract(details, '$.got')
      FROM intake_finding WHERE rule = 'version-other' AND json_valid(details)
        AND json_extract(details, '$.what') IN ('schema version', 'guideline version') AND json_extract(details, '$.got') IS NOT NULL
    """,
)


def apply(database: "Database") -> None:
    """Make the table, and keep what older findings tell."""
    for statement in STATEMENTS:
        database.conn.execute(statement)
