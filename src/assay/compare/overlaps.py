"""How much the shapes of two sides cover one another."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.shapes import BOX, MASK, POLYGON, Shapes
from assay.geometry.box_overlaps import SortedBoxes, overlapping, overlapping_alike
from assay.geometry.boxes import share

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

MEASURES = ("box", "polygon", "mask", "keypoints", "line")
"""How a pair was measured: by boxes, by exact vector polygons, by the pixels of masks, by the similarity of keypoints or of lines. A measure's place is its number."""

KEYPOINTS, LINE = 3, 4
"""The measures that are no areas; `shared` is then 0, and `iou` the similarity."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Pairs of shapes that cover one another. a, b: (n,) places on the two sides. shared: square pixels, by the pair's measure.

    areas_a, areas_b: (measures, places) of each side in square pixels; NaN where a measure was not asked for. A crowded image has millions of pairs and
    few shapes, so areas are kept by shape.
    """

    a: Rows
    b: Rows
    shared: Floats
    iou: Floats
    measure: NDArray[np.uint8]
    areas_a: Floats
    areas_b: Floats

    def __len__(self) -> int:
        return len(self.a)

    @property
    def area_a(self) -> Floats:
        """(n,) area of each pair's a by the pair's measure."""
        return _by_measure(self.areas_a, self.measure, self.a)

    @property
    def area_b(self) -> Floats:
        """(n,) area of each pair's b by the pair's measure."""
        return _by_measure(self.areas_b, self.measure, self.b)

    def flipped(self) -> "Overlaps":
        """The same pairs with the sides exchanged."""
        return Overlaps(self.b, self.a, self.shared, self.iou, self.measure, self.areas_b, self.areas_a)

    def take(self, rows: NDArray[np.integer] | NDArray[np.bool_] | list[int]) -> "Overlaps":
        """These pairs, by row number or by a condition."""
        rows = np.asarray(rows, None if len(rows) else np.int64)
        if rows.dtype == bool:
            rows = np.flatnonzero(rows)
        return Overlaps(  # `take` is twice as fast as [rows]
            self.a.take(rows),
            self.b.take(rows),
            self.shared.take(rows),
            self.iou.take(rows),
            self.measure.take(rows),
            self.areas_a,
            self.areas_b,
        )


def _by_measure(areas: Floats, measure: NDArray[np.uint8], places: Rows) -> Floats:
    return areas[0, places] if len(areas) == 1 else areas[measure, places]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which overlaps matter: at least such an IoU, or such a share of a's or of b's area. A share above 1 is never reached."""

    iou: float
    share_a: float = 2.0
    share_b: float = 2.0

    def rows(self, shared: Floats, area_a: Floats, area_b: Floats) -> Rows:
        """The overlaps that matter. Each test grows with the area shared, so an upper bound of it loses none."""
        matters = shared >= self.iou * (area_a + area_b - shared)
        if self.share_a <= 1:
            matters |= shared >= self.share_a * area_a
        if self.share_b <= 1:
            matters |= shared >= self.share_b * area_b
        return np.flatnonzero(matters)


def overlaps(a: Shapes, b: Shapes, wanted: Wanted, boxes_a: SortedBoxes, boxes_b: SortedBoxes) -> Overlaps:
    """The overlaps of two sides that matter, each by the finest measure both shapes allow. boxes_a, boxes_b: the annotations to look at."""
    only_boxes = a.only_boxes and b.only_boxes
    alike = only_boxes and wanted.iou < 1 < min(wanted.share_a, wanted.share_b)
    found = overlapping_alike(boxes_a, boxes_b, wanted.iou) if alike else overlapping(boxes_a, boxes_b)
    measures = (BOX,) if only_boxes else (BOX, POLYGON, MASK)
    both = _Areas(a, len(measures)), _Areas(b, len(measures))
    parts = [
        _measured(*both, wanted, piece if only_boxes else _with_measure(a, b, measure, piece), measure)
        for piece in found
        for measure in measures
    ]
    return _joined(parts, both)


Candidates = tuple[Rows, Rows, Floats]
Part = tuple[Rows, Rows, Floats, Floats, NDArray[np.uint8]]


class _Areas:
    """The shapes of one side with their areas by measure, as far as they were asked for."""

    def __init__(self, shapes: Shapes, measures: int) -> None:
        self.shapes = shapes
        self.table = np.full((measures, len(shapes.box_areas)), np.nan)
        self.table[BOX] = shapes.box_areas

    def of(self, places: Rows, measure: int) -> Floats:
        """(n,) areas by a measure."""
        if measure != BOX:
            self.table[measure, places] = self.shapes.areas(places, measure)
        return self.table[measure, places]


def _with_measure(a: Shapes, b: Shapes, measure: int, candidates: Candidates) -> Candidates:
    rows_a, rows_b, shared = candidates
    keep = np.flatnonzero(np.maximum(a.form[rows_a], b.form[rows_b]) == measure)
    return rows_a[keep], rows_b[keep], shared[keep]


def _measured(a: _Areas, b: _Areas, wanted: Wanted, candidates: Candidates, measure: int) -> Part:
    """The candidates that matter, as columns. Outlines share no more than their boxes do, so most go before they are measured exactly."""
    rows_a, rows_b, shared = candidates
    area_a, area_b = a.of(rows_a, measure), b.of(rows_b, measure)
    if measure == POLYGON:
        shared = np.minimum(np.minimum(shared, area_a), area_b)
    if measure == MASK:  # its pixels stick out of a polygon's box
        shared = np.minimum(area_a, area_b)
    keep = wanted.rows(shared, area_a, area_b)
    if len(keep) < len(shared):
        rows_a, rows_b, shared = rows_a[keep], rows_b[keep], shared[keep]
        area_a, area_b = area_a[keep], area_b[keep]
    if measure != BOX:
        shared = a.shapes.shared_areas(rows_a, b.shapes, rows_b, measure)
        keep = wanted.rows(shared, area_a, area_b)
        rows_a, rows_b, shared = rows_a[keep], rows_b[keep], shared[keep]
        area_a, area_b = area_a[keep], area_b[keep]
    iou = np.minimum(share(shared, area_a + area_b - shared), 1.0)
    return rows_a, rows_b, shared, iou, np.full(len(rows_a), measure, np.uint8)


def _joined(parts: list[Part], areas: tuple[_Areas, _Areas]) -> Overlaps:
    columns: list[Any] = [list(column) for column in zip(*parts, strict=True)]
    parts.clear()
    for place, column in enumerate(columns):  # one after the other, so that only one of them stands twice in memory
        columns[place] = column[0] if len(column) == 1 else np.concatenate(column)
        column.clear()
    a, b, shared, iou, measure = columns
    return Overlaps(a, b, shared, iou, measure, areas[0].table, areas[1].table)


def with_similar(found: Overlaps, a: Rows, b: Rows, similarity: Floats, measure: int) -> Overlaps:
    """The overlaps with pairs that keypoints or lines liken besides: they share nothing, and count as of area 1."""
    return Overlaps(
        np.concatenate([found.a, a]),
        np.concatenate([found.b, b]),
        np.concatenate([found.shared, np.zeros(len(a))]),
        np.concatenate([found.iou, similarity]),
        np.concatenate([found.measure, np.full(len(a), measure, np.uint8)]),
        _with_ones(found.areas_a, measure),
        _with_ones(found.areas_b, measure),
    )


def _with_ones(areas: Floats, measure: int) -> Floats:
    table = np.full((len(MEASURES), areas.shape[1]), np.nan)
    table[: len(areas)] = areas
    table[measure] = 1
    return table
