"""The steps that bring a project file from one schema version to the next, one file each."""

import sqlite3

from assay.store.migrations import (
    m0001_first,
    m0002_corrections,
    m0003_class_rules,
    m0004_intake,
    m0005_cohorts,
    m0006_queue_orders,
    m0007_skipped_images,
    m0008_provenance,
    m0009_finding_pages,
    m0010_claims,
    m0011_based_on,
)

VERSION = 11
"""The schema version that this Assay writes; `PRAGMA user_version` of a project file."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a project file up to `VERSION`, each step in a transaction of its own."""
    # sqlite-utils takes 0.15 s to import, so only a file that needs a step pays for it
    from sqlite_utils import Database, Migrations

    steps = Migrations("assay")
    steps(name="0001_first")(m0001_first.apply)
    steps(name="0002_corrections")(m0002_corrections.apply)
    steps(name="0003_class_rules")(m0003_class_rules.apply)
    steps(name="0004_intake")(m0004_intake.apply)
    steps(name="0005_cohorts")(m0005_cohorts.apply)
    steps(name="0006_queue_orders")(m0006_queue_orders.apply)
    steps(name="0007_skipped_images")(m0007_skipped_images.apply)
    steps(name="0008_provenance")(m0008_provenance.apply)
    steps(name="0009_finding_pages")(m0009_finding_pages.apply)
    steps(name="0010_claims")(m0010_claims.apply)
    steps(name="0011_based_on")(m0011_based_on.apply)
    # a table that others refer to is made anew without its rows being missed
    connection.execute("PRAGMA foreign_keys = OFF")
    steps.apply(Database(connection, execute_plugins=False))
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA user_version = {VERSION}")
