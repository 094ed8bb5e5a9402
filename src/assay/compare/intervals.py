"""Confidence intervals of a proportion: how far a share counted on a sample may lie from the true one."""

from collections.abc import Callable
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

Interval = tuple[float, float]

CONFIDENCE = 0.95

_STEPS = 200
_TINY = 1e-300
_EXACT = 1e-15


def wilson(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Wilson's score interval of part / whole, the one to display; None when whole is 0 (Wilson 1927; Newcombe 1998, method 3)."""
    if not whole:
        return None
    z = _normal_quantile(confidence)
    share = part / whole
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    # rounding must not move an end past what is possible
    low = 0.0 if part == 0 else (middle - half) / scale
    high = 1.0 if part == whole else (middle + half) / scale
    return low, high


def clopper_pearson(part: int, whole: int, confidence: float = CONFIDENCE) -> Interval | None:
    """The exact interval of part / whole, for when a guarantee is quoted; None when whole is 0 (Clopper and Pearson 1934)."""
    if not whole:
        return None
    tail = (1 - confidence) / 2
    low = 0.0 if part == 0 else beta_quantile(tail, part, whole - part + 1)
    high = 1.0 if part == whole else beta_quantile(1 - tail, part + 1, whole - part)
    return low, high


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The x at which the regularised incomplete beta function of a and b is this probability."""
    return _bisected(lambda x: incomplete_beta(x, a, b) < probability)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), 0 to 1 (Abramowitz and Stegun 26.5.8)."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front * _continued_fraction(x, a, b) / a


def _continued_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function by Lentz's method (Thompson and Barnett 1986)."""
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _bisected(lies_above: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if lies_above(middle) else (low, middle)
    return (low + high) / 2


def _normal_quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
