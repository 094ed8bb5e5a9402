"""Confidence intervals of a proportion: how far a share counted on a sample may lie from the true one.

Each is the interval of part / whole, within 0 and 1, and None when whole is 0. Which is which: Brown, Cai and DasGupta 2001.
"""

from math import sqrt
from statistics import NormalDist

from assay.compare.estimates.beta import beta_quantile

Interval = tuple[float, float]

CONFIDENCE = 0.95


def wald(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The textbook's normal interval, only to be compared with: far too narrow near 0 and 1 (vectors/proportion_intervals.json)."""
    if not whole:
        return None
    share = part / whole
    half = normal_quantile(confidence) * sqrt(share * (1 - share) / whole)
    return _within(share - half, share + half)


def wilson(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's score interval, the one to display (Wilson 1927; Newcombe 1998, method 3; vectors/proportion_intervals.json)."""
    if not whole:
        return None
    z = normal_quantile(confidence)
    share = part / whole
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    # rounding must not move an end past what is possible
    low = 0.0 if part == 0 else (middle - half) / scale
    high = 1.0 if part == whole else (middle + half) / scale
    return low, high


def wilson_corrected(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's interval with a continuity correction (Newcombe 1998, method 4; vectors/proportion_intervals.json)."""
    if not whole:
        return None
    z = normal_quantile(confidence)
    share, other = part / whole, 1 - part / whole
    middle, scale = 2 * part + z * z, 2 * (whole + z * z)
    below = z * sqrt(z * z - 2 - 1 / whole + 4 * share * (whole * other + 1))
    above = z * sqrt(z * z + 2 - 1 / whole + 4 * share * (whole * other - 1))
    low = 0.0 if part == 0 else (middle - 1 - below) / scale
    high = 1.0 if part == whole else (middle + 1 + above) / scale
    return _within(low, high)


def agresti_coull(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The normal interval after z² / 2 hits and as many misses are added (Agresti and Coull 1998; vectors/proportion_intervals.json)."""
    if not whole:
        return None
    z = normal_quantile(confidence)
    size = whole + z * z
    share = (part + z * z / 2) / size
    half = z * sqrt(share * (1 - share) / size)
    return _within(share - half, share + half)


def clopper_pearson(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The exact interval, for when a guarantee is quoted (Clopper and Pearson 1934; vectors/proportion_intervals.json)."""
    if not whole:
        return None
    tail = (1 - confidence) / 2
    low = 0.0 if part == 0 else beta_quantile(tail, part, whole - part + 1)
    high = 1.0 if part == whole else beta_quantile(1 - tail, part + 1, whole - part)
    return low, high


def jeffreys(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The Bayesian interval after Jeffreys' prior Beta(½, ½), not clipped at 0 and 1 (as statsmodels; vectors/proportion_intervals.json)."""
    if not whole:
        return None
    tail = (1 - confidence) / 2
    a, b = part + 0.5, whole - part + 0.5
    return beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)


def upper_bound(part: int, whole: int, confidence: float = CONFIDENCE) -> float | None:
    """What the true share does not exceed, one-sided and exact: 0 faults in 59 show at most 5 % (vectors/proportion_intervals.json)."""
    if not whole:
        return None
    return 1.0 if part == whole else beta_quantile(confidence, part + 1, whole - part)


def lower_bound(part: int, whole: int, confidence: float = CONFIDENCE) -> float | None:
    """What the true share does not fall short of, one-sided and exact; None when whole is 0."""
    above = upper_bound(whole - part, whole, confidence)
    return None if above is None else 1 - above


def difference(first: tuple[int, int], second: tuple[int, int], confidence: float = CONFIDENCE) -> Interval | None:
    """Newcombe's score interval of first − second, each (part, whole) (Newcombe 1998b, method 10; vectors/proportion_intervals.json)."""
    one, two = wilson(*first, confidence), wilson(*second, confidence)
    if one is None or two is None:
        return None
    p, q = first[0] / first[1], second[0] / second[1]
    below = sqrt((p - one[0]) ** 2 + (two[1] - q) ** 2)
    above = sqrt((one[1] - p) ** 2 + (q - two[0]) ** 2)
    return p - q - below, p - q + above


def normal_quantile(confidence: float) -> float:
    """How many standard deviations reach so far on both sides: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _within(low: float, high: float) -> Interval:
    return max(low, 0.0), min(high, 1.0)
