"""Dashed lines cut into their dashes."""

import numpy as np
from numpy.typing import NDArray

from assay.geometry.flat_rings import FlatRings

Floats = NDArray[np.float64]


def dashes(rings: FlatRings, *, on: float, off: float, most: int, start: float = 0.0) -> Floats:
    """(d, 2, 2) the start and end of each dash, in the unit of the points.

    on, off: the length of a dash and of the gap after it; start: where the first one begins; all are stretched where there would be more than `most` dashes. A dash is straight: where a ring turns
    within one it is cut short, so long sides (a box's) begin with a dash of their own and only curves of many short sides are dashed along the whole ring.
    """
    starts, ends, ring = _sides(rings)
    length = np.hypot(*(ends - starts).T)
    total = np.bincount(ring, length, minlength=len(rings))
    sides = np.bincount(ring, minlength=len(rings))
    stretch = max(1.0, float(total.sum()) / (on + off) / most)
    on, period, start = on * stretch, (on + off) * stretch, start * stretch
    whole = total < period * np.maximum(sides, 1)
    # what is dashed as one line: a ring of short sides, or one side
    new = np.ones(len(ring), bool)
    new[1:] = (ring[1:] != ring[:-1]) | ~whole[ring[1:]]
    line = np.cumsum(new) - 1
    return _cut(starts, ends, length, line, on=on, period=period, start=start)


def _sides(rings: FlatRings) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Where each side starts and ends, and the number of its ring."""
    ring = np.repeat(np.arange(len(rings)), rings.lengths)
    following = np.arange(1, len(ring) + 1)
    lasts = rings.firsts + rings.lengths - 1
    following[lasts] = rings.firsts
    is_side = np.ones(len(ring), bool)
    is_side[lasts] = rings.closed & (rings.lengths > 2)
    return rings.points[is_side], rings.points[following[is_side]], ring[is_side]


def _cut(
    starts: Floats, ends: Floats, length: Floats, line: NDArray[np.int64], *, on: float, period: float, start: float
) -> Floats:
    """The dashes of lines of one or several sides. line: (s,) ascending, the line that each side belongs to."""
    if not len(line):
        return np.zeros((0, 2, 2))
    along = np.cumsum(length) - length
    firsts = np.flatnonzero(np.diff(line, prepend=-1))
    totals = np.add.reduceat(length, firsts)
    count = np.maximum(np.ceil((totals - 1e-9) / period), 1).astype(np.int64)
    of_line = np.repeat(np.arange(len(firsts)), count)
    number = np.arange(len(of_line)) - np.repeat(np.cumsum(count) - count, count)
    begin = number * period + start
    of_line, begin = of_line[begin < totals[of_line]], begin[begin < totals[of_line]]
    finish = np.minimum(begin + on, totals[of_line])
    sides = np.append(firsts, len(line))

    def place(distance: NDArray[np.floating]) -> Floats:
        """The points at these distances along their lines."""
        reached = along[firsts][of_line] + distance
        side = np.searchsorted(along, reached, "right") - 1
        side = np.clip(side, sides[of_line], sides[of_line + 1] - 1)
        share = np.divide(reached - along[side], length[side], out=np.zeros(len(side)), where=length[side] > 0)
        return starts[side] + np.clip(share, 0.0, 1.0)[:, None] * (ends[side] - starts[side])

    return np.stack([place(begin), place(finish)], axis=1)
