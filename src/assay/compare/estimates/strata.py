"""The share of defectives of a lot that was sampled stratum by stratum."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from assay.compare.estimates.binomial import CONFIDENCE, Interval, normal_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A part of the lot: its size, how many of it were looked at, how many of those are defective."""

    name: str
    lot: int
    sample: int
    defective: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StratifiedEstimate:
    """An estimate weighted by the sizes of the strata. pooled: what the raw counts would say, which is wrong when strata are sampled unequally.

    error, interval: None when a stratum has fewer than two looked at; value None when one has none, and `reason` says so.
    """

    value: float | None
    error: float | None
    interval: Interval | None
    pooled: float | None
    reason: str = ""


def stratified(strata: Sequence[Stratum], confidence: float = CONFIDENCE) -> StratifiedEstimate:
    """Σ W p with the variance Σ W² (1 − f) p (1 − p) / (n − 1) (Cochran 1977, 5.6; vectors/stratified_estimate.json)."""
    seen = sum(one.sample for one in strata)
    pooled = sum(one.defective for one in strata) / seen if seen else None
    empty = [one.name for one in strata if not one.sample]
    if empty or not strata:
        why = f"nothing was looked at in {', '.join(empty)}" if empty else "there is no stratum"
        return StratifiedEstimate(value=None, error=None, interval=None, pooled=pooled, reason=why)
    lot = sum(one.lot for one in strata)
    value = sum(one.lot / lot * one.defective / one.sample for one in strata)
    single = [one.name for one in strata if one.sample < 2 < one.lot]
    if single:
        why = f"one only was looked at in {', '.join(single)}"
        return StratifiedEstimate(value=value, error=None, interval=None, pooled=pooled, reason=why)
    error = sqrt(sum((one.lot / lot) ** 2 * _variance(one) for one in strata))
    half = normal_quantile(confidence) * error
    interval = max(value - half, 0.0), min(value + half, 1.0)
    return StratifiedEstimate(value=value, error=error, interval=interval, pooled=pooled)


def _variance(one: Stratum) -> float:
    share = one.defective / one.sample
    return (1 - one.sample / one.lot) * share * (1 - share) / max(one.sample - 1, 1)
