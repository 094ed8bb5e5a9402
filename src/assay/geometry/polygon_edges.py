"""The edges of many polygons, sorted by where they begin, for sums over them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


NARROWEST = 1e-200
"""An edge that is no wider is a vertical one; its slope would be beyond all numbers."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of polygons, polygon by polygon and by their left ends; vertical ones, above which nothing lies, are left out.

    left, right: (e,) x of the two ends, left < right. y: (e,) at the left end. slope: (e,) dy / dx. above: (e,) +1 where the polygon lies below the edge in the sense
    that y grows, -1 where it lies beyond, so that a point belongs to the polygon when the `above` of the edges at larger y add up to 1.
    counts: (n,) edges of each polygon. firsts: (n,) the place of its first one. reach: (n, 2) smallest and largest x, meaningless for a polygon without edges.
    """

    left: Floats
    right: Floats
    y: Floats
    slope: Floats
    above: Floats
    counts: Rows
    firsts: Rows
    reach: Floats


def edges_of(shapes: NDArray[Any]) -> Edges:
    """The edges of valid polygons or multipolygons, maybe empty. shapes: (n,) shapely geometries."""
    points, ring_points, is_hole, owner = _rings(shapes)
    from_here = np.ones(len(points), bool)
    from_here[np.cumsum(ring_points) - 1] = False  # a ring ends where it begins
    start = np.flatnonzero(from_here)
    x, y = points[:, 0], points[:, 1]
    lengths = ring_points - 1
    way = np.where(x[start] > x[start + 1], 1.0, -1.0) * np.repeat(_turn(x, y, start, lengths, is_hole), lengths)
    backwards = x[start] > x[start + 1]
    first, last = np.where(backwards, start + 1, start), np.where(backwards, start, start + 1)
    keep = np.flatnonzero(x[last] - x[first] > NARROWEST)
    owner_of_edge = np.repeat(owner, lengths)[keep]
    order = keep[_by_left(x[first[keep]], owner_of_edge)]
    first, last = first[order], last[order]
    counts = np.bincount(owner_of_edge, minlength=len(shapes))
    firsts = np.cumsum(counts) - counts
    left, right = x[first], x[last]
    slope = (y[last] - y[first]) / (right - left)
    return Edges(left, right, y[first], slope, way[order], counts, firsts, _reach(left, right, counts, firsts))


def _rings(shapes: NDArray[Any]) -> tuple[Floats, Rows, NDArray[np.bool_], Rows]:
    """Points, points per ring (the first is also the last), whether a ring is a hole, and whose it is."""
    import shapely

    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    is_hole = np.zeros(len(rings), bool)
    is_hole[1:] = ring_part[1:] == ring_part[:-1]
    return (
        shapely.get_coordinates(rings),
        shapely.get_num_coordinates(rings).astype(np.int64),
        is_hole,
        part_owner[ring_part],
    )


def _turn(x: Floats, y: Floats, start: Rows, lengths: Rows, is_hole: NDArray[np.bool_]) -> Floats:
    """(r,) +1 for rings that have the polygon's inside on their left, as y points up, -1 for those that have it on their right."""
    if not len(lengths):
        return np.zeros(0)
    firsts = np.cumsum(lengths) - lengths
    origin = np.repeat(start[firsts], lengths)
    x_of, y_of = x[origin], y[origin]
    twice = (x[start] - x_of) * (y[start + 1] - y_of) - (x[start + 1] - x_of) * (y[start] - y_of)
    return np.where((np.add.reduceat(twice, firsts) > 0) != is_hole, 1.0, -1.0)


def _by_left(left: Floats, owner: Rows) -> Rows:
    """The order of edges by owner, which is sorted already, and left end."""
    if not len(left):
        return np.zeros(0, np.int64)
    spread = 2 * np.ptp(left) or 1.0
    order = np.argsort(owner * spread + (left - left.min()), kind="stable")
    if ((np.diff(left[order]) < 0) & (np.diff(owner[order]) == 0)).any():  # rounded together
        order = np.lexsort((left, owner))
    return order


def _reach(left: Floats, right: Floats, counts: Rows, firsts: Rows) -> Floats:
    reach = np.zeros((len(counts), 2))
    some = np.flatnonzero(counts)
    if len(some):
        reach[some, 0] = left[firsts[some]]
        reach[some, 1] = np.maximum.reduceat(right, firsts[some])
    return reach
