"""Reading reviewers, vendors and their annotators."""

import sqlite3

from assay.model.ids import AnnotatorId, VendorId
from assay.model.people import Annotator, Reviewer, Role, Vendor


def reviewers(connection: sqlite3.Connection) -> list[Reviewer]:
    """Everybody who judges here, by name."""
    rows = connection.execute("SELECT id, name, role FROM reviewer ORDER BY name")
    return [Reviewer(id_, name, Role(role)) for id_, name, role in rows]


def vendors(connection: sqlite3.Connection) -> list[Vendor]:
    """Every vendor, by name."""
    return [Vendor(*row) for row in connection.execute("SELECT id, name, time_zone, contact FROM vendor ORDER BY name")]


def vendor_with(connection: sqlite3.Connection, vendor_id: VendorId) -> Vendor:
    """The vendor with this id."""
    return next(one for one in vendors(connection) if one.id == vendor_id)


def annotators(connection: sqlite3.Connection, vendor_id: VendorId) -> dict[AnnotatorId, Annotator]:
    """A vendor's annotators by id."""
    rows = connection.execute(
        "SELECT id, vendor_id, name, cohort FROM annotator WHERE vendor_id = ? ORDER BY name", (vendor_id,)
    )
    return {AnnotatorId(row[0]): Annotator(*row) for row in rows}
