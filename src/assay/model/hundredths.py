"""Coordinates of at most two decimals kept in half the room without a loss: most tools write no more."""

import numpy as np
from numpy.typing import NDArray

PER_PIXEL = 100
AT_ONCE = 4096
"""Points looked at together: few enough for the processor's cache."""

FARTHEST = (2**31 - 1) / PER_PIXEL - 1


def as_hundredths(points: NDArray[np.float64]) -> NDArray[np.int32] | None:
    """The points in hundredths of a pixel, None unless `from_hundredths` gives back exactly these."""
    found = np.empty(points.shape, np.int32)
    with np.errstate(invalid="ignore", over="ignore"):
        for start in range(0, len(points), AT_ONCE):
            some = points[start : start + AT_ONCE]
            scaled = np.rint(some * PER_PIXEL)
            if not ((scaled / PER_PIXEL == some) & (np.abs(scaled) <= FARTHEST * PER_PIXEL)).all():
                return None
            found[start : start + AT_ONCE] = scaled
    return found


def from_hundredths(hundredths: NDArray[np.int32]) -> NDArray[np.float64]:
    """The points in pixels."""
    return hundredths / PER_PIXEL
