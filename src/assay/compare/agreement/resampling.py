"""Intervals of many coefficients at once, by resampling images: the units of one image are not independent of each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.additive import Additive
from assay.compare.estimates.binomial import CONFIDENCE, Interval
from assay.compare.estimates.bootstrap import REPLICATES, SEED

AT_A_TIME = 100
"""Replicates that are drawn together; in between work can be cancelled."""

ONE_IMAGE, ALIKE = "one image only", "all resamples alike"


@dataclass(frozen=True, slots=True)
class Spread:
    """The interval of a coefficient over resampled images; None where there is none, and `reason` says why."""

    interval: Interval | None
    reason: str = ""


def spreads_in_steps(
    coefficients: Sequence[Additive], *, replicates: int = REPLICATES, seed: int = SEED, confidence: float = CONFIDENCE
) -> Iterator[tuple[int, int] | list[Spread]]:
    """The percentile interval of each coefficient, yielding (replicates done, replicates) and at last the result.

    All are counted on the same draws, those of `bootstrapped` with the same seed (Efron and Tibshirani 1993; vectors/bootstrap_images.json).
    """
    images = len(coefficients[0].parts) if coefficients else 0
    if images < 2:
        yield [Spread(None, ONE_IMAGE)] * len(coefficients)
        return
    parts = np.concatenate([one.parts for one in coefficients], axis=1)
    first = np.cumsum([0, *(one.parts.shape[1] for one in coefficients)])
    random = np.random.Generator(np.random.PCG64(seed))
    drawn: list[list[NDArray[np.float64]]] = [[] for _ in coefficients]
    for done in range(0, replicates, AT_A_TIME):
        yield done, replicates
        sums = _times(random, images, min(AT_A_TIME, replicates - done)) @ parts
        for place, one in enumerate(coefficients):
            drawn[place].append(one.formula(sums[:, first[place] : first[place + 1]]))
    found = zip(coefficients, map(np.concatenate, drawn), strict=True)
    yield [_spread(one, values, confidence) for one, values in found]


def _times(random: np.random.Generator, images: int, replicates: int) -> NDArray[np.float64]:
    """(replicates, images) how often each image is drawn."""
    drawn = [np.bincount(random.integers(0, images, images), minlength=images) for _ in range(replicates)]
    return np.array(drawn, np.float64)


def _spread(one: Additive, drawn: NDArray[np.float64], confidence: float) -> Spread:
    known = drawn[~np.isnan(drawn)]
    if one.images < 2:
        return Spread(None, ONE_IMAGE)
    if not len(known) or np.ptp(known) < 1e-12:
        return Spread(None, ALIKE)
    low, high = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Spread((float(low), float(high)))
