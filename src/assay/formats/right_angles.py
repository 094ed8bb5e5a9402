"""Rotated boxes as formats write them that have a width, a height and an angle."""

import math

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-6
"""Of the longer side: what computing in floating point leaves of a right angle."""


def sides_of(corners: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The two sides at the first corner, across and down as seen on the screen, whichever way round the corners go."""
    first, along, _, down = corners
    across, below = along - first, down - first
    if across[0] * below[1] < across[1] * below[0]:
        return below, across
    return across, below


def is_right_angled(corners: NDArray[np.float64]) -> bool:
    """Whether four corners are those of a rectangle."""
    across, below = sides_of(corners)
    longest = max(float(np.hypot(*across)), float(np.hypot(*below)))
    gap = float(np.abs(corners[0] + across + below - corners[2]).max())
    return gap <= TOLERANCE * longest and abs(float(across @ below)) <= TOLERANCE * longest**2


def angle_of(corners: NDArray[np.float64]) -> tuple[float, float, float]:
    """Width, height and degrees clockwise of a rectangle by its corners."""
    across, below = sides_of(corners)
    degrees = math.degrees(math.atan2(across[1], across[0])) % 360
    return float(np.hypot(*across)), float(np.hypot(*below)), degrees
