"""Which boxes of one image overlap, for very many boxes at once."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]

Overlapping = tuple[Rows, Rows, NDArray[np.float64]]

_FARTHEST = 2.0**22

_AT_A_TIME = 2**20
"""So many candidates are looked at in one go; some hundred bytes each while it lasts."""

_ROUNDING = 1e-3
"""More pixels than sides are rounded by in `start` and `end`."""


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
        if chosen.all():
            return self
        keep = np.flatnonzero(chosen[self.rows])
        return SortedBoxes(self.rows[keep], self.start[keep], self.end[keep], self.sides.take(keep, axis=1))


def sorted_boxes(sides: NDArray[np.float64], image: Rows) -> SortedBoxes:
    """Boxes made ready for `overlapping`.

    sides: (4, n) x_min, y_min, x_max, y_max. image: (n,) 0, 1, 2 … A box with a side that is no number is left out.
    Rounding and the limit on far coordinates keep the order of sides, so they may add a candidate but never lose one.
    """
    place = image * (4 * _FARTHEST)
    start = place + np.clip(sides[0], -_FARTHEST, _FARTHEST)
    rows = np.argsort(start)
    finite = np.isfinite(sides[0] + sides[1] + sides[2] + sides[3])
    if not finite.all():
        rows = rows[finite[rows]]
    sides = sides.take(rows, axis=1)
    return SortedBoxes(rows, start[rows], place[rows] + np.clip(sides[2], -_FARTHEST, _FARTHEST), sides)


def overlapping(a: SortedBoxes, b: SortedBoxes) -> Iterator[Overlapping]:
    """All pairs of boxes of one image that share some area: rows of a, rows of b, the areas shared; in pieces of a bounded size.

    Two boxes overlap in x when the left side of one lies within the other; each case is one range of a sorted array.
    """
    first_in_b = np.searchsorted(b.start, a.start, "left")
    # For each of b, how many of a start at or before it: those whose own place in b is not beyond it.
    first_in_a = np.cumsum(np.bincount(first_in_b, minlength=len(b.start) + 1)[: len(b.start)])
    yield from _ranges(a, b, first_in_b, np.searchsorted(b.start, a.end, "right"))
    for rows_b, rows_a, shared in _ranges(b, a, first_in_a, np.searchsorted(a.start, b.end, "right")):
        yield rows_a, rows_b, shared


def overlapping_alike(a: SortedBoxes, b: SortedBoxes, least_iou: float) -> Iterator[Overlapping]:
    """Like `overlapping`, but of the pairs below an IoU some are left out, so that far fewer need a look.

    Boxes of such an IoU share at least that much of the wider one's width, so their left sides lie close together.
    """
    slack = (a.end - a.start) * (1 - least_iou)
    first = np.searchsorted(b.start, a.start - slack / least_iou - _ROUNDING, "left")
    return _ranges(a, b, first, np.searchsorted(b.start, a.start + slack + _ROUNDING, "right"))


def _ranges(a: SortedBoxes, b: SortedBoxes, first: Rows, after: Rows) -> Iterator[Overlapping]:
    """Pairs of each box of a with a range of b that really overlap, by row; the candidates are looked at some at a time."""
    lengths = np.maximum(after - first, 0)
    before = np.concatenate([[0], np.cumsum(lengths)])
    start = 0
    while start < len(first) or start == 0:
        stop = int(np.searchsorted(before, before[start] + _AT_A_TIME, "right")) - 1
        stop = min(max(stop, start + 1), len(first))
        yield _overlapping_among(a, b, start, first[start:stop], lengths[start:stop])
        start = max(stop, 1)


def _overlapping_among(a: SortedBoxes, b: SortedBoxes, start: int, first: Rows, lengths: Rows) -> Overlapping:
    """Those of the candidates that share some area. start: position of the first box of a; first, lengths: the range of b for each."""
    # `take` is faster than an index in brackets, and than `np.repeat` with few of each.
    at = np.repeat(np.arange(len(first)), lengths)
    i, j = at + start, np.arange(len(at)) + (first - (np.cumsum(lengths) - lengths)).take(at)
    height = np.minimum(a.sides[3].take(i), b.sides[3].take(j)) - np.maximum(a.sides[1].take(i), b.sides[1].take(j))
    keep = np.flatnonzero(height > 0)
    i, j, height = i.take(keep), j.take(keep), height.take(keep)
    shared = height * (
        np.minimum(a.sides[2].take(i), b.sides[2].take(j)) - np.maximum(a.sides[0].take(i), b.sides[0].take(j))
    )
    keep = np.flatnonzero(shared > 0)
    if len(keep) < len(i):
        i, j, shared = i.take(keep), j.take(keep), shared.take(keep)
    return a.rows.take(i), b.rows.take(j), shared
