"""What a sample without replacement says of the rest of a lot of known size."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, fsum, lgamma

from assay.compare.estimates.binomial import CONFIDENCE, Interval


@dataclass(frozen=True, slots=True)
class LotInterval:
    """The least and the greatest number of defectives in a lot that a sample still allows, and the same as shares of the lot."""

    fewest: int
    most: int
    share: Interval


def finite_lot(part: int, whole: int, lot: int, confidence: float = CONFIDENCE) -> LotInterval | None:
    """The exact interval for `part` defectives in a sample of `whole` from a lot; None without a sample.

    The defectives M of the lot for which neither P(X ≥ part) nor P(X ≤ part) falls to half of what confidence leaves
    (Buonaccorsi 1987; Wright 1991; vectors/proportion_intervals.json).
    """
    if not whole:
        return None
    tail = (1 - confidence) / 2
    least, greatest = part, lot - whole + part
    fewest = _first(least, greatest, lambda defective: tail_from(part, whole, defective, lot) > tail)
    most = _first(fewest, greatest + 1, lambda defective: tail_to(part, whole, defective, lot) <= tail) - 1
    return LotInterval(fewest, most, (fewest / lot, most / lot))


def tail_to(part: int, whole: int, defective: int, lot: int) -> float:
    """P(X ≤ part) of the hypergeometric distribution: defectives in a sample of `whole` from a lot that has so many."""
    return _sum(range(max(0, whole - (lot - defective)), part + 1), whole, defective, lot)


def tail_from(part: int, whole: int, defective: int, lot: int) -> float:
    """P(X ≥ part) of the same distribution."""
    return _sum(range(part, min(whole, defective) + 1), whole, defective, lot)


def _sum(parts: range, whole: int, defective: int, lot: int) -> float:
    every = _log_ways(lot, whole)
    return fsum(
        exp(_log_ways(defective, part) + _log_ways(lot - defective, whole - part) - every)
        for part in parts
        if 0 <= part <= defective and 0 <= whole - part <= lot - defective
    )


def _log_ways(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first number from low on for which something holds that holds ever after; high when it holds for none before."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
