"""Which annotations lie under a point."""

import numpy as np
from numpy.typing import NDArray

from assay.geometry.boxes import box_areas
from assay.geometry.drawn_rings import DrawnRings
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]


def annotations_at(drawn: DrawnRings, x: float, y: float, *, reach: float = 0.0) -> NDArray[np.int64]:
    """Rows of the annotations of one image under a point, the smallest first; of equal ones the later, which is painted on top.

    reach: by so many pixels the point may miss a shape.
    """
    boxes = drawn.boxes
    near = (
        (boxes[:, 0] - reach <= x)
        & (x <= boxes[:, 2] + reach)
        & (boxes[:, 1] - reach <= y)
        & (y <= boxes[:, 3] + reach)
    )
    rows = np.flatnonzero(near)
    rows = rows[[_is_hit(drawn, row, x, y, reach) for row in rows.tolist()]] if len(rows) else rows
    return rows[np.lexsort((-rows, box_areas(boxes[rows])))]


def _is_hit(drawn: DrawnRings, row: int, x: float, y: float, reach: float) -> bool:
    kind = drawn.kinds[row]
    if kind == ShapeKind.MASK:
        return _in_mask(drawn.mask_runs(row), x, y, reach)
    if kind in (ShapeKind.POLYGON, ShapeKind.ROTATED_BOX):
        return _in_rings(drawn.rings(row), drawn.holes(row), x, y, reach)
    if kind == ShapeKind.ELLIPSE:
        return _in_rings(drawn.rings(row), np.zeros(1, bool), x, y, reach)
    if kind == ShapeKind.POLYLINE:
        return any(distance_to_line(line, x, y, closed=False) <= reach for line in drawn.rings(row))
    return True


def _in_mask(runs: NDArray[np.uint32], x: float, y: float, reach: float) -> bool:
    """Whether a pixel of the mask lies within reach, measured along each axis."""
    height, width = int(runs[0]), int(runs[1])
    ends = np.cumsum(runs[2:], dtype=np.int64)
    columns = np.arange(max(int(np.floor(x - reach)), 0), min(int(np.floor(x + reach)), width - 1) + 1)
    rows = np.arange(max(int(np.floor(y - reach)), 0), min(int(np.floor(y + reach)), height - 1) + 1)
    pixels = (columns[:, None] * height + rows[None]).ravel()
    return bool((np.searchsorted(ends, pixels, "right") % 2 == 1).any())


def _in_rings(rings: list[Floats], holes: NDArray[np.bool_], x: float, y: float, reach: float) -> bool:
    """Whether the point lies in a part and not in that part's holes, or within reach of an outline."""
    inside = in_part = False
    for ring, hole in zip(rings, holes, strict=True):
        if reach and distance_to_line(ring, x, y, closed=True) <= reach:
            return True
        if hole:
            in_part = in_part and not in_ring(ring, x, y)
        else:
            inside = inside or in_part
            in_part = in_ring(ring, x, y)
    return inside or in_part


def in_ring(ring: Floats, x: float, y: float) -> bool:
    """Whether a point lies inside one ring, by the even-odd rule."""
    following = _turned_on(ring)
    crosses = (ring[:, 1] > y) != (following[:, 1] > y)
    start, end = ring[crosses], following[crosses]
    at = start[:, 0] + (y - start[:, 1]) * (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
    return bool((at > x).sum() % 2)


def distance_to_line(line: Floats, x: float, y: float, *, closed: bool) -> float:
    """How far a point is from a line through corners (k, 2), infinite when there are none."""
    if not len(line):
        return np.inf
    start = line if closed or len(line) == 1 else line[:-1]
    along = (_turned_on(line) if closed else line[1:] if len(line) > 1 else line) - start
    to_point = np.array([x, y]) - start
    length = (along**2).sum(axis=1)
    share = np.divide((to_point * along).sum(axis=1), length, out=np.zeros(len(length)), where=length > 0).clip(
        0.0, 1.0
    )
    return float(np.hypot(*(to_point - share[:, None] * along).T).min())


def _turned_on(ring: Floats) -> Floats:
    """The corner after each; `np.roll` gives the same, and takes as long as the rest of a hit test."""
    return np.concatenate([ring[1:], ring[:1]])
