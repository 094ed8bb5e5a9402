"""Krippendorff's α: any number of raters, any scale, missing data."""

from collections.abc import Callable
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.coefficient import NO_VARIATION, NOT_RATED_TWICE, Coefficient, undefined
from assay.compare.agreement.many_raters import bounded
from assay.compare.agreement.ratings import Ratings

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Distance = Callable[[Floats, Floats], Floats]
"""(q,) values and (q,) how often each was given among pairable ratings, to (q, q) squared distances."""


def nominal(values: Floats, given: Floats) -> Floats:
    """Different is different."""
    del values
    return 1 - np.eye(len(given))


def ordinal(values: Floats, given: Floats) -> Floats:
    """Ranks apart: (Σ n from a to b − (n_a + n_b) / 2)²."""
    del values
    middle = np.cumsum(given) - given / 2
    return (middle[:, None] - middle[None]) ** 2


def interval(values: Floats, given: Floats) -> Floats:
    """(a − b)²."""
    del given
    return (values[:, None] - values[None]) ** 2


def ratio(values: Floats, given: Floats) -> Floats:
    """((a − b) / (a + b))², 0 for two zeros."""
    del given
    total = values[:, None] + values[None]
    apart = values[:, None] - values[None]
    return np.divide(apart, total, out=np.zeros_like(apart), where=total != 0) ** 2


def krippendorff_alpha(ratings: Ratings, distance: Distance = nominal) -> Coefficient:
    """α = 1 − D_o / D_e over units with two ratings or more (Krippendorff 2011; vectors/krippendorff_alpha.json).

    The standard error is that of irrCAC (Gwet 2014, chapter 2; vectors/gwet_ac1_ac2.json). None where all ratings are of one category: others
    give 1 there, which flatters means.
    """
    counts = _pairable(ratings.counts)
    if not len(counts):
        return undefined(NOT_RATED_TWICE)
    given = counts.sum(axis=0).astype(float)
    if (given > 0).sum() < 2:
        return undefined(NO_VARIATION, 1.0, 1.0)
    values = (
        np.array(ratings.values, np.float64) if distance in (interval, ratio) else np.arange(len(given), dtype=float)
    )
    apart = distance(values, given)
    return _weighted_alpha(counts, 1 - apart / apart[np.ix_(given > 0, given > 0)].max())


def coincidences(ratings: Ratings) -> Floats:
    """(q, q) how often two categories met in one unit, each unit weighing as many as it has ratings."""
    counts = _pairable(ratings.counts)
    weight = 1 / (counts.sum(axis=1) - 1)
    met = np.einsum("ik,il,i->kl", counts, counts, weight)
    return met - np.diag((counts * weight[:, None]).sum(axis=0))


def _pairable(counts: Counts) -> Counts:
    return counts[counts.sum(axis=1) > 1]


def _weighted_alpha(counts: Counts, weights: Floats) -> Coefficient:
    """α from agreement weights. The small-sample term makes chance draw two different ratings, as Krippendorff has it."""
    raters = counts.sum(axis=1)
    mean_raters, rest = raters.mean(), 1 - 1 / raters.sum()
    hits = (counts * (counts @ weights.T - 1)).sum(axis=1) / (mean_raters * (raters - 1))
    shares = counts / mean_raters
    mean = shares.mean(axis=0)
    plain, expected = float(hits.mean()), float(mean @ weights @ mean)
    observed = float(rest * plain + 1 - rest)
    value = (observed - expected) / (1 - expected)
    # the error is that of α without the small-sample term, as irrCAC has it
    uncorrected = (plain - expected) / (1 - expected)
    surplus = (raters - mean_raters) / mean_raters
    by_unit = (hits - observed * surplus - expected) / (1 - expected)
    expected_by_unit = shares @ ((weights + weights.T) / 2) @ mean - expected * surplus
    pulled = by_unit - 2 * (1 - uncorrected) * (expected_by_unit - expected) / (1 - expected)
    n = len(counts)
    error = sqrt(float(((pulled - uncorrected) ** 2).sum()) / (n * (n - 1))) if n > 1 else None
    bounds = None if error is None else bounded(value, error, n)
    return Coefficient(value=value, observed=observed, expected=expected, error=error, interval=bounds)
