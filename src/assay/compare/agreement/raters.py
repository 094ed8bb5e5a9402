"""The labels of several raters on the same images, put together into units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.ratings import Ratings
from assay.compare.agreement.units import Drawn, Meetings, class_ratings, units_of
from assay.compare.block import Block
from assay.compare.canonical_order import canonical_order
from assay.compare.class_table import ClassTable
from assay.compare.settings import ComparisonSettings
from assay.compare.side import Side, side_of
from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from assay.model.shapes import Flag

Rows = NDArray[np.int64]

LOWEST = 0.3
"""Overlaps are measured from here on, so that other thresholds above it cost nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rater:
    """One who labelled. images: (m,) the ids of those assigned to them, with or without an annotation."""

    name: str
    annotations: Annotations
    images: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedTogether:
    """What several raters drew. rows: (n,) the row of each annotation in its rater's annotations. assigned: (m, r) by image and rater.

    meetings: all overlaps of LOWEST or more. unit: (n,) what belongs together at `threshold`.
    """

    raters: Sequence[Rater]
    images: NDArray[np.int32]
    assigned: NDArray[np.bool_]
    drawn: Drawn
    rows: Rows
    meetings: Meetings
    threshold: float
    unit: Rows

    @property
    def classes(self) -> list[int]:
        """The classes that occur, sorted."""
        return np.unique(self.drawn.class_id).tolist()

    @property
    def ratings(self) -> Ratings:
        """The class that each rater gave to each unit."""
        return class_ratings(self.drawn, self.unit, self.assigned, self.images, self.classes)

    @property
    def image_of_unit(self) -> Rows:
        """(n,) the place in `images` of each unit of `ratings`, in whose order units come: those on which nobody drew anything last."""
        place = np.searchsorted(self.images, self.drawn.image)
        of_unit = np.zeros(int(self.unit.max()) + 1 if len(self.unit) else 0, np.int64)
        of_unit[self.unit] = place
        return np.concatenate([of_unit, np.setdiff1d(np.arange(len(self.images)), place)])

    def met_at(self, threshold: float) -> int:
        """How many overlaps there are of this IoU or more; as many are the same ones."""
        return int(np.count_nonzero(self.meetings.iou >= threshold))

    def at(self, threshold: float) -> "RatedTogether":
        """The same labels put together at another IoU, LOWEST or more."""
        near = self.meetings.iou >= threshold
        kept = Meetings(a=self.meetings.a[near], b=self.meetings.b[near], iou=self.meetings.iou[near])
        return replace(self, threshold=threshold, unit=units_of(self.drawn, kept, len(self.raters)))


def rated_in_steps(
    raters: Sequence[Rater], sizes: ImageSizes, schema: Schema, *, threshold: float, shapes: str = "auto"
) -> "Iterator[tuple[int, int] | RatedTogether]":
    """Put the labels of raters together, yielding (pairs of raters done, pairs) and at last the result.

    The result depends on the order of the raters where several fit one object, never on the order in a file. shapes: as of a comparison.
    """
    sides = [_sorted_side(rater, sizes) for rater in raters]
    first = np.cumsum([0, *(len(side) for side, _ in sides)])
    settings = ComparisonSettings(t_pair=LOWEST, shapes=shapes)
    found, pairs = [], list(combinations(range(len(raters)), 2))
    for done, (a, b) in enumerate(pairs):
        yield done, len(pairs)
        found.append(_meetings(sides[a], sides[b], sizes, schema, settings, int(first[a]), int(first[b])))
    drawn = Drawn(
        rater=np.repeat(np.arange(len(raters)), np.diff(first)),
        image=_joined([sizes.ids[side.image[order]] for side, order in sides]),
        class_id=_joined([side.class_id[order] for side, order in sides]),
    )
    together = RatedTogether(
        raters=raters,
        images=sizes.ids,
        assigned=np.stack([np.isin(sizes.ids, rater.images) for rater in raters], axis=1),
        drawn=drawn,
        rows=_joined([side.rows[order] for side, order in sides]),
        meetings=Meetings(
            a=_joined([one.a for one in found]),
            b=_joined([one.b for one in found]),
            iou=np.concatenate([np.zeros(0), *(one.iou for one in found)]),
        ),
        threshold=threshold,
        unit=np.zeros(0, np.int64),
    )
    yield together.at(threshold)


def rated_together(
    raters: Sequence[Rater], sizes: ImageSizes, schema: Schema, *, threshold: float, shapes: str = "auto"
) -> RatedTogether:
    """The same, all at once."""
    for step in rated_in_steps(raters, sizes, schema, threshold=threshold, shapes=shapes):
        if isinstance(step, RatedTogether):
            return step
    raise AssertionError("the last step is the result")


SortedSide = tuple[Side, Rows]
"""A side, and its counted places in the order of their content."""


def _sorted_side(rater: Rater, sizes: ImageSizes) -> SortedSide:
    side = side_of(rater.annotations, sizes, uncounted=Flag.CROWD | Flag.IGNORE)
    counted = np.flatnonzero(side.counted)
    side = replace(
        side,
        rows=side.rows[counted],
        image=side.image[counted],
        number=side.number[counted],
        class_id=side.class_id[counted],
        kind=side.kind[counted],
        flags=side.flags[counted],
        sides=side.sides[:, counted],
        counted=side.counted[counted],
    )
    return side, canonical_order(side, np.arange(len(side)))


def _meetings(
    a: SortedSide,
    b: SortedSide,
    sizes: ImageSizes,
    schema: Schema,
    settings: ComparisonSettings,
    first_a: int,
    first_b: int,
) -> Meetings:
    """The overlaps of two raters as places in `Drawn`."""
    block = Block(sizes, np.ones(len(sizes.ids), bool), a[0], b[0], ClassTable(schema, settings))
    found = block.overlaps
    near = found.iou >= LOWEST
    return Meetings(
        a=first_a + _places(a[1])[found.a[near]], b=first_b + _places(b[1])[found.b[near]], iou=found.iou[near]
    )


def _places(order: Rows) -> Rows:
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def _joined(parts: Sequence[NDArray]) -> Rows:
    return np.concatenate([np.zeros(0, np.int64), *parts]).astype(np.int64)
