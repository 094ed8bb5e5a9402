"""Many rings as arrays, for what is done to all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import spans

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class FlatRings:
    """points: (p, 2) ring after ring. lengths: (r,) how many points each has. rows: (r,) whose ring it is. closed: (r,) whether the last point leads to the first."""

    points: Floats
    lengths: Integers
    rows: Integers
    closed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def firsts(self) -> Integers:
        """(r,) the place of each ring's first point."""
        return np.cumsum(self.lengths) - self.lengths

    def take(self, chosen: Integers) -> Self:
        """These rings, in this order."""
        points = self.points[spans(self.lengths, chosen)]
        return type(self)(points, self.lengths[chosen], self.rows[chosen], self.closed[chosen])

    def of_rows(self, wanted: NDArray[np.bool_]) -> Self:
        """The rings of some annotations. wanted: (n,) by row."""
        mine = wanted[self.rows]
        return self if mine.all() else self.take(np.flatnonzero(mine))

    def at(self, points: Floats) -> Self:
        """The rings with their points elsewhere. points: (p, 2)."""
        return type(self)(points, self.lengths, self.rows, self.closed)

    def thinned(self, spacing: float) -> Self:
        """The rings with fewer points where they have more than one for each `spacing` of their larger side; at least eight of each are kept."""
        if not len(self):
            return self
        firsts = self.firsts
        low, high = np.minimum.reduceat(self.points, firsts), np.maximum.reduceat(self.points, firsts)
        enough = np.maximum(np.ceil((high - low).max(axis=1) * 4 / spacing), 8)
        step = np.maximum(self.lengths // enough.astype(np.int64), 1)
        if (step == 1).all():
            return self
        within = np.arange(len(self.points)) - np.repeat(firsts, self.lengths)
        kept = within % np.repeat(step, self.lengths) == 0
        # an open line keeps its end
        kept[(firsts + self.lengths - 1)[~self.closed]] = True
        lengths = np.add.reduceat(kept.astype(np.int64), firsts)
        return type(self)(self.points[kept], lengths, self.rows, self.closed)


def rings_of(row: int, rings: Sequence[Floats]) -> FlatRings:
    """The rings of one annotation, all closed."""
    lengths = np.array([len(ring) for ring in rings], np.int64)
    points = np.concatenate(rings) if rings else np.zeros((0, 2))
    return FlatRings(points, lengths, np.full(len(rings), row), np.ones(len(rings), bool))


def joined_rings(parts: Sequence[FlatRings], *, is_open: NDArray[np.bool_]) -> FlatRings:
    """Several bodies of rings as one, without empty rings. is_open: (n,) by row, whether its lines do not close."""
    rows = np.concatenate([part.rows for part in parts])
    lengths = np.concatenate([part.lengths for part in parts])
    there = lengths > 0
    points = np.concatenate([part.points for part in parts])
    return FlatRings(points, lengths[there], rows[there], ~is_open[rows[there]])
