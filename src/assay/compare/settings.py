"""What a comparison depends on besides the labels; stored with every comparison."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from assay.model.errors import AssayError


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSettings:
    """The thresholds and switches of a comparison.

    t_pair: least IoU of a pair. t_ok: below it a pair is badly located. t_good, t_good_outline: from it on, a box or an outline is good.
    t_boundary: least boundary IoU of an outline, its band being `boundary_share` of the image's diagonal wide.
    p, p_share: a side may deviate by the greater of p pixels and p_share of gold's width or height.
    small_area: a missing object below so many square pixels is a small one. t_duplicate: least IoU of a duplicate.
    t_keypoint: least similarity of a keypoint that is where it belongs. oks_sigma: how far apart keypoints are placed that COCO has no figure for, as a share of
    the square root of the object's area. line_width: how far apart lines are drawn, as a share of the square root of the image's area.
    line_direction: whether a line has a direction. class_aware: only annotations of one class are paired. same_kind: only boxes with
    boxes (turned or not), outlines with outlines and so on are paired. same_class_first: good pairs of one class are made before all others.
    shapes: "auto" compares outlines where there are any, "box" compares boxes only. named: by threshold, what it is for single classes, by their names.
    """

    t_pair: float = 0.10
    t_ok: float = 0.70
    t_good: float = 0.85
    t_good_outline: float = 0.80
    t_boundary: float = 0.70
    boundary_share: float = 0.02
    p: float = 2.0
    p_share: float = 0.02
    small_area: float = 1024.0
    t_duplicate: float = 0.85
    t_keypoint: float = 0.50
    oks_sigma: float = 0.067
    line_width: float = 0.01
    line_direction: bool = False
    class_aware: bool = False
    same_kind: bool = False
    same_class_first: bool = False
    shapes: str = "auto"
    named: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The settings as plain values by key."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The settings from plain values; keys that are absent keep their default."""
        known = {one.name for one in fields(cls)}
        return cls(**{key: value for key, value in values.items() if key in known})


SETTING_KEYS = tuple(one.name for one in fields(ComparisonSettings) if one.name != "named")

_SWITCHES = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_RANGES = {
    "t_pair": (1e-6, 1.0), "t_ok": (0.0, 1.0), "t_good": (0.0, 1.0), "t_good_outline": (0.0, 1.0),
    "t_boundary": (0.0, 1.0), "boundary_share": (0.0, 1.0), "p": (0.0, 1e6), "p_share": (0.0, 1.0),
    "small_area": (0.0, 1e12), "t_duplicate": (1e-6, 1.0), "t_keypoint": (0.0, 1.0), "oks_sigma": (1e-6, 10.0),
    "line_width": (1e-6, 1.0),
}  # fmt: skip
_CHOICES = {"shapes": ("auto", "box")}


BY_CLASS = (
    "t_pair", "t_ok", "t_good", "t_good_outline", "t_boundary", "p", "p_share", "small_area", "t_duplicate", "t_keypoint",
    "oks_sigma",
)  # fmt: skip
"""Thresholds that may be set for single classes, as in t_ok.crystal=0.6; oks_sigma for single keypoints, as in oks_sigma.left_eye=0.03."""


def settings_from(assignments: Iterable[str]) -> ComparisonSettings:
    """The default settings changed by "KEY=VALUE" assignments, or "KEY.CLASS=VALUE" for a single class.

    Raises:
        AssayError: a key is unknown, or a value cannot be read or is out of range.
    """
    values: dict[str, Any] = {}
    named: dict[str, dict[str, float]] = {}
    for text in assignments:
        key, name, value = _assignment(text)
        if name:
            named.setdefault(key, {})[name] = value
        else:
            values[key] = value
    return replace(ComparisonSettings(), **values, named=named)


def _assignment(text: str) -> tuple[str, str, Any]:
    """The key, the name after its dot if there is one, and the value."""
    said, equals, value = (part.strip() for part in text.rpartition("="))
    key, dot, name = said.partition(".")
    if not equals:
        raise AssayError(f"The setting “{text}” is not of the form KEY=VALUE. The keys are {', '.join(SETTING_KEYS)}.")
    if key not in SETTING_KEYS:
        raise AssayError(f"There is no comparison setting “{key}”. The keys are {', '.join(SETTING_KEYS)}.")
    if dot and (key not in BY_CLASS or not name):
        raise AssayError(
            f"The setting “{said}” cannot be made for one class. Those that can are {', '.join(BY_CLASS)}, as in t_ok.car."
        )
    if key in _CHOICES:
        return key, name, _choice(key, value)
    return key, name, _number(key, value) if key in _RANGES else _switch(key, value)


def _choice(key: str, value: str) -> str:
    if value not in _CHOICES[key]:
        raise AssayError(f"The setting {key} is one of {' and '.join(_CHOICES[key])}, not “{value}”.")
    return value


def _switch(key: str, value: str) -> bool:
    if value.lower() not in _SWITCHES:
        raise AssayError(f"The setting {key} is true or false, not “{value}”.")
    return _SWITCHES[value.lower()]


def _number(key: str, value: str) -> float:
    low, high = _RANGES[key]
    try:
        number = float(value)
    except ValueError:
        raise AssayError(f"The setting {key} is a number from {low:g} to {high:g}, not “{value}”.") from None
    if not low <= number <= high:
        raise AssayError(f"The setting {key} is a number from {low:g} to {high:g}, not {value}.")
    return number
