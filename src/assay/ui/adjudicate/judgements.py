"""Who contested a finding and who ruled on it, and the reasons given before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from assay.model.ids import FindingId
from assay.store.findings import adjudication_id, verdict_id
from assay.store.history import history
from assay.store.journal import row_image
from assay.store.people import reviewers
from assay.store.project import Project

MOST_PRECEDENTS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something, and when (UTC, as stored)."""

    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A reason that an earlier ruling was given, with what was ruled on: "Vendor right: MIS-OBJ on board_03.jpg"."""

    reason: str
    summary: str


def contested_by(project: Project, finding_id: FindingId) -> Said | None:
    """Who contested a finding."""
    return _said(project, "verdict", verdict_id(project.connection, finding_id))


def ruled_by(project: Project, finding_id: FindingId) -> Said | None:
    """Who ruled on a finding; None while nobody did."""
    return _said(project, "adjudication", adjudication_id(project.connection, finding_id))


def precedents(project: Project, code: str) -> list[Precedent]:
    """Reasons of earlier rulings that stand, those about the same code first, then the newest; every reason once."""
    found: dict[str, Precedent] = {}
    for one in history(project.connection):
        if one.verb == "adjudicate" and not one.reverted and one.reason:
            found.setdefault(one.reason, Precedent(one.reason, one.summary))
    same_first = sorted(found.values(), key=lambda one: f": {code} on " not in one.summary)
    return same_first[:MOST_PRECEDENTS]


def _said(project: Project, table: str, row: int | None) -> Said | None:
    image = row_image(project.connection, table, row) if row is not None else None
    if image is None:
        return None
    values: Mapping[str, object] = json.loads(image)
    names = {person.id: person.name for person in reviewers(project.connection)}
    return Said(next((name for id_, name in names.items() if id_ == values["reviewer_id"]), "–"), str(values["at"]))
