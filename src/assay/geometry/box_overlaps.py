"""Which boxes of one image overlap, for very many boxes at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]

_FARTHEST = 2.0**22


@dataclass(frozen=True, slots=True)
class SortedBoxes:
    """Boxes sorted by image and left side.

    rows: (n,) where each came from. start, end: (n,) its left and right side as a number that grows with the image first, so that
    one sorted search finds neighbours on the same image. sides: (4, n).
    """

    rows: Rows
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    sides: NDArray[np.float64]

    def where(self, chosen: NDArray[np.bool_]) -> "SortedBoxes":
        """Those whose row is chosen, still sorted. chosen: by row."""
        keep = np.flatnonzero(chosen[self.rows])
        return SortedBoxes(self.rows[keep], self.start[keep], self.end[keep], self.sides[:, keep])


def sorted_boxes(sides: NDArray[np.float64], image: Rows) -> SortedBoxes:
    """Boxes made ready for `overlapping`.

    sides: (4, n) x_min, y_min, x_max, y_max. image: (n,) 0, 1, 2 … A box with a side that is no number is left out.
    Rounding and the limit on far coordinates keep the order of sides, so they may add a candidate but never lose one.
    """
    place = image * (4 * _FARTHEST)
    start = place + np.clip(sides[0], -_FARTHEST, _FARTHEST)
    rows = np.argsort(start)
    finite = np.logical_and.reduce(np.isfinite(sides))
    if not finite.all():
        rows = rows[finite[rows]]
    end = place + np.clip(sides[2], -_FARTHEST, _FARTHEST)
    return SortedBoxes(rows, start[rows], end[rows], sides[:, rows])


def overlapping(a: SortedBoxes, b: SortedBoxes) -> tuple[Rows, Rows, NDArray[np.float64]]:
    """All pairs of boxes of one image that share some area: rows of a, rows of b, the areas shared.

    Two boxes overlap in x when the left side of one lies within the other; each case is one range of a sorted array.
    """
    starts_in_a = _ranges(a, b, np.searchsorted(b.start, a.start, "left"), np.searchsorted(b.start, a.end, "right"))
    j, i, shared = _ranges(b, a, np.searchsorted(a.start, b.start, "right"), np.searchsorted(a.start, b.end, "right"))
    i_first, j_first, shared_first = starts_in_a
    rows_a = a.rows[np.concatenate([i_first, i])]
    rows_b = b.rows[np.concatenate([j_first, j])]
    return rows_a, rows_b, np.concatenate([shared_first, shared])


def _ranges(a: SortedBoxes, b: SortedBoxes, first: Rows, after: Rows) -> tuple[Rows, Rows, NDArray[np.float64]]:
    """Pairs of each box of a with a range of b that really overlap, by position."""
    lengths = np.maximum(after - first, 0)
    i = np.repeat(np.arange(len(first)), lengths)
    j = np.arange(len(i)) + np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
    height = np.minimum(a.sides[3][i], b.sides[3][j]) - np.maximum(a.sides[1][i], b.sides[1][j])
    keep = np.flatnonzero(height > 0)
    i, j, height = i[keep], j[keep], height[keep]
    shared = height * (np.minimum(a.sides[2][i], b.sides[2][j]) - np.maximum(a.sides[0][i], b.sides[0][j]))
    if (shared > 0).all():
        return i, j, shared
    keep = np.flatnonzero(shared > 0)
    return i[keep], j[keep], shared[keep]
