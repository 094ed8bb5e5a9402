"""Which annotations lie under a point."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assay.geometry.boxes import box_areas
from assay.geometry.drawn_rings import DrawnRings
from assay.geometry.point_and_lines import PointAndLines
from assay.model.shapes import ShapeKind

LINED = (ShapeKind.POLYGON, ShapeKind.ROTATED_BOX, ShapeKind.ELLIPSE, ShapeKind.POLYLINE)
"""What is hit inside its rings or near them. A mask is hit on its pixels, and all else anywhere in its box."""


def annotations_at(drawn: DrawnRings, x: float, y: float, *, reach: float = 0.0) -> NDArray[np.int64]:
    """Rows of the annotations of one image under a point, the smallest first; of equal ones the later, which is painted on top.

    reach: by so many pixels the point may miss a shape; on its outline it hits it in any case.
    """
    left, top, right, bottom = drawn.sides
    near = (left <= x + reach) & (right >= x - reach) & (top <= y + reach) & (bottom >= y - reach)
    rows = np.flatnonzero(near)
    kinds = drawn.kinds[rows]
    hit = np.ones(len(rows), bool)
    lined, masks = np.flatnonzero(np.isin(kinds, LINED)), np.flatnonzero(kinds == ShapeKind.MASK)
    hit[lined] = _in_lines(drawn, rows[lined].tolist(), x, y, reach)
    hit[masks] = [_in_mask(drawn.mask_runs(row), x, y, reach) for row in rows[masks].tolist()]
    found = rows[hit]
    return found[np.lexsort((-found, box_areas(drawn.boxes[found])))]


def _in_lines(drawn: DrawnRings, rows: Sequence[int], x: float, y: float, reach: float) -> list[bool]:
    """For each of some annotations, whether the point lies in a part and not in that part's holes, or within reach of a line."""
    rings = [drawn.rings(row) for row in rows]
    owners = np.repeat(rows, [len(some) for some in rings])
    if not len(owners):
        return []
    closed = drawn.kinds[owners] != ShapeKind.POLYLINE
    lines = PointAndLines.of(x, y, [ring for some in rings for ring in some], closed=closed)
    is_in, is_near = lines.surround().tolist(), (lines.distances() <= reach).tolist()
    found, first = [], 0
    for row, some in zip(rows, rings, strict=True):
        after = first + len(some)
        found.append(any(is_near[first:after]) or _in_a_part(is_in[first:after], drawn.holes(row).tolist()))
        first = after
    return found


def _in_a_part(is_in: Sequence[bool], holes: Sequence[bool]) -> bool:
    """Whether a point inside these rings lies in a part and not in that part's holes. holes: for each ring; a hole follows its part."""
    inside = in_part = False
    for is_inside, is_hole in zip(is_in, holes, strict=True):
        if is_hole:
            in_part = in_part and not is_inside
        else:
            inside = inside or in_part
            in_part = is_inside
    return inside or in_part


def _in_mask(runs: NDArray[np.uint32], x: float, y: float, reach: float) -> bool:
    """Whether a pixel of the mask lies within reach, measured along each axis."""
    height, width = int(runs[0]), int(runs[1])
    ends = np.cumsum(runs[2:], dtype=np.int64)
    columns = np.arange(max(int(np.floor(x - reach)), 0), min(int(np.floor(x + reach)), width - 1) + 1)
    rows = np.arange(max(int(np.floor(y - reach)), 0), min(int(np.floor(y + reach)), height - 1) + 1)
    pixels = (columns[:, None] * height + rows[None]).ravel()
    return bool((np.searchsorted(ends, pixels, "right") % 2 == 1).any())
