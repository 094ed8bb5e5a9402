"""What the agreement tab says in words."""

from collections.abc import Mapping, Sequence

from assay.review.measure_raters import About, AgreementFigures, Estimate
from assay.ui.scorecard.words import counted

TARGET = 0.80
"""The agreement that raters are expected to reach."""

APART = 0.2
"""Where κ lies so far below AC1 although most ratings agree, one category is rare and κ says little."""

COMMON = 0.8

NA = "n/a"


def value(one: Estimate | None) -> str:
    """A coefficient with three decimals, n/a for none."""
    return NA if one is None or one.value is None else _number(one.value)


def span(one: Estimate | None) -> str:
    """Its interval, empty without one."""
    return "" if one is None or one.interval is None else f"{_number(one.interval[0])} – {_number(one.interval[1])}"


def _number(value: float) -> str:
    """Three decimals with a real minus, and none before zero."""
    return f"{value:.3f}".replace("-0.000", "0.000").replace("-", "−")


def why(one: Estimate) -> str:
    """Why there is no value, or no interval; empty where both are there."""
    return one.reason if one.value is None else one.no_interval


def title_of(row: AgreementFigures, classes: Mapping[int, str]) -> str:
    """What raters agree on in a row."""
    fixed = {About.DETECTIONS: "Object and class", About.CLASSES: "Class where drawn"}
    if row.about in fixed:
        return fixed[row.about]
    return classes.get(int(row.key), "–") if row.about is About.CLASS else f"{row.key} (attribute)"


def short_names(raters: Sequence[str]) -> list[str]:
    """Raters by the first part of their title where that tells them apart: "Vendor" for "Vendor, round 0"."""
    short = [name.partition(",")[0] for name in raters]
    return [one if short.count(one) == 1 else name for one, name in zip(short, raters, strict=True)]


def paradox(row: AgreementFigures) -> str:
    """The warning that κ collapses where one category is rare; empty where it does not."""
    raw, one, kappa = row.raw.value, row.ac1.value, row.kappa.value
    if raw is None or one is None or kappa is None or raw < COMMON or one - kappa < APART:
        return ""
    said = (
        f"Prevalence paradox: raters agree on {raw:.0%} and κ is only {kappa:.2f}, because one category is rare. "
        f"Read AC1 ({one:.2f}) and raw agreement; κ and α say little here."
    )
    return said.replace("-", "−")


def summary(raters: int, images: int, units: int, threshold: float) -> str:
    """What was measured."""
    return f"{counted(raters, 'rater')} · {counted(images, 'shared image')} · {counted(units, 'object')} at IoU {threshold:.2f}"
