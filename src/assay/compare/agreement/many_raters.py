"""Agreement of any number of raters, some of whom may not have rated some units.

All four coefficients share the observed agreement and differ in what they expect by chance. Their standard errors are Gwet's (2014), by
linearisation over units, so that every unit counts as drawn from a large population of them.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.coefficient import NO_VARIATION, NOT_RATED_TWICE, Coefficient, undefined
from assay.compare.agreement.ratings import MISSING, Ratings
from assay.compare.agreement.weights import identity
from assay.compare.estimates.beta import student_quantile
from assay.compare.estimates.binomial import CONFIDENCE, Interval

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def gwet_ac(counts: Counts, weights: Floats | None = None) -> Coefficient:
    """Gwet's AC1, AC2 with weights: steady where one category is rare and κ collapses (Gwet 2008; vectors/gwet_ac1_ac2.json).

    counts: (n, q) raters by unit and category of the whole scale.
    """
    counts, weights = _rated(counts, weights)
    q = counts.shape[1]
    if q < 2:
        return undefined("the scale has one category only")
    shares = _shares(counts)
    scale = weights.sum() / (q * (q - 1))
    mean = shares.mean(axis=0) if len(shares) else np.zeros(q)
    return _coefficient(counts, weights, float(scale * (mean * (1 - mean)).sum()), scale * shares @ (1 - mean))


def fleiss_kappa(counts: Counts, weights: Floats | None = None) -> Coefficient:
    """Fleiss' κ, Scott's π for two raters (Fleiss 1971; vectors/kappa_cohen_fleiss.json, gwet_ac1_ac2.json)."""
    counts, weights = _rated(counts, weights)
    shares = _shares(counts)
    mean = shares.mean(axis=0) if len(shares) else np.zeros(counts.shape[1])
    return _coefficient(counts, weights, float(mean @ weights @ mean), shares @ _both_ways(weights) @ mean)


def brennan_prediger(counts: Counts, weights: Floats | None = None) -> Coefficient:
    """Chance as if all categories were alike: S, Randolph's free-marginal κ (Brennan and Prediger 1981; vectors/gwet_ac1_ac2.json)."""
    counts, weights = _rated(counts, weights)
    if counts.shape[1] < 2:
        return undefined("the scale has one category only")
    expected = float(weights.mean())
    return _coefficient(counts, weights, expected, np.full(len(counts), expected))


def conger_kappa(ratings: Ratings, weights: Floats | None = None) -> Coefficient:
    """Cohen's κ for any number of raters, each with habits of their own (Conger 1980; vectors/gwet_ac1_ac2.json)."""
    category = ratings.category[(ratings.category != MISSING).any(axis=1)]
    category = category[:, (category != MISSING).any(axis=0)]
    counts, weights = _rated(ratings.counts, weights)
    raters = category.shape[1]
    if raters < 2:
        return undefined(NOT_RATED_TWICE)
    chosen = (category[:, :, None] == np.arange(counts.shape[1])).astype(float)
    given = (category != MISSING).astype(float)
    habits = chosen.sum(axis=0) / given.sum(axis=0)[:, None]
    others = habits.sum(axis=0) - habits
    pairs = raters * (raters - 1)
    expected = float(np.einsum("gk,kl,gl->", habits, weights, others)) / pairs
    # how far each unit pulls each rater's habits, and with them what is expected
    pull = len(category) / given.sum(axis=0)[None, :, None] * (chosen - given[:, :, None] * habits)
    by_unit = expected + np.einsum("igk,kl,gl->i", pull, _both_ways(weights), others) / pairs
    return _coefficient(counts, weights, expected, by_unit)


def unit_agreements(counts: Counts, weights: Floats | None = None) -> Floats:
    """(n,) the share of the pairs of raters that agree on each unit, 0 where there is no pair: Fleiss' P (vectors/kappa_cohen_fleiss.json)."""
    weights = identity(counts.shape[1]) if weights is None else weights
    raters = counts.sum(axis=1)
    hits = (counts * (counts @ weights.T - 1)).sum(axis=1)
    return hits / np.maximum(raters * (raters - 1), 1)


def observed_agreement(counts: Counts, weights: Floats | None = None) -> float | None:
    """The mean of `unit_agreements` over the units that two or more rated: raw agreement; None without such a unit."""
    twice = counts[counts.sum(axis=1) > 1]
    return float(unit_agreements(twice, weights).mean()) if len(twice) else None


def bounded(value: float, error: float, units: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Student’s interval of a coefficient over so many units, never above 1; None with fewer than two. Few units can put a value below −1."""
    if units < 2:
        return None
    half = student_quantile((1 + confidence) / 2, units - 1) * error
    return value - half, min(value + half, 1.0)


def _rated(counts: Counts, weights: Floats | None) -> tuple[Counts, Floats]:
    return counts[counts.sum(axis=1) > 0], identity(counts.shape[1]) if weights is None else weights


def _shares(counts: Counts) -> Floats:
    return counts / counts.sum(axis=1, keepdims=True)


def _both_ways(weights: Floats) -> Floats:
    return (weights + weights.T) / 2


def _coefficient(counts: Counts, weights: Floats, expected: float, expected_by_unit: Floats) -> Coefficient:
    """The coefficient and its error; `expected_by_unit` has `expected` as its mean."""
    twice = counts.sum(axis=1) > 1
    observed = observed_agreement(counts, weights)
    if observed is None:
        return undefined(NOT_RATED_TWICE)
    if expected >= 1 - 1e-12:
        return undefined(NO_VARIATION, observed, expected)
    value = (observed - expected) / (1 - expected)
    n = len(counts)
    by_unit = n / twice.sum() * (unit_agreements(counts, weights) - expected * twice) / (1 - expected)
    pulled = by_unit - 2 * (1 - value) * (expected_by_unit - expected) / (1 - expected)
    error = sqrt(float(((pulled - value) ** 2).sum()) / (n * (n - 1))) if n > 1 else None
    interval = None if error is None else bounded(value, error, n)
    return Coefficient(value=value, observed=observed, expected=expected, error=error, interval=interval)
