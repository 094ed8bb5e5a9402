"""What raters say of one attribute of the same objects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assay.compare.agreement.raters import RatedTogether
from assay.compare.agreement.ratings import MISSING, Ratings
from assay.compare.attributes import plain_word
from assay.model.schema import Attribute, Schema

MOST_VALUES = 30
"""An attribute with more different values than so many is free text or an id, and no scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRatings:
    """The values that raters gave to the units of which two or more of them say something; whether the scale has an order."""

    name: str
    ratings: Ratings
    is_ordered: bool


def attribute_ratings(rated: RatedTogether, schema: Schema) -> list[AttributeRatings]:
    """The attributes that at least two raters use, by name. Who drew nothing, or does not say, is missing data.

    A scale is ordered when its values are numbers, or when it says how much of an object is seen and the schema lists its values.
    """
    said = _said(rated)
    rules = _rules(schema)
    found = (_one(name, said[name], rated, rules.get(name)) for name in sorted(said))
    return [one for one in found if one is not None]


def _said(rated: RatedTogether) -> dict[str, list[tuple[int, int, Any]]]:
    """(unit, rater, value) of each attribute."""
    said: dict[str, list[tuple[int, int, Any]]] = {}
    for unit, rater, attributes in _described(rated):
        for name, value in attributes.items():
            if isinstance(value, (str, int, float)) and value != "":
                said.setdefault(name, []).append((unit, rater, value))
    return said


def _described(rated: RatedTogether) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for number, rater in enumerate(rated.raters):
        if not rater.annotations.extra:
            continue
        own = rated.drawn.rater == number
        for unit, row in zip(rated.unit[own].tolist(), rated.rows[own].tolist(), strict=True):
            if attributes := rater.annotations.attributes(row):
                yield unit, number, dict(attributes)


def _one(
    name: str, said: Sequence[tuple[int, int, Any]], rated: RatedTogether, rule: Attribute | None
) -> AttributeRatings | None:
    values = scale_of([value for _, _, value in said], rule)
    if len({rater for _, rater, _ in said}) < 2 or len(values) > MOST_VALUES:
        return None
    place = {str(value): number for number, value in enumerate(values)}
    category = np.full((int(rated.unit.max()) + 1, len(rated.raters)), MISSING)
    for unit, rater, value in said:
        category[unit, rater] = place[str(_plain(value))]
    is_numbers = all(isinstance(value, float) for value in values)
    is_ordered = len(values) > 2 and (is_numbers or (rule is not None and bool(rule.values) and rule.tells_visibility))
    return AttributeRatings(name=name, ratings=Ratings(category, values), is_ordered=is_ordered)


def scale_of(said: Sequence[Any], rule: Attribute | None) -> tuple[str | float, ...]:
    """The values of an attribute in their order: as the schema lists them, then what else was said; numbers by size."""
    used = {_plain(value) for value in said}
    listed = [_plain(value) for value in rule.values] if rule else []
    if all(isinstance(value, float) for value in used):
        return tuple(sorted({*used, *(value for value in listed if isinstance(value, float))}))
    words = [str(value) for value in listed]
    return (*words, *sorted({str(value) for value in used} - set(words)))


def _plain(value: Any) -> str | float:
    """A value as it is compared: numbers as numbers, also where a file has them as text; the rest as text."""
    word = plain_word(value)
    try:
        number = float(word)
    except ValueError:
        return word
    return number if np.isfinite(number) else word


def _rules(schema: Schema) -> dict[str, Attribute]:
    return {attribute.name: attribute for one in reversed(schema.classes) for attribute in one.attributes}
