"""Intervals of a ratio of counts, by resampling images: objects of one image are not independent of each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from assay.compare.estimates.binomial import CONFIDENCE, Interval, clopper_pearson, lower_bound

REPLICATES = 2_000
SEED = 12345

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Ratio = Callable[[NDArray], Floats]
"""(…, k) summed counts to (…) ratios, NaN for 0 / 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrapped:
    """A ratio over all images, with its interval over resampled images.

    error: standard deviation over the replicates. percentile, corrected (BCa): intervals. least: one-sided lower bound. All of them None when there is nothing to say,
    and `reason` tells why.
    """

    value: float | None
    error: float | None = None
    percentile: Interval | None = None
    corrected: Interval | None = None
    least: float | None = None
    reason: str = ""


def f1(counts: NDArray) -> Floats:
    """F1 of (…, 3 or more) tp, fp, fn."""
    return _ratio(2 * counts[..., 0], 2 * counts[..., 0] + counts[..., 1] + counts[..., 2])


def jaccard(counts: NDArray) -> Floats:
    """Jaccard accuracy of (…, 3 or more) tp, fp, fn."""
    return _ratio(counts[..., 0], counts[..., :3].sum(axis=-1))


def mean_iou(sums: NDArray) -> Floats:
    """The mean IoU of (…, 4) tp, fp, fn and the sum of the IoU of the pairs."""
    return _ratio(sums[..., 3], sums[..., 0])


def share(counts: Counts) -> Floats:
    """Part / whole of (…, 2) part, whole."""
    return _ratio(counts[..., 0], counts[..., 1])


def bootstrapped(
    per_image: Counts, ratio: Ratio, *, replicates: int = REPLICATES, seed: int = SEED, confidence: float = CONFIDENCE
) -> Bootstrapped:
    """A ratio of counts with cluster-bootstrap intervals (Efron and Tibshirani 1993; vectors/bootstrap_images.json).

    per_image: (n, k) counts of each image. Images are drawn with replacement by numpy's PCG64 from the seed, n at a time.
    """
    drawn = replicate_values(per_image, ratio, replicates=replicates, seed=seed) if len(per_image) > 1 else np.zeros(0)
    return summed_up(per_image, ratio, drawn, confidence)


def summed_up(per_image: NDArray, ratio: Ratio, drawn: Floats, confidence: float = CONFIDENCE) -> Bootstrapped:
    """What resamples say of a ratio. per_image: (n, k) sums of the images it was counted on. drawn: its value in each resample, NaN for none."""
    value = _known(float(ratio(per_image.sum(axis=0))))
    if value is None:
        return Bootstrapped(value=None, reason="nothing to count")
    images = int((~np.isnan(ratio(per_image))).sum())  # those without anything to count say nothing
    if images < 2:
        return Bootstrapped(value=value, reason="one image has no interval")
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn) or np.ptp(drawn) == 0:
        return _collapsed(value, images, confidence)
    tail = (1 - confidence) / 2
    return Bootstrapped(
        value=value,
        error=float(drawn.std(ddof=1)),
        percentile=_quantiles(drawn, tail, 1 - tail),
        least=float(np.quantile(drawn, 1 - confidence)),
        corrected=_corrected(drawn, value, jackknife(per_image, ratio), confidence),
    )


def replicate_values(per_image: Counts, ratio: Ratio, *, replicates: int, seed: int) -> Floats:
    """(replicates,) the ratio of each resample, NaN where it has none."""
    counts = per_image.astype(np.float64)  # exact for counts, and multiplied much faster than integers
    return ratio(np.array([one @ counts for one in drawn_images(len(per_image), replicates, seed)]))


def drawn_images(n: int, replicates: int, seed: int) -> Iterator[Counts]:
    """(n,) how often each image is drawn, for each resample."""
    random = np.random.Generator(np.random.PCG64(seed))
    return (np.bincount(random.integers(0, n, n), minlength=n) for _ in range(replicates))


def jackknife(per_image: Counts, ratio: Ratio) -> Floats:
    """(n,) the ratio without each image in turn."""
    return ratio(per_image.sum(axis=0) - per_image)


def _collapsed(value: float, images: int, confidence: float) -> Bootstrapped:
    """All replicates are alike, as with no fault at all: resampling says nothing, so images that are right are counted exactly."""
    certain = value in (0.0, 1.0)
    interval = clopper_pearson(round(value * images), images, confidence) if certain else None
    least = lower_bound(round(value * images), images, confidence) if certain else None
    why = "all resamples are alike; exact interval over images" if interval else "all resamples are alike"
    return Bootstrapped(value=value, error=0.0, percentile=interval, corrected=interval, least=least, reason=why)


def _corrected(drawn: Floats, value: float, left_out: Floats, confidence: float) -> Interval | None:
    """The bias-corrected and accelerated interval (Efron 1987)."""
    normal = NormalDist()
    below = float((drawn < value).mean())
    if not 0 < below < 1:
        return None
    bias, acceleration = normal.inv_cdf(below), _acceleration(left_out[~np.isnan(left_out)])
    ends = []
    for probability in ((1 - confidence) / 2, (1 + confidence) / 2):
        z = bias + normal.inv_cdf(probability)
        ends.append(normal.cdf(bias + z / (1 - acceleration * z)))
    return _quantiles(drawn, *ends)


def _acceleration(left_out: Floats) -> float:
    apart = left_out.mean() - left_out
    spread = float((apart**2).sum()) ** 1.5
    return float((apart**3).sum()) / (6 * spread) if spread else 0.0


def _quantiles(drawn: Floats, low: float, high: float) -> Interval:
    ends = np.quantile(drawn, [low, high])
    return float(ends[0]), float(ends[1])


def _ratio(part: NDArray, whole: NDArray) -> Floats:
    return np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
