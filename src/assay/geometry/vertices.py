"""Finding, moving, inserting and deleting the vertices of rings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vertex:
    """A vertex: its ring and its place in it, and how far it was from where one looked."""

    ring: int
    index: int
    distance: float


@dataclass(frozen=True, slots=True)
class EdgePoint:
    """A point on an edge: its ring, the place that a vertex there would take, the point, and how far it was from where one looked."""

    ring: int
    index: int
    x: float
    y: float
    distance: float


def nearest_vertex(rings: Sequence[Floats], x: float, y: float) -> Vertex | None:
    """The vertex nearest to a point; None when there is none."""
    found = [
        Vertex(ring, int(np.argmin(away)), float(away.min()))
        for ring, points in enumerate(rings)
        if len(points) and (away := np.hypot(points[:, 0] - x, points[:, 1] - y)) is not None
    ]
    return min(found, key=lambda vertex: vertex.distance, default=None)


def nearest_edge(rings: Sequence[Floats], x: float, y: float, *, closed: bool = True) -> EdgePoint | None:
    """The point on an edge nearest to a point; None when there is no edge. closed: whether each last vertex is joined to the first."""
    found = [
        edge for ring, points in enumerate(rings) if (edge := _on_ring(ring, points, x, y, closed=closed)) is not None
    ]
    return min(found, key=lambda edge: edge.distance, default=None)


def _on_ring(ring: int, points: Floats, x: float, y: float, *, closed: bool) -> EdgePoint | None:
    start = points if closed else points[:-1]
    if len(points) < 2:
        return None
    end = np.roll(points, -1, axis=0)[: len(start)]
    along, to_point = end - start, np.array([x, y]) - start
    length = (along**2).sum(axis=1)
    share = np.divide((to_point * along).sum(axis=1), length, out=np.zeros(len(length)), where=length > 0)
    places = start + share.clip(0.0, 1.0)[:, None] * along
    away = np.hypot(places[:, 0] - x, places[:, 1] - y)
    nearest = int(np.argmin(away))
    found_x, found_y = places[nearest].tolist()
    return EdgePoint(ring, nearest + 1, found_x, found_y, float(away[nearest]))


def with_vertex(rings: Sequence[Floats], ring: int, index: int, x: float, y: float) -> list[Floats]:
    """Rings with one vertex elsewhere."""
    changed = rings[ring].copy()
    changed[index] = (x, y)
    return [*rings[:ring], changed, *rings[ring + 1 :]]


def with_inserted(rings: Sequence[Floats], ring: int, index: int, x: float, y: float) -> list[Floats]:
    """Rings with one vertex more, at this place of its ring."""
    return [*rings[:ring], np.insert(rings[ring], index, (x, y), axis=0), *rings[ring + 1 :]]


def without_vertex(
    rings: Sequence[Floats], holes: Sequence[bool], ring: int, index: int, *, fewest: int
) -> tuple[list[Floats], list[bool]]:
    """Rings with one vertex less, and which of them are holes.

    fewest: a ring that would have fewer goes altogether, a part with its holes; there may be no ring left.
    """
    if len(rings[ring]) > fewest:
        return [*rings[:ring], np.delete(rings[ring], index, axis=0), *rings[ring + 1 :]], list(holes)
    last = ring + 1
    while not holes[ring] and last < len(rings) and holes[last]:
        last += 1
    return [*rings[:ring], *rings[last:]], [*holes[:ring], *holes[last:]]
