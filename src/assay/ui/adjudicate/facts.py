"""What each side says of the object in question."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assay.model.annotations import Annotations
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.model.shapes import SHAPE_NAMES, ShapeKind

NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFacts:
    """One side's object: what it is called, and its facts by name. `objects`: how many there are, 0 when the side has none."""

    title: str
    objects: int
    facts: Mapping[str, str]


def numbers_of(finding: Finding, *, vendor: bool) -> frozenset[int]:
    """The numbers of the annotations of one side that a finding is about."""
    number = finding.vendor_number if vendor else finding.gold_number
    more: Collection[int] = finding.details.get("vendor_numbers" if vendor else "gold_numbers", ())
    return frozenset({number, *more} - {0})


def side_facts(
    title: str, annotations: Annotations, numbers: frozenset[int], schema: Schema, annotators: Mapping[int, str]
) -> SideFacts:
    """What one side says of these annotations; several are told together."""
    rows = np.flatnonzero(np.isin(annotations.records["number"], list(numbers))).tolist()
    if not rows:
        return SideFacts(title=title, objects=0, facts={})
    records = annotations.records[rows]
    facts = {
        "Class": _together(schema.name_of(int(one)) for one in records["class_id"]),
        "Shape": _together(SHAPE_NAMES[ShapeKind(int(one))] for one in records["kind"]),
        "Size": _size(records["box"][0].tolist()) if len(rows) == 1 else f"{len(rows)} objects",
    }
    people = _together(annotators.get(int(one), NOTHING) for one in records["annotator_id"])
    facts |= {"By": people} if people != NOTHING else {}
    return SideFacts(title=title, objects=len(rows), facts=facts | _attributes(annotations, rows))


def differing(one: SideFacts, other: SideFacts) -> frozenset[str]:
    """The facts that both sides tell, and tell differently; who drew it is no disagreement."""
    shared = set(one.facts) & set(other.facts) - {"By", "Size"}
    return frozenset(name for name in shared if one.facts[name] != other.facts[name])


def _attributes(annotations: Annotations, rows: Sequence[int]) -> dict[str, str]:
    names = sorted({name for row in rows for name in annotations.attributes(row)})
    return {name: _together(str(annotations.attributes(row).get(name, NOTHING)) for row in rows) for name in names}


def _together(said: Iterable[str]) -> str:
    """What several annotations say, each different thing once."""
    return ", ".join(dict.fromkeys(said))


def _size(box: Sequence[float]) -> str:
    return f"{box[2] - box[0]:.0f} × {box[3] - box[1]:.0f} px"
