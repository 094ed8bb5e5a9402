"""How much has to be looked at. Sizes are images or objects, whatever is drawn; `*_exact` before rounding up."""

from math import ceil, log, log1p

from assay.compare.estimates.binomial import CONFIDENCE, normal_quantile
from assay.compare.estimates.finite_lot import tail_to

_ROUNDING = 1e-9
"""A size this little above a whole number is that number."""


def for_margin(
    *,
    share: float,
    margin: float,
    confidence: float = CONFIDENCE,
    lot: int | None = None,
    chi_square: float | None = None,
) -> float:
    """The sample, before rounding up, that tells a share to ± margin: z² p (1 − p) / e², less in a small lot (Cochran 1977; vectors/sample_size.json).

    chi_square: taken instead of z² where a published table did so (Krejcie and Morgan 1970: 3.841).
    """
    z_square = normal_quantile(confidence) ** 2 if chi_square is None else chi_square
    infinite = z_square * share * (1 - share) / margin**2
    return infinite if lot is None else infinite / (1 + (infinite - 1) / lot)


def rounded_up(size: float) -> int:
    """The least whole sample that is large enough."""
    return ceil(size - _ROUNDING)


def without_defect(*, most: float, confidence: float = CONFIDENCE) -> int:
    """How many must be found without a single defect to show at most such a share: ln(1 − C) / ln(1 − p) (vectors/sample_size.json: discovery)."""
    return rounded_up(log(1 - confidence) / log1p(-most))


def without_defect_in_lot(*, lot: int, defective: int, confidence: float = CONFIDENCE) -> int:
    """The same for a lot of which at most so many may be defective: the least n with P(X = 0) ≤ 1 − C (vectors/sample_size.json: discovery_finite)."""
    low, high = 0, lot
    while low < high:
        middle = (low + high) // 2
        enough = tail_to(0, middle, defective, lot) <= 1 - confidence
        low, high = (low, middle) if enough else (middle + 1, high)
    return low


def design_effect(*, correlation: float, per_image: float) -> float:
    """By how much objects that share images weaken a sample: 1 + (m − 1) ρ (Kish 1965; vectors/sample_size.json: design_effect)."""
    return 1 + (per_image - 1) * correlation


def clustered(size: int, *, correlation: float, per_image: float) -> int:
    """How many objects in images say as much as `size` objects drawn one by one."""
    return rounded_up(size * design_effect(correlation=correlation, per_image=per_image))


def share_of(lot: int, share: float) -> int:
    """A pilot or gold sample given as a share of the lot, at least one (vectors/sample_size.json: pilot_rule; vectors/gold_honeypot.json: seeding)."""
    return max(rounded_up(lot * share), 1) if lot else 0
