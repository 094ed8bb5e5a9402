"""What COCO annotations say beyond shape and class: score, ignore, annotator, attributes, and whatever else the file's tool wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ANNOTATOR_FIELDS = ("annotator", "annotator_id", "worker", "worker_id", "created_by", "user")
"""Where tools write who drew an annotation, the plainest first; the first that has a name counts."""

LARGEST_SCORE = 1e30
"""Scores are kept in four bytes, which end at 3e38; no tool is that sure."""

PERSON_FIELDS = ("name", "username", "email", "id")


@dataclass(slots=True)
class AnnotatorNames:
    """The annotators of a file, numbered as they turn up. known: those that have their numbers already."""

    known: Mapping[str, int] = field(default_factory=dict)
    index: dict[str, int] = field(default_factory=dict)

    def number(self, value: Any) -> int | None:
        """The number of an annotator, None when the value names nobody."""
        name = person_name(value)
        if not name:
            return None
        known = self.known.get(name)
        return len(self.known) + self.index.setdefault(name, len(self.index)) if known is None else known


def person_name(value: Any) -> str:
    """A person's name from a text, a number or an object with one of both; "" when there is none."""
    if isinstance(value, dict):
        return next((name for field_name in PERSON_FIELDS if (name := person_name(value.get(field_name)))), "")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value).strip()


@dataclass(slots=True)
class Extras:
    """What the learned fields of one block say, by item."""

    scores: dict[int, float] = field(default_factory=dict)
    ignored: list[int] = field(default_factory=list)
    annotators: dict[int, int] = field(default_factory=dict)
    kept: dict[int, dict[str, Any]] = field(default_factory=dict)

    def keep(self, item: int, name: str, value: Any) -> None:
        """Keep a value of an item under one of the names that `Annotations.extra` has."""
        self.kept.setdefault(item, {})[name] = value

    def keep_other(self, item: int, name: str, value: Any) -> None:
        """Keep a field of the file as it is."""
        self.kept.setdefault(item, {}).setdefault("other", {})[name] = value

    def drop_other(self, item: int, name: str) -> None:
        """Forget a field that was kept as it is."""
        other = self.kept.get(item, {}).get("other", {})
        other.pop(name, None)
        if not other and item in self.kept:
            self.kept[item].pop("other", None)
            if not self.kept[item]:
                del self.kept[item]


def extras_of(learned: Mapping[str, list[tuple[int, Any]]], names: AnnotatorNames) -> Extras:
    """Every learned field put where it belongs."""
    extras = Extras()
    ordered = [name for name in ANNOTATOR_FIELDS if name in learned]
    for name in ordered + [name for name in learned if name not in ordered]:
        for item, value in learned[name]:
            if not take_field(name, value, item, extras, names):
                extras.keep_other(item, name, value)
    return extras


def take_field(name: str, value: Any, item: int, extras: Extras, names: AnnotatorNames) -> bool:
    """Whether one of the meanings that Assay knows has taken this field."""
    if name in ANNOTATOR_FIELDS:
        return take_annotator(value, item, extras, names)
    if name == "attributes" and isinstance(value, dict):
        rest = {
            key: one for key, one in value.items() if key != "annotator" or not take_annotator(one, item, extras, names)
        }
        if rest:
            extras.keep(item, "attributes", rest)
        return True
    if name == "ignore" and (isinstance(value, bool) or value in (0, 1)):
        if value:
            extras.ignored.append(item)
        return True
    if (
        name == "score"
        and isinstance(value, (int, float))
        and not isinstance(value, bool)
        and abs(value) <= LARGEST_SCORE
    ):
        extras.scores[item] = float(value)
        return True
    return False


def take_annotator(value: Any, item: int, extras: Extras, names: AnnotatorNames) -> bool:
    """Whether the value names the annotator of an item that had none yet."""
    if item in extras.annotators or (number := names.number(value)) is None:
        return False
    extras.annotators[item] = number
    return True
