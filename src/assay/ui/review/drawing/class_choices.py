"""What may be said of an object, as choices for a list that is searched by a few letters; no Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.model.schema import Schema
from assay.ui.palette.fuzzy import fuzzy_score

YES_AND_NO = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to say: a class (`class_id`), or a value of an attribute. holds: whether it is said already."""

    text: str
    class_id: int | None = None
    attribute: str = ""
    value: Any = None
    holds: bool = False


def choices(schema: Schema, class_id: int, attributes: Mapping[str, Any]) -> list[Choice]:
    """The schema's classes, then every value of every attribute that the class may have."""
    found = [Choice(one.name, class_id=int(one.id), holds=one.id == class_id) for one in schema.classes]
    of_class = next((one.attributes for one in schema.classes if one.id == class_id), ())
    for attribute in of_class:
        for value in attribute.values:
            held = str(attributes.get(attribute.name)) == value
            found.append(Choice(f"{attribute.name}: {value}", attribute=attribute.name, value=value, holds=held))
    known = {(one.attribute, str(one.value)) for one in found}
    found += [
        Choice(f"{name}: {said(value)}", attribute=name, value=value, holds=True)
        for name, value in attributes.items()
        if (name, str(value)) not in known
    ]
    return found


def fitting(found: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that fit what was typed, the best first, and last what it says itself when it reads like "name: value"."""
    scored = [
        (score, place, one) for place, one in enumerate(found) if (score := fuzzy_score(typed, one.text)) is not None
    ]
    best = [one for _, _, one in sorted(scored)] if typed.strip() else list(found)
    return [*best, *_written(typed, best)]


def _written(typed: str, best: Sequence[Choice]) -> Iterator[Choice]:
    """An attribute as it was typed: "colour: dark red", "occluded = true"."""
    name, mark, value = typed.partition("=" if "=" in typed else ":")
    if mark and name.strip() and not any(one.text == f"{name.strip()}: {value.strip()}" for one in best):
        meant = YES_AND_NO.get(value.strip().lower(), value.strip())
        text = f"{name.strip()}: {said(meant)}" if value.strip() else f"{name.strip()}: leave out"
        yield Choice(text, attribute=name.strip(), value=meant if value.strip() else None)


def said(value: object) -> str:
    """An attribute's value as it is printed."""
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
