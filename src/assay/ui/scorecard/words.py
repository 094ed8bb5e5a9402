"""How the scorecard says figures and settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assay.model.batches import LabelSet, SetRole
from assay.review.measure import Rate

NOT_KNOWN = "n/a"
FEW = 30
"""A rate of fewer cases than this says too little about anybody."""


def figure(value: float | None) -> str:
    """A figure between 0 and 1 with three digits; what has no cases has no figure, which is not 0."""
    return NOT_KNOWN if value is None else f"{value:.3f}"


def interval(rate: Rate) -> str:
    """A rate's interval, empty when it has none."""
    return "" if rate.low is None or rate.high is None else f"{short(rate.low)}–{short(rate.high)}"


def short(value: float) -> str:
    """A figure between 0 and 1 without the 0 before its point."""
    text = f"{value:.3f}"
    return text.removeprefix("0") if value < 1 and text != "0.000" and text != "1.000" else str(round(value))


def interval_and_count(rate: Rate) -> str:
    """A rate's interval with the number of cases it rests on."""
    return f"{interval(rate)} · n {rate.whole:,}" if rate.whole else "n 0"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def local_time(moment: str) -> str:
    """A stored moment in local time."""
    return datetime.fromisoformat(moment).astimezone().strftime("%d %b %Y, %H:%M")


def settings_in_words(settings: Mapping[str, Any]) -> str:
    """What a comparison was made with: the thresholds that matter first, and every switch that is on."""
    value = {"t_pair": 0.1, "t_ok": 0.7, "t_good": 0.85, "t_good_outline": 0.8, "p": 2.0} | dict(settings)
    said = [
        f"pairs from IoU {value['t_pair']:g}",
        f"well placed from {value['t_ok']:g} or within {value['p']:g} px",
        f"good from {value['t_good']:g}, outlines {value['t_good_outline']:g}",
    ]
    if value.get("class_aware"):
        said.append("only within one class")
    if value.get("same_class_first"):
        said.append("same class first")
    if value.get("shapes") == "box":
        said.append("boxes only")
    return " · ".join(said)


def pair_in_words(judged: LabelSet, against: LabelSet) -> str:
    """Which two label sets were compared."""
    first = f"round {judged.round}," if judged.role is SetRole.DELIVERY else judged.title
    return f"{first} against {against.title.lower() if against.role is SetRole.GOLD else against.title}"
