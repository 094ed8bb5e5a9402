"""Annotations of several raters put together into units: what each of them drew for one object."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.ratings import MISSING, Ratings
from assay.compare.assignment import assign

NOTHING = "nothing"
"""The category of a rater who was assigned to an image and drew nothing for a unit that others drew."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The annotations of all raters, in an order that does not depend on files.

    rater, image, class_id: (n,). Images are numbers of any kind.
    """

    rater: Rows
    image: Rows
    class_id: Rows

    def __len__(self) -> int:
        return len(self.rater)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Which annotations of two raters overlap enough. a, b: (m,) places in `Drawn`. iou: (m,)."""

    a: Rows
    b: Rows
    iou: NDArray[np.float64]


def units_of(drawn: Drawn, meetings: Meetings, raters: int) -> Rows:
    """(n,) the unit of each annotation, counted from 0.

    Rater after rater is joined to the units so far, one to one, by the assignment of greatest total IoU, whatever the class; an
    annotation fits a unit as well as it fits the best of its members. What fits none starts a unit (K-alpha-CV, Tschirschwitz et al. 2022;
    vectors/kalpha_detection.json).
    """
    unit = np.full(len(drawn), -1)
    count = 0
    for rater in range(raters):
        own = np.flatnonzero(drawn.rater == rater)
        _join(unit, own, drawn, meetings)
        alone = own[unit[own] < 0]
        unit[alone] = count + np.arange(len(alone))
        count += len(alone)
    return unit


def _join(unit: Rows, own: Rows, drawn: Drawn, meetings: Meetings) -> None:
    """Give one rater's annotations the units that they fit best."""
    is_own = np.zeros(len(unit), bool)
    is_own[own] = True
    placed = (unit >= 0) & ~is_own
    ways = [(meetings.a, meetings.b), (meetings.b, meetings.a)]
    usable = [np.flatnonzero(is_own[mine] & placed[member]) for member, mine in ways]
    member, mine = (np.concatenate([way[end][rows] for way, rows in zip(ways, usable, strict=True)]) for end in (0, 1))
    if not len(member):
        return
    iou = np.concatenate([meetings.iou[rows] for rows in usable])
    left, right, best, same = _best_member(unit, member, mine, iou, drawn.class_id)
    chosen = assign(left, right, best, same, left_order=_as_given, right_order=_as_given)
    unit[right[chosen]] = left[chosen]


def _best_member(
    unit: Rows, member: Rows, mine: Rows, iou: NDArray[np.float64], class_id: Rows
) -> tuple[Rows, Rows, NDArray[np.float64], NDArray[np.bool_]]:
    """For each unit and annotation that meet: the unit, the annotation, the greatest IoU, and whether that member has the same class."""
    same = class_id[member] == class_id[mine]
    if (
        np.bincount(unit[np.unique(member)]).max() == 1
    ):  # as for the second rater; sorting a crowd's pairs takes seconds
        return unit[member], mine, iou, same
    order = np.lexsort((~same, -iou, mine, unit[member]))
    left, right = unit[member][order], mine[order]
    first = np.ones(len(order), bool)
    first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return left[first], right[first], iou[order][first], same[order][first]


def _as_given(nodes: Rows) -> Rows:
    return np.arange(len(nodes))


def class_ratings(
    drawn: Drawn, unit: Rows, assigned: NDArray[np.bool_], images: NDArray[np.integer], classes: Sequence[int]
) -> Ratings:
    """The classes that raters gave to units; of an assigned rater without an annotation NOTHING, of one not assigned missing.

    assigned: (m, r) whether each rater worked on each image. images: (m,) their ids, sorted. An image on which nobody drew anything is one
    unit of NOTHING from all assigned: agreeing on nothing is agreement (KaLOS, Tschirschwitz and Rodehorst 2026; vectors/kalpha_detection.json).
    """
    place_of_image = np.searchsorted(images, drawn.image)
    count = int(unit.max()) + 1 if len(unit) else 0
    of_unit = np.zeros(count, np.int64)
    of_unit[unit] = place_of_image
    empty = np.setdiff1d(np.arange(len(images)), place_of_image)
    nothing = len(classes)
    category = np.where(assigned[np.concatenate([of_unit, empty])], nothing, MISSING)
    category[unit, drawn.rater] = np.searchsorted(np.asarray(classes), drawn.class_id)
    return Ratings(category, (*classes, NOTHING))
