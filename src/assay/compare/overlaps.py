"""How much the shapes of two sides cover one another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.shapes import MASK, POLYGON, Shapes
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
    """Pairs of shapes that cover one another. a, b: (n,) places on the two sides. shared, area_a, area_b: square pixels, by the pair's measure."""

    a: Rows
    b: Rows
    shared: Floats
    area_a: Floats
    area_b: Floats
    iou: Floats
    measure: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.a)

    def flipped(self) -> "Overlaps":
        """The same pairs with the sides exchanged."""
        return Overlaps(self.b, self.a, self.shared, self.area_b, self.area_a, self.iou, self.measure)

    def take(self, rows: NDArray[np.integer] | NDArray[np.bool_] | list[int]) -> "Overlaps":
        """These pairs, by row number or by a condition."""
        return Overlaps(
            self.a[rows],
            self.b[rows],
            self.shared[rows],
            self.area_a[rows],
            self.area_b[rows],
            self.iou[rows],
            self.measure[rows],
        )


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
    if a.only_boxes and b.only_boxes:
        alike = wanted.iou < 1 < min(wanted.share_a, wanted.share_b)
        found = overlapping_alike(boxes_a, boxes_b, wanted.iou) if alike else overlapping(boxes_a, boxes_b)
        return _of_boxes(a, b, wanted, found)
    rows_a, rows_b, shared = overlapping(boxes_a, boxes_b)
    parts = [_of_boxes(a, b, wanted, _with_measure(a, b, 0, rows_a, rows_b, shared))]
    parts += [_of_outlines(a, b, wanted, _with_measure(a, b, m, rows_a, rows_b, shared), m) for m in (POLYGON, MASK)]
    columns = zip(*((p.a, p.b, p.shared, p.area_a, p.area_b, p.iou, p.measure) for p in parts), strict=True)
    return Overlaps(*(np.concatenate(column) for column in columns))


Candidates = tuple[Rows, Rows, Floats]


def _with_measure(a: Shapes, b: Shapes, measure: int, rows_a: Rows, rows_b: Rows, shared: Floats) -> Candidates:
    keep = np.flatnonzero(np.maximum(a.form[rows_a], b.form[rows_b]) == measure)
    return rows_a[keep], rows_b[keep], shared[keep]


def _of_boxes(a: Shapes, b: Shapes, wanted: Wanted, candidates: Candidates) -> Overlaps:
    rows_a, rows_b, shared = candidates
    area_a, area_b = a.box_areas[rows_a], b.box_areas[rows_b]
    keep = wanted.rows(shared, area_a, area_b)
    return _measured(rows_a[keep], rows_b[keep], shared[keep], area_a[keep], area_b[keep], 0)


def _of_outlines(a: Shapes, b: Shapes, wanted: Wanted, candidates: Candidates, measure: int) -> Overlaps:
    rows_a, rows_b, shared = candidates
    area_a, area_b = a.areas(rows_a, measure), b.areas(rows_b, measure)
    # Outlines share no more than their boxes do, so most candidates go before the exact measure. Pixels stick out of a polygon's box.
    bound = np.minimum(np.minimum(shared, area_a), area_b) if measure == POLYGON else np.minimum(area_a, area_b)
    keep = wanted.rows(bound, area_a, area_b)
    rows_a, rows_b, area_a, area_b = rows_a[keep], rows_b[keep], area_a[keep], area_b[keep]
    shared = a.shared_areas(rows_a, b, rows_b, measure)
    keep = wanted.rows(shared, area_a, area_b)
    return _measured(rows_a[keep], rows_b[keep], shared[keep], area_a[keep], area_b[keep], measure)


def _measured(rows_a: Rows, rows_b: Rows, shared: Floats, area_a: Floats, area_b: Floats, measure: int) -> Overlaps:
    iou = np.minimum(share(shared, area_a + area_b - shared), 1.0)
    return Overlaps(rows_a, rows_b, shared, area_a, area_b, iou, np.full(len(rows_a), measure, np.uint8))
