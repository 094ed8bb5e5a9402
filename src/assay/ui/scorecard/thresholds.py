"""The thresholds that the comparison panel offers, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assay.review.try_settings import ComparisonSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One threshold: its key in the settings, what it is called, and the range and step of its slider. short: its name in the histogram, "" where it is no IoU."""

    key: str
    title: str
    tip: str
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    suffix: str = ""
    short: str = ""

    @property
    def steps(self) -> int:
        """How many steps the slider has."""
        return round((self.high - self.low) / self.step)

    def at(self, step: int) -> float:
        """The value at a step of the slider."""
        return round(self.low + step * self.step, 4)

    def step_of(self, value: float) -> int:
        """The step of the slider that is nearest to a value."""
        return round((min(max(value, self.low), self.high) - self.low) / self.step)


THRESHOLDS = (
    Threshold(key="t_pair", title="Pairs from IoU", tip="Least IoU of a pair", low=0.01, short="pair"),
    Threshold(key="t_ok", title="Well placed from", tip="Below this IoU a pair is badly located", short="ok"),
    Threshold(
        key="t_good", title="Good box from", tip="From this IoU on a box is good, whatever its sides", short="good"
    ),
    Threshold(
        key="t_good_outline", title="Good outline from", tip="From this IoU on an outline is good", short="outline"
    ),
    Threshold(key="t_boundary", title="Boundary IoU from", tip="Least boundary IoU of an outline that follows gold’s"),
    Threshold(
        key="p", title="Side tolerance", tip="A side may lie so many pixels off", high=20.0, step=0.25, suffix=" px"
    ),
    Threshold(key="t_duplicate", title="Duplicate from", tip="Least IoU of a duplicate with another", low=0.01),
)
BY_KEY: Mapping[str, Threshold] = {one.key: one for one in THRESHOLDS}


def value_of(settings: ComparisonSettings, key: str, class_name: str = "") -> float:
    """A threshold, for one class when it is named: its own, else what holds for all."""
    return settings.named.get(key, {}).get(class_name, getattr(settings, key))


def with_value(settings: ComparisonSettings, key: str, value: float, class_name: str = "") -> ComparisonSettings:
    """The settings with another threshold, for one class only when it is named. A class that has what all have needs none of its own."""
    if not class_name:
        return replace(settings, **{key: value})
    own = {name: one for name, one in settings.named.get(key, {}).items() if name != class_name}
    if value != getattr(settings, key):
        own[class_name] = value
    named = {name: dict(values) for name, values in settings.named.items() if name != key}
    return replace(settings, named=named | ({key: own} if own else {}))
