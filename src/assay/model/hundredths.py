"""Coordinates of at most two decimals kept in half the room without a loss: most tools write no more."""

import numpy as np
from numpy.typing import NDArray

PER_PIXEL = 100
FARTHEST = (2**31 - 1) / PER_PIXEL - 1


def as_hundredths(points: NDArray[np.float64]) -> NDArray[np.int32] | None:
    """The points in hundredths of a pixel, None unless `from_hundredths` gives back exactly these."""
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.rint(points * PER_PIXEL)
        same = (scaled / PER_PIXEL == points) & (np.abs(scaled) <= FARTHEST * PER_PIXEL)
    return scaled.astype(np.int32) if same.all() else None


def from_hundredths(hundredths: NDArray[np.int32]) -> NDArray[np.float64]:
    """The points in pixels."""
    return hundredths / PER_PIXEL
