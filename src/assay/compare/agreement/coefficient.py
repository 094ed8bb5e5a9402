"""A chance-corrected coefficient of agreement."""

from dataclasses import dataclass

from assay.compare.estimates.binomial import Interval

NO_VARIATION = "no variation: everything is in one category"
NOT_RATED_TWICE = "no unit has two ratings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """(observed − expected) / (1 − expected). error: its standard error. A value is None where it is not defined, and `reason` says why."""

    value: float | None
    observed: float | None
    expected: float | None
    error: float | None = None
    interval: Interval | None = None
    reason: str = ""


def undefined(reason: str, observed: float | None = None, expected: float | None = None) -> Coefficient:
    """A coefficient that has no value."""
    return Coefficient(value=None, observed=observed, expected=expected, reason=reason)
