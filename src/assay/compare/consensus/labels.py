"""The labels that several raters agree on, as annotations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.raters import RatedTogether
from assay.compare.consensus.rules import Decided, Rule, decide
from assay.model.annotations import NO_ID, UNKNOWN, Annotations, copied, joined, numbered_by_image
from assay.model.shapes import ShapeKind

Rows = NDArray[np.int64]
Truths = NDArray[np.bool_]

MEDIAN_CORNERS, CLOSEST_OUTLINE = "median corners of the agreeing raters", "the agreeing outline closest to the others"
"""How the place of an object was chosen: of boxes, and where anything but a box is among them. Outlines are never averaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusLabels:
    """Annotations that were decided on, each with what it rests on under "other" in its `extra`.

    undecided: units on which the raters do not decide. rejected: units that were decided to be nothing. method: in words.
    """

    annotations: Annotations
    units: int
    undecided: int
    rejected: int
    method: str


def consensus_labels(rated: RatedTogether, rule: Rule, *, quorum: int = 2) -> ConsensusLabels:
    """One annotation for each unit whose class was decided. Raters who gave another class have no say in its place."""
    ratings = rated.ratings
    decided = decide(ratings, rule, quorum=quorum)
    count = int(rated.unit.max()) + 1 if len(rated.unit) else 0
    category, nothing = decided.category[:count], len(ratings.values) - 1
    agreeing = _says_what_was_decided(rated, category)
    members = _members(rated.unit, agreeing)
    return ConsensusLabels(
        annotations=_annotations(rated, decided, members, _nearness(rated, agreeing)),
        units=count,
        undecided=int((category < 0).sum()),
        rejected=int((category == nothing).sum()),
        method=f"{decided.method} of {len(rated.raters)} raters at IoU {rated.threshold:g}",
    )


def _says_what_was_decided(rated: RatedTogether, category: Rows) -> Truths:
    """(n,) whether each annotation has the class that was decided of its unit."""
    if not len(rated.unit):
        return np.zeros(0, bool)
    nobody = UNKNOWN - 1
    classes = np.array([*rated.classes, nobody, nobody])  # the last two are nothing, and not decided
    return classes[category[rated.unit]] == rated.drawn.class_id


def _members(unit: Rows, agreeing: Truths) -> list[tuple[int, Rows]]:
    """Each unit that has some, with its agreeing annotations in the order of the raters."""
    rows = np.flatnonzero(agreeing)
    rows = rows[np.argsort(unit[rows], kind="stable")]
    units, starts = np.unique(unit[rows], return_index=True)
    return list(zip(units.tolist(), np.split(rows, starts[1:]), strict=True)) if len(rows) else []


def _nearness(rated: RatedTogether, agreeing: Truths) -> NDArray[np.float64]:
    """(n,) the total IoU of each annotation with the other agreeing ones of its unit."""
    met, total = rated.meetings, np.zeros(len(rated.unit))
    inside = (rated.unit[met.a] == rated.unit[met.b]) & agreeing[met.a] & agreeing[met.b]
    for ends in (met.a, met.b):
        np.add.at(total, ends[inside], met.iou[inside])
    return total


def _annotations(
    rated: RatedTogether, decided: Decided, members: Sequence[tuple[int, Rows]], nearness: NDArray[np.float64]
) -> Annotations:
    if not members:
        return Annotations.empty()
    kind, box = _column(rated, "kind"), _column(rated, "box")
    only_boxes = np.array([bool((kind[rows] == ShapeKind.BOX).all()) for _, rows in members])
    chosen = np.array([rows[nearness[rows].argmax()] for _, rows in members])
    found = _taken(rated, chosen)
    records = copied(found.records)
    records["annotator_id"], records["source_id"], records["score"] = UNKNOWN, NO_ID, np.nan
    for place in np.flatnonzero(only_boxes).tolist():
        records["box"][place] = np.median(box[members[place][1]], axis=0)
    extra = {
        place: _kept(found.extra.get(place, {})) | _said(rated, decided, unit, rows, median=bool(only_boxes[place]))
        for place, (unit, rows) in enumerate(members)
    }
    return numbered_by_image(replace(found, records=records, extra=extra))


def _column(rated: RatedTogether, name: str) -> NDArray:
    """(n, …) one field of the records of all annotations that were put together."""
    return np.concatenate(
        [
            rater.annotations.records[name][rated.rows[rated.drawn.rater == number]]
            for number, rater in enumerate(rated.raters)
        ]
    )


def _taken(rated: RatedTogether, chosen: Rows) -> Annotations:
    """These annotations in this order, whoever drew them."""
    owner = rated.drawn.rater[chosen]
    parts = [rater.annotations.take(rated.rows[chosen[owner == number]]) for number, rater in enumerate(rated.raters)]
    back = np.empty(len(chosen), np.int64)
    back[np.argsort(owner, kind="stable")] = np.arange(len(chosen))
    return joined(parts).take(back)


def _kept(extra: Mapping[str, Any]) -> dict[str, Any]:
    """What belongs to the outline itself, such as the names of keypoints."""
    return {key: value for key, value in extra.items() if key not in ("id", "other", "attributes")}


def _said(rated: RatedTogether, decided: Decided, unit: int, rows: Rows, *, median: bool) -> dict[str, Any]:
    owners = [rated.raters[int(rater)] for rater in rated.drawn.rater[rows]]
    attributes = [one.annotations.attributes(int(row)) for one, row in zip(owners, rated.rows[rows], strict=True)]
    other = {
        "consensus": decided.method,
        "place": MEDIAN_CORNERS if median else CLOSEST_OUTLINE,
        "votes": f"{int(decided.votes[unit])} of {int(decided.asked[unit])}",
        "raters": [one.name for one in owners],
    }
    agreed = _agreed(attributes)
    return {"other": other} | ({"attributes": agreed} if agreed else {})


def _agreed(said: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The attributes to which more than half of the agreeing raters gave one value."""
    agreed = {}
    for name in sorted({name for one in said for name in one}):
        values = [one[name] for one in said if name in one]
        best = max(values, key=values.count)
        if values.count(best) * 2 > len(said):
            agreed[name] = best
    return agreed
