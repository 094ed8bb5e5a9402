"""Version 2: what reviewers suggest in place of delivered or gold annotations."""

from typing import TYPE_CHECKING

from assay.store.migrations.m0001_first import statements

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = """
CREATE TABLE correction (
  id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER NOT NULL REFERENCES image,
  number INTEGER NOT NULL, finding_id INTEGER REFERENCES finding, defect_id INTEGER REFERENCES defect,
  kind INTEGER NOT NULL, class_id INTEGER NOT NULL, attributes TEXT NOT NULL DEFAULT '{}', shape TEXT NOT NULL,
  removes INTEGER NOT NULL DEFAULT 0, reviewer_id INTEGER NOT NULL REFERENCES reviewer, at TEXT NOT NULL);
CREATE INDEX correction_on_image ON correction (label_set_id, image_id);
CREATE UNIQUE INDEX correction_of_annotation ON correction (label_set_id, number) WHERE number > 0;
CREATE INDEX correction_of_finding ON correction (finding_id) WHERE finding_id IS NOT NULL;
CREATE INDEX correction_of_defect ON correction (defect_id) WHERE defect_id IS NOT NULL;
"""


def apply(database: "Database") -> None:
    """Make the table of corrections."""
    for statement in statements(TABLES):
        database.conn.execute(statement)
