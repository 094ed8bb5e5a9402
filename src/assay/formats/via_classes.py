"""Which attribute of VIA's regions is their class."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.formats.fault import Fault
from assay.formats.json_text import brief

USUAL = ("class", "label", "category", "type", "object", "name", "class_name", "object_type")
"""What classes are called as a rule; only used where several attributes are used as often."""

WITH_OPTIONS = ("dropdown", "radio", "checkbox")
UNNAMED = "region"
"""The class of all regions of a file that says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class ClassAttribute:
    """The attribute that is the class, "" when regions have none. told: why it was taken, for the user."""

    name: str
    told: str

    def label_of(self, attributes: Mapping[str, Any]) -> str:
        """The class of a region. Fault when it has none, or several."""
        if not self.name:
            return UNNAMED
        label = plain_value(attributes.get(self.name))
        if isinstance(label, list):
            raise Fault(f"has {len(label)} classes where one is wanted ({brief(self.name)} is {brief(label)})")
        if not isinstance(label, (str, int, float)) or not str(label).strip():
            raise Fault(f"has no class: its attribute {brief(self.name)} is {brief(label)}")
        return str(label)


def class_attribute(regions: Sequence[Any], declared: Mapping[str, Any]) -> ClassAttribute:
    """The attribute that is the class: of those with options to choose from, else of all, the one that most regions use."""
    used = uses(regions)
    types = {name: type_of(one) for name, one in as_mapping(declared.get("region")).items()}
    chosen = [name for name, kind in types.items() if kind in WITH_OPTIONS and used[name]]
    candidates = chosen or list(used)
    if not candidates:
        told = (
            f'says nothing of its {len(regions):,} regions; their class is called "{UNNAMED}"'
            if regions
            else "has no regions"
        )
        return ClassAttribute("", told)
    best = max(candidates, key=lambda name: (used[name], name.lower() in USUAL))
    others = ", ".join(brief(name) for name in used if name != best)
    told = f"the attribute {brief(best)} of {used[best]:,} of {len(regions):,} regions is read as their class"
    return ClassAttribute(best, told + (f"; others are {others}" if others else ""))


def uses(regions: Sequence[Any]) -> Counter[str]:
    """How many regions say something by each attribute, in the order in which they turn up."""
    found: Counter[str] = Counter()
    for region in regions:
        for name, value in as_mapping(as_mapping(region).get("region_attributes")).items():
            if plain_value(value) not in ("", None, []):
                found[name] += 1
    return found


def plain_value(value: Any) -> Any:
    """What an attribute says; of boxes to tick the one that is, or a list of those that are."""
    if isinstance(value, dict):
        ticked = [name for name, is_ticked in value.items() if is_ticked is True]
        return ticked[0] if len(ticked) == 1 else ticked
    return value


def type_of(attribute: Any) -> str:
    """How an attribute is asked for."""
    return str(as_mapping(attribute).get("type", ""))


def as_mapping(value: Any) -> Mapping[str, Any]:
    """An object, an empty one where something else stands."""
    return value if isinstance(value, dict) else {}
