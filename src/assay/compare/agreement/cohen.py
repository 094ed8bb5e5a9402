"""Cohen's κ of two raters, plain and weighted."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.compare.agreement.coefficient import NO_VARIATION, NOT_RATED_TWICE, Coefficient, undefined
from assay.compare.agreement.weights import identity
from assay.compare.estimates.binomial import CONFIDENCE, normal_quantile

Floats = NDArray[np.float64]


def cohen_kappa(table: ArrayLike, weights: Floats | None = None, confidence: float = CONFIDENCE) -> Coefficient:
    """κ with its large-sample error and normal interval (Cohen 1960, 1968; Fleiss, Cohen and Everitt 1969; vectors/kappa_cohen_fleiss.json).

    table: (q, q) units, first rater by row, over the whole declared scale. weights: (q, q) from `weights`; the same category only when None.
    """
    counts = np.asarray(table, np.float64)
    total = counts.sum()
    if not total:
        return undefined(NOT_RATED_TWICE)
    weights = identity(len(counts)) if weights is None else weights
    shares, chance = counts / total, _chance(counts / total)
    observed, expected = float((weights * shares).sum()), float((weights * chance).sum())
    if expected >= 1 - 1e-12:
        return undefined(NO_VARIATION, observed, expected)
    value = (observed - expected) / (1 - expected)
    lean = _lean(shares, weights)
    spread = float((shares * (weights - lean * (1 - value)) ** 2).sum()) - (value - expected * (1 - value)) ** 2
    error = sqrt(max(spread, 0.0) / total) / (1 - expected)
    half = normal_quantile(confidence) * error
    interval = value - half, value + half
    return Coefficient(value=value, observed=observed, expected=expected, error=error, interval=interval)


@dataclass(frozen=True, slots=True)
class ChanceTest:
    """The test of κ against 0. error: κ's standard error if there were only chance; z = κ / error; two_sided: its probability."""

    error: float
    z: float
    two_sided: float


def against_chance(table: ArrayLike, weights: Floats | None = None) -> ChanceTest | None:
    """Whether two raters agree more than chance has it (Fleiss, Cohen and Everitt 1969); None where κ has no value."""
    counts = np.asarray(table, np.float64)
    kappa = cohen_kappa(counts, weights)
    if kappa.value is None or kappa.expected is None:
        return None
    weights = identity(len(counts)) if weights is None else weights
    shares = counts / counts.sum()
    spread = float((_chance(shares) * (weights - _lean(shares, weights)) ** 2).sum()) - kappa.expected**2
    error = sqrt(max(spread, 0.0) / counts.sum()) / (1 - kappa.expected)
    if not error:
        return None
    z = kappa.value / error
    return ChanceTest(error, z, erfc(abs(z) / sqrt(2)))


def greatest_kappa(table: ArrayLike) -> float | None:
    """The κ that raters with such marginals could reach at best; None where κ has no value."""
    counts = np.asarray(table, np.float64)
    if not counts.sum():
        return None
    shares = counts / counts.sum()
    expected = float(np.trace(_chance(shares)))
    best = float(np.minimum(shares.sum(axis=1), shares.sum(axis=0)).sum())
    return None if expected >= 1 - 1e-12 else (best - expected) / (1 - expected)


def _chance(shares: Floats) -> Floats:
    return np.outer(shares.sum(axis=1), shares.sum(axis=0))


def _lean(shares: Floats, weights: Floats) -> Floats:
    """(q, q) the mean weight of each row plus that of each column, over what the other rater says."""
    by_row = weights @ shares.sum(axis=0)
    by_column = weights.T @ shares.sum(axis=1)
    return by_row[:, None] + by_column[None]
