"""The beta distribution, which exact intervals are made of; proven against scipy, which is too large to ship for two functions."""

from collections.abc import Callable
from functools import cache
from math import exp, lgamma, log, log1p, sqrt

_STEPS = 200
_TINY = 1e-300
_EXACT = 1e-15


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
        if not low < middle < high:
            break
        low, high = (middle, high) if lies_above(middle) else (low, middle)
    return (low + high) / 2


@cache
def student_quantile(probability: float, freedom: float) -> float:
    """The t at which Student's distribution with so many degrees of freedom has this probability, more than ½ (Abramowitz and Stegun 26.7.1)."""
    x = beta_quantile(2 * (1 - probability), freedom / 2, 0.5)
    return sqrt(freedom * (1 - x) / x)


def student_tails(t: float, freedom: float) -> float:
    """The probability of a value at least as far from 0 as t, on either side."""
    return incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)
