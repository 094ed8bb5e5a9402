"""How well two open lines follow one another."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = np.linspace(0, 1, 33)
"""Places along a line, as shares of its length, at which it is looked at besides its corners."""


def line_similarities(a: Floats, b: Floats, *, spread: float) -> tuple[float, float]:
    """How alike two lines are, from 0 to 1: drawn in the same direction, and drawn in opposite directions.

    a, b: (k, 2) and (m, 2) points. spread: pixels; at this distance everywhere the similarity is exp(−1/2). Points at the same share of both lengths are
    compared, the corners of both lines among them, by exp(−d² / (2 spread²)), and averaged along the line. That is the measure of CVAT's
    quality control (its line matcher, OKS-like) but for the weights, which here do not depend on how many points a line was drawn with.
    """
    return _along(a, b, spread), _along(a, b[::-1], spread)


def _along(a: Floats, b: Floats, spread: float) -> float:
    of_a, of_b = shares_of_length(a), shares_of_length(b)
    places = np.unique(np.concatenate([of_a, of_b, STEPS]))
    distance = ((_at(a, of_a, places) - _at(b, of_b, places)) ** 2).sum(axis=1)
    return float(np.trapezoid(np.exp(-distance / (2 * spread**2)), places))


def shares_of_length(line: Floats) -> Floats:
    """(k,) how far along the line each point is, from 0 to 1; evenly spread where the line has no length."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    before = np.concatenate([[0.0], np.cumsum(steps)])
    return before / before[-1] if before[-1] > 0 else np.linspace(0, 1, len(line))


def _at(line: Floats, shares: Floats, places: Floats) -> Floats:
    return np.stack([np.interp(places, shares, line[:, axis]) for axis in (0, 1)], axis=1)
