"""How much of an agreement two categories of a scale are: (q, q) matrices, 1 on the diagonal."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def identity(count: int) -> Floats:
    """Only the same category agrees."""
    return np.eye(count)


def linear(values: ArrayLike) -> Floats:
    """1 − |a − b| / range. values: (q,) the scale as numbers (Cicchetti and Allison 1971)."""
    apart = _apart(values)
    return 1 - apart / max(apart.max(initial=0), 1e-300)


def quadratic(values: ArrayLike) -> Floats:
    """1 − (a − b)² / range² (Fleiss and Cohen 1973)."""
    apart = _apart(values)
    return 1 - (apart / max(apart.max(initial=0), 1e-300)) ** 2


def ordinal(count: int) -> Floats:
    """1 − pairs of categories from one to the other / all pairs; only the order of the scale counts (Gwet 2014, chapter 3)."""
    steps = _apart(np.arange(count)) + 1
    pairs = steps * (steps - 1) / 2
    return 1 - pairs / max(pairs.max(initial=0), 1e-300)


def _apart(values: ArrayLike) -> Floats:
    numbers = np.asarray(values, np.float64)
    return np.abs(numbers[:, None] - numbers[None])
