"""Version 1: vendors, batches, label sets, comparisons, verdicts, defects, rework requests and the journal."""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = """
CREATE TABLE setting (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);

CREATE TABLE reviewer (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('reviewer', 'adjudicator', 'lead')));

CREATE TABLE vendor (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, time_zone TEXT NOT NULL DEFAULT 'UTC', contact TEXT NOT NULL DEFAULT '');

CREATE TABLE annotator (
  id INTEGER PRIMARY KEY, vendor_id INTEGER NOT NULL REFERENCES vendor, name TEXT NOT NULL, UNIQUE (vendor_id, name));

CREATE TABLE schema_version (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT '');

CREATE TABLE class (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, colour TEXT NOT NULL,
  shapes TEXT NOT NULL DEFAULT '[]', attributes TEXT NOT NULL DEFAULT '[]',
  since_version INTEGER NOT NULL REFERENCES schema_version);

CREATE TABLE batch (
  id INTEGER PRIMARY KEY, vendor_id INTEGER NOT NULL REFERENCES vendor, name TEXT NOT NULL UNIQUE,
  image_root TEXT NOT NULL DEFAULT '', schema_version INTEGER NOT NULL REFERENCES schema_version,
  guideline_version TEXT NOT NULL DEFAULT '', sla_hours INTEGER NOT NULL DEFAULT 48,
  blind_first INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL);

CREATE TABLE image (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES batch, file_name TEXT NOT NULL,
  width INTEGER, height INTEGER, sha256 TEXT, found INTEGER NOT NULL DEFAULT 0, UNIQUE (batch_id, file_name));

CREATE TABLE label_set (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES batch,
  role TEXT NOT NULL CHECK (role IN ('delivery', 'gold', 'model', 'reviewer')), round INTEGER NOT NULL,
  name TEXT NOT NULL, format TEXT NOT NULL, source TEXT NOT NULL, source_sha256 TEXT NOT NULL, pages_sha256 TEXT NOT NULL DEFAULT '',
  images INTEGER NOT NULL DEFAULT 0, annotations INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
  imported_at TEXT NOT NULL, UNIQUE (batch_id, role, round, name));

CREATE TABLE annotation_page (
  label_set_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER NOT NULL REFERENCES image, count INTEGER NOT NULL,
  records BLOB NOT NULL, rings BLOB, points BLOB, runs BLOB, extra BLOB, PRIMARY KEY (label_set_id, image_id));

CREATE TABLE complaint (
  id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, left_out INTEGER NOT NULL, place TEXT NOT NULL,
  why TEXT NOT NULL);
CREATE INDEX complaint_of_set ON complaint (label_set_id);

CREATE TABLE comparison (
  id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL REFERENCES label_set, gold_id INTEGER NOT NULL REFERENCES label_set,
  settings TEXT NOT NULL, counts TEXT NOT NULL, is_current INTEGER NOT NULL, made_at TEXT NOT NULL);
CREATE UNIQUE INDEX current_comparison ON comparison (delivery_id) WHERE is_current;

CREATE TABLE finding (
  id INTEGER PRIMARY KEY, comparison_id INTEGER NOT NULL REFERENCES comparison, image_id INTEGER NOT NULL REFERENCES image,
  code TEXT NOT NULL, severity TEXT NOT NULL, vendor_number INTEGER NOT NULL, gold_number INTEGER NOT NULL,
  class_delivered INTEGER NOT NULL, class_expected INTEGER NOT NULL, iou REAL,
  off_left REAL, off_top REAL, off_right REAL, off_bottom REAL,
  x_min REAL NOT NULL, y_min REAL NOT NULL, x_max REAL NOT NULL, y_max REAL NOT NULL, details TEXT NOT NULL DEFAULT '{}');
CREATE INDEX finding_on_image ON finding (comparison_id, image_id);
CREATE INDEX finding_by_code ON finding (comparison_id, code);

CREATE TABLE verdict (
  id INTEGER PRIMARY KEY, finding_id INTEGER NOT NULL UNIQUE REFERENCES finding, verdict TEXT NOT NULL,
  reviewer_id INTEGER NOT NULL REFERENCES reviewer, comment TEXT NOT NULL DEFAULT '', at TEXT NOT NULL);

CREATE TABLE adjudication (
  id INTEGER PRIMARY KEY, finding_id INTEGER NOT NULL UNIQUE REFERENCES finding, ruling TEXT NOT NULL, reason TEXT NOT NULL,
  reviewer_id INTEGER NOT NULL REFERENCES reviewer, at TEXT NOT NULL);

CREATE TABLE gold_challenge (
  id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER NOT NULL REFERENCES image,
  gold_number INTEGER NOT NULL, finding_id INTEGER NOT NULL REFERENCES finding, reason TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE rework_request (
  id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES batch, label_set_id INTEGER NOT NULL REFERENCES label_set,
  scope TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', reviewer_id INTEGER NOT NULL REFERENCES reviewer,
  at TEXT NOT NULL, due_at TEXT NOT NULL, package TEXT NOT NULL, package_sha256 TEXT NOT NULL);

CREATE TABLE defect (
  id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER NOT NULL REFERENCES image,
  finding_id INTEGER REFERENCES finding, vendor_number INTEGER NOT NULL, gold_number INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, comment TEXT NOT NULL DEFAULT '', instruction TEXT NOT NULL DEFAULT '',
  charged INTEGER NOT NULL DEFAULT 1, x_min REAL NOT NULL, y_min REAL NOT NULL, x_max REAL NOT NULL, y_max REAL NOT NULL,
  request_id INTEGER REFERENCES rework_request, reviewer_id INTEGER NOT NULL REFERENCES reviewer, at TEXT NOT NULL);
CREATE INDEX defect_on_image ON defect (label_set_id, image_id);
CREATE INDEX defect_of_finding ON defect (finding_id);

CREATE TABLE rework_item (
  id INTEGER PRIMARY KEY, request_id INTEGER NOT NULL REFERENCES rework_request, defect_id INTEGER NOT NULL REFERENCES defect,
  number TEXT NOT NULL, uuid TEXT NOT NULL UNIQUE);
CREATE INDEX item_of_request ON rework_item (request_id);
CREATE INDEX item_of_defect ON rework_item (defect_id);

CREATE TABLE image_review (
  id INTEGER PRIMARY KEY, label_set_id INTEGER NOT NULL REFERENCES label_set, image_id INTEGER NOT NULL REFERENCES image,
  position INTEGER NOT NULL, status TEXT NOT NULL DEFAULT 'todo',
  critical INTEGER NOT NULL DEFAULT 0, major INTEGER NOT NULL DEFAULT 0, minor INTEGER NOT NULL DEFAULT 0,
  observation INTEGER NOT NULL DEFAULT 0, unjudged INTEGER NOT NULL DEFAULT 0, contested INTEGER NOT NULL DEFAULT 0,
  reviewer_id INTEGER REFERENCES reviewer, at TEXT, UNIQUE (label_set_id, image_id));
CREATE INDEX review_in_order ON image_review (label_set_id, position);
CREATE INDEX review_by_status ON image_review (label_set_id, status, position);

CREATE TABLE action (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, reviewer TEXT NOT NULL, role TEXT NOT NULL, verb TEXT NOT NULL, summary TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '', reverts INTEGER REFERENCES action, undoable INTEGER NOT NULL, app TEXT NOT NULL,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX action_reverting ON action (reverts) WHERE reverts IS NOT NULL;

CREATE TABLE change (
  action_id INTEGER NOT NULL REFERENCES action, seq INTEGER NOT NULL, table_name TEXT NOT NULL, row_id INTEGER NOT NULL,
  before TEXT, after TEXT, PRIMARY KEY (action_id, seq)) WITHOUT ROWID;
CREATE INDEX change_of_row ON change (table_name, row_id, action_id);

CREATE TRIGGER action_stays BEFORE UPDATE ON action BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER action_is_kept BEFORE DELETE ON action BEGIN SELECT RAISE(ABORT, 'the journal is never erased'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the journal is never erased'); END;
"""


def apply(database: "Database") -> None:
    """Make every table of version 1."""
    for statement in statements(TABLES):
        database.conn.execute(statement)  # executescript would end the migration's transaction


def statements(script: str) -> list[str]:
    """The single statements of a script; a trigger's body keeps its semicolons."""
    found, current = [], ""
    for line in script.strip().splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
