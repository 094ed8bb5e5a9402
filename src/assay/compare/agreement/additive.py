"""Coefficients of agreement as formulas over sums of what each image adds, so that images can be resampled by the thousand."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.many_raters import unit_agreements
from assay.compare.agreement.ratings import MISSING, Ratings

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
NO_CHANCE = 1e-12
"""Where less than this is left beside what chance explains, a coefficient has no value."""


@dataclass(frozen=True, slots=True)
class Additive:
    """One coefficient. parts: (m, k) what each image adds. formula: (…, k) sums to (…) values, NaN where there is none."""

    parts: Floats
    formula: Callable[[Floats], Floats]

    @property
    def images(self) -> int:
        """How many images add anything."""
        return int(self.parts.any(axis=1).sum())


def raw_agreement(ratings: Ratings, image: Rows, images: int) -> Additive:
    """The mean share of agreeing pairs of raters. image: (n,) the place of each unit's image among so many."""
    counts = ratings.counts
    twice = (counts.sum(axis=1) > 1).astype(float)
    return Additive(by_image(np.column_stack([unit_agreements(counts), twice]), image, images), share)


def ac1(ratings: Ratings, image: Rows, images: int) -> Additive:
    """Gwet's AC1, by the formula of `gwet_ac`."""
    return Additive(_agreement_and_shares(ratings, image, images), lambda sums: _corrected(sums, _gwet_chance))


def fleiss(ratings: Ratings, image: Rows, images: int) -> Additive:
    """Fleiss' κ, by the formula of `fleiss_kappa`."""
    return Additive(_agreement_and_shares(ratings, image, images), lambda sums: _corrected(sums, _fleiss_chance))


def cohen(ratings: Ratings, image: Rows, images: int) -> Additive:
    """Cohen's κ of two raters, by the formula of `cohen_kappa`."""
    q = len(ratings.values)
    first, second = ratings.category.T
    both = (first != MISSING) & (second != MISSING)
    hot = [both[:, None] & (one[:, None] == np.arange(q)) for one in (first, second)]
    units = np.column_stack([both, both & (first == second), *hot]).astype(float)

    def formula(sums: Floats) -> Floats:
        n = sums[..., 0]
        chance = (sums[..., 2 : 2 + q] * sums[..., 2 + q :]).sum(axis=-1)
        return beyond(ratio(sums[..., 1], n), ratio(chance, n**2))

    return Additive(by_image(units, image, images), formula)


def alpha(ratings: Ratings, image: Rows, images: int) -> Additive:
    """Krippendorff's nominal α: 1 − (N − 1)(N − Σ o_cc) / (N² − Σ n_c²) over pairable ratings."""
    counts = ratings.counts * (ratings.counts.sum(axis=1) > 1)[:, None]
    others = np.maximum(counts.sum(axis=1) - 1, 1)
    same = (counts * (counts - 1)).sum(axis=1) / others
    return Additive(by_image(np.column_stack([same, counts]), image, images), _nominal_alpha)


def ordinal_alpha(ratings: Ratings, image: Rows, images: int) -> Additive:
    """Krippendorff's ordinal α from coincidences, by the formula of `krippendorff_alpha`. k is the scale's length squared."""
    q = len(ratings.values)
    counts = ratings.counts
    weight = 1 / np.maximum(counts.sum(axis=1) - 1, 1)
    met = np.zeros(images * q * q)
    for a in range(ratings.raters):
        for b in range(ratings.raters):
            first, second = ratings.category[:, a], ratings.category[:, b]
            both = (first != MISSING) & (second != MISSING) & (a != b)
            place = (image[both] * q + first[both]) * q + second[both]
            met += np.bincount(place, weights=weight[both], minlength=len(met))
    return Additive(met.reshape(images, q * q), lambda sums: _ordinal_alpha(sums.reshape(*sums.shape[:-1], q, q)))


def doubled_share(part: Rows, whole: Rows) -> Additive:
    """2 · part / whole over images, as pairwise F1 is. part, whole: (m,)."""
    return Additive(np.column_stack([2 * part, whole]).astype(float), share)


def by_image(units: Floats, image: Rows, images: int) -> Floats:
    """(m, k) sums of (n, k) over each image's units."""
    columns = [np.bincount(image, weights=column, minlength=images) for column in units.T]
    return np.array(columns, np.float64).reshape(-1, images).T


def share(sums: Floats) -> Floats:
    """Part / whole of (…, 2)."""
    return ratio(sums[..., 0], sums[..., 1])


def ratio(part: Floats, whole: Floats) -> Floats:
    """Part / whole, NaN for nothing."""
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)


def beyond(observed: Floats, expected: Floats) -> Floats:
    """(observed − expected) / (1 − expected)."""
    return ratio(observed - expected, np.where(1 - expected > NO_CHANCE, 1 - expected, 0.0))


def _agreement_and_shares(ratings: Ratings, image: Rows, images: int) -> Floats:
    """Sums of agreement, of units rated twice and once, and of the share of each category."""
    counts = ratings.counts
    raters = counts.sum(axis=1)
    shares = counts / np.maximum(raters, 1)[:, None]
    return by_image(np.column_stack([unit_agreements(counts), raters > 1, raters > 0, shares]), image, images)


def _corrected(sums: Floats, chance: Callable[[Floats], Floats]) -> Floats:
    mean = ratio(sums[..., 3:], np.broadcast_to(sums[..., 2:3], sums[..., 3:].shape))
    return beyond(ratio(sums[..., 0], sums[..., 1]), chance(mean))


def _gwet_chance(mean: Floats) -> Floats:
    return (mean * (1 - mean)).sum(axis=-1) / max(mean.shape[-1] - 1, 1)


def _fleiss_chance(mean: Floats) -> Floats:
    return (mean**2).sum(axis=-1)


def _nominal_alpha(sums: Floats) -> Floats:
    total = sums[..., 1:].sum(axis=-1)
    apart = (total - 1) * (total - sums[..., 0])
    return 1 - ratio(apart, np.maximum(total**2 - (sums[..., 1:] ** 2).sum(axis=-1), 0))


def _ordinal_alpha(met: Floats) -> Floats:
    given = met.sum(axis=-1)
    middle = np.cumsum(given, axis=-1) - given / 2
    apart = (middle[..., :, None] - middle[..., None, :]) ** 2
    total = given.sum(axis=-1)
    expected = (given[..., :, None] * given[..., None, :] * apart).sum(axis=(-2, -1))
    return 1 - ratio((total - 1) * (met * apart).sum(axis=(-2, -1)), expected)
