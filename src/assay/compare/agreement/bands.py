"""What people call a coefficient of this size. Conventions, not statistics: a band is shown beside a number, never instead of it."""

from collections.abc import Sequence

Bands = Sequence[tuple[float, str]]
"""(least value, word), from the lowest on."""

NEVER = float("-inf")

LANDIS_KOCH: Bands = (
    (NEVER, "poor"), (0.0, "slight"), (0.21, "fair"), (0.41, "moderate"), (0.61, "substantial"), (0.81, "almost perfect"),
)  # fmt: skip
"""Of κ (Landis and Koch 1977; vectors/kappa_cohen_fleiss.json: benchmarks)."""

FLEISS: Bands = ((NEVER, "poor"), (0.40, "fair to good"), (0.75, "excellent"))
"""Of κ (Fleiss 1981; vectors/kappa_cohen_fleiss.json: benchmarks)."""

KRIPPENDORFF: Bands = ((NEVER, "not to be relied on"), (0.667, "tentative"), (0.8, "to be relied on"))
"""Of α (Krippendorff 2004; vectors/krippendorff_alpha.json: thresholds)."""

DETECTIONS: Bands = ((NEVER, "below what is acceptable"), (0.6, "acceptable"))
"""Of α for detections (vectors/kalpha_detection.json: defaults)."""


def band(value: float | None, bands: Bands) -> str:
    """The word for a value, rounded as it is shown to two places where a scale has two; "n/a" for None."""
    if value is None:
        return "n/a"
    places = 3 if bands is KRIPPENDORFF else 2
    return next(word for least, word in reversed(bands) if round(value, places) >= least)
