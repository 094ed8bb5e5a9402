"""One point against many lines at once: what lies around it, and how near they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NOWHERE: Floats = np.full((1, 2), np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class PointAndLines:
    """The sides of some lines, line after line, as seen from a point.

    starts, ends: (s, 2) where each begins and ends, from the point. firsts: (k,) each line's first side. closed: (k,) whether its last point leads to its first.
    """

    starts: Floats
    ends: Floats
    firsts: NDArray[np.int64]
    closed: NDArray[np.bool_]

    @classmethod
    def of(cls, x: float, y: float, lines: Sequence[Floats], *, closed: NDArray[np.bool_]) -> Self:
        """lines: at least one, each (p, 2); one without points is nowhere."""
        lines = [line if len(line) else NOWHERE for line in lines]
        ends = np.cumsum([len(line) for line in lines])
        firsts = np.concatenate([[0], ends[:-1]])
        starts = np.concatenate(lines) - (x, y)
        following = np.concatenate([starts[1:], starts[:1]])
        # an open line ends in a side without length, which is its last point
        following[ends - 1] = starts[np.where(closed, firsts, ends - 1)]
        return cls(starts, following, firsts, closed)

    @property
    def along(self) -> Floats:
        """(s, 2) how far each side goes."""
        return self.ends - self.starts

    def surround(self) -> NDArray[np.bool_]:
        """(k,) which closed lines the point lies inside of, by the even-odd rule; on a line it may count as either."""
        (x, y), (across, down) = self.starts.T, self.along.T
        # by the ends themselves: sums are rounded, and a corner would lie above for one of its sides and below for the other
        passes = (y > 0) != (self.ends[:, 1] > 0)
        is_beyond = (x * down > y * across) == (down > 0)
        return np.logical_xor.reduceat(passes & is_beyond, self.firsts) & self.closed

    def distances(self) -> Floats:
        """(k,) how far the point is from each line."""
        along = self.along
        squared = (along**2).sum(axis=1)
        back = -(self.starts * along).sum(axis=1)
        share = np.divide(back, squared, out=np.zeros(len(back)), where=squared > 0).clip(0.0, 1.0)
        nearest = self.starts + share[:, None] * along
        return np.sqrt(np.minimum.reduceat((nearest**2).sum(axis=1), self.firsts))
