"""Version 4: intake findings in place of complaints, defects that are about no image, and what is inside the image files."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE intake_finding (
      id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, rule TEXT NOT NULL, code TEXT NOT NULL,
      severity TEXT NOT NULL, image_id INTEGER REFERENCES image, number INTEGER NOT NULL DEFAULT 0, place TEXT NOT NULL,
      sentence TEXT NOT NULL, details TEXT NOT NULL DEFAULT '{}')
    """,
    "CREATE INDEX intake_finding_of_set ON intake_finding (label_set_id, rule)",
    """
    INSERT INTO intake_finding (label_set_id, rule, code, severity, place, sentence, details)
      SELECT label_set_id, CASE WHEN left_out THEN 'entry-left-out' ELSE 'note' END, CASE WHEN left_out THEN 'FMT-PARSE' ELSE '' END,
        CASE WHEN left_out THEN 'major' ELSE 'observation' END, place, why, json_object('why', why) FROM complaint ORDER BY id
    """,
    "DROP TABLE complaint",
    # SQLite takes a NOT NULL away only with a new table (sqlite.org/lang_altertable.html, section 7)
    """
    CREATE TABLE new_defect (
      id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER REFERENCES image,
      finding_id INTEGER REFERENCES finding, vendor_number INTEGER NOT NULL, gold_number INTEGER NOT NULL,
      code TEXT NOT NULL, severity TEXT NOT NULL, comment TEXT NOT NULL DEFAULT '', instruction TEXT NOT NULL DEFAULT '',
      charged INTEGER NOT NULL DEFAULT 1, x_min REAL NOT NULL, y_min REAL NOT NULL, x_max REAL NOT NULL, y_max REAL NOT NULL,
      request_id INTEGER REFERENCES rework_request, reviewer_id INTEGER NOT NULL REFERENCES reviewer, at TEXT NOT NULL,
      intake_finding_id INTEGER REFERENCES intake_finding)
    """,
    "INSERT INTO new_defect SELECT *, NULL FROM defect",
    "DROP TABLE defect",
    "ALTER TABLE new_defect RENAME TO defect",
    "CREATE INDEX defect_on_image ON defect (label_set_id, image_id)",
    "CREATE INDEX defect_of_finding ON defect (finding_id)",
    "CREATE INDEX defect_of_intake ON defect (intake_finding_id) WHERE intake_finding_id IS NOT NULL",
    "ALTER TABLE image ADD COLUMN orientation INTEGER",
    "ALTER TABLE image ADD COLUMN phash INTEGER",
    "ALTER TABLE image ADD COLUMN dhash INTEGER",
    "ALTER TABLE image ADD COLUMN decode_problem TEXT",
)


def apply(database: "Database") -> None:
    """Make the tables of version 4 out of those of version 3."""
    for statement in STATEMENTS:
        database.conn.execute(statement)
