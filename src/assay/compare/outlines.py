"""The areas that outlines of two sides share."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assay.compare.side import Rows
from assay.compare.threads import in_threads, thread_count
from assay.geometry.edge_sums import areas_by_edges
from assay.geometry.polygon_edges import Edges
from assay.geometry.polygons import shared_areas

Floats = NDArray[np.float64]

PAIRS_AT_A_TIME = 2_000
"""So many pairs of polygons a thread measures before it hands them over: some 7 to 70 ms."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """One side of some pairs. shapes: (n,) polygons. areas: (n,). edges: of more shapes, rows: (n,) which of them they are."""

    shapes: NDArray[Any]
    areas: Floats
    edges: Edges
    rows: Rows

    def take(self, rows: slice | NDArray[np.bool_]) -> Self:
        """Some of the pairs."""
        return type(self)(self.shapes[rows], self.areas[rows], self.edges, self.rows[rows])


def shared_by_outlines(a: Outlines, b: Outlines) -> Floats:
    """(n,) areas shared by the outlines of the same row, by several threads where there are many: numpy lets them run beside one another."""
    threads = thread_count()
    if threads == 1 or len(a.rows) < 2 * PAIRS_AT_A_TIME:
        return _shared(a, b)
    pieces = [slice(first, first + PAIRS_AT_A_TIME) for first in range(0, len(a.rows), PAIRS_AT_A_TIME)]
    return np.concatenate(list(in_threads(lambda rows: _shared(a.take(rows), b.take(rows)), pieces, threads=threads)))


def _shared(a: Outlines, b: Outlines) -> Floats:
    """Equal shapes, common in a redelivery, share exactly what they cover; outlines whose edges meet too often are left to GEOS."""
    import shapely

    shared = areas_by_edges(a.edges, a.rows, b.edges, b.rows)
    slow = np.isnan(shared)
    if slow.any():
        shared[slow] = shared_areas(a.shapes[slow], b.shapes[slow])
    equal = shapely.equals_exact(a.shapes, b.shapes, tolerance=0.0)
    return np.where(equal, a.areas, np.clip(shared, 0, np.minimum(a.areas, b.areas)))
