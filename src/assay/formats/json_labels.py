"""JSON label files, one or more per delivery: which of them are of a format, what is in them, and which image each speaks of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_text import as_utf8, brief, decode
from assay.formats.numbers import number
from assay.formats.sample import Sample
from assay.model.errors import AssayError

EMPTY = (None, "", [], {})


def files_like(delivered: Delivered, is_one: Callable[[Sample], bool]) -> list[str]:
    """The JSON files that are of a format: all but those that were looked at and are not; none when none is."""
    looked_at = {name: is_one(delivered.sample(name)) for name in delivered.candidates(".json")}
    if not any(looked_at.values()):
        return []
    return [name for name in delivered.with_extension(".json") if looked_at.get(name, True)]


def read_json(delivered: Delivered, name: str) -> Any:
    """What a JSON file holds. AssayError when it is none."""
    called = delivered.called(name)
    text = as_utf8(delivered.read(name), called)
    if not text.strip():
        raise AssayError(f"{called} is empty; ask for the file again.")
    return decode(text, msgspec.json.decode, called)[0]


def as_object(value: Any, what: str) -> dict[str, Any]:
    """A JSON object. Fault that says what stands there instead."""
    if not isinstance(value, dict):
        raise Fault(f"{what} is no object but {brief(value)}")
    return value


def as_list(value: Any, what: str) -> list[Any]:
    """A JSON list, empty when there is none. Fault that says what stands there instead."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Fault(f"{what} is no list but {brief(value)}")
    return value


def as_text(value: Any, what: str) -> str:
    """A text, "" when there is none. Fault that says what stands there instead."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Fault(f"{what} is no text but {brief(value)}")
    return value


def as_id(value: Any) -> int | str | None:
    """An id, None when what stands there could be none."""
    return value if isinstance(value, (int, str)) and not isinstance(value, bool) and value != "" else None


def as_side(value: Any, what: str) -> float | None:
    """A width or height, None when the file does not say. Fault when it is no number."""
    return None if value is None else number(value, what)


def point_of(value: Any, what: str = "the point") -> tuple[float, float]:
    """A point from its "x" and "y"."""
    point = as_object(value, what)
    return number(point.get("x"), f"x of {what}"), number(point.get("y"), f"y of {what}")


def others(entry: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """The fields of an entry that nothing else keeps; those that say nothing are left off."""
    return {name: value for name, value in entry.items() if name not in known and value not in EMPTY}


def added(values: dict[str, Any], name: str, value: Any) -> None:
    """Add a value to named values; a name that comes again gets a list."""
    if name in values:
        before = values[name] if isinstance(values[name], list) else [values[name]]
        values[name] = [*before, value]
    else:
        values[name] = value


def image_called(
    gatherer: Gatherer,
    file_name: str,
    *,
    near: str,
    size: tuple[float | None, float | None] = (None, None),
    key: int | str | None = None,
) -> int:
    """The number of an image by the name and size that a file gives it, called as it lies; the size is read from it where the file gives none."""
    found = gatherer.delivered.images.named(file_name, near)
    width, height = size
    if found and (width is None or height is None):
        width, height = found.size()
    return gatherer.image(
        found.name if found else file_name, width, height, key=key, place=gatherer.delivered.place(near)
    )


@dataclass(slots=True)
class FirstFiles:
    """Which label file spoke of an image first; another one is a second opinion, and mixing the two would double every object."""

    by_image: dict[int, str] = field(default_factory=dict)

    def claim(self, image: int, name: str) -> None:
        """A file speaks of an image. Fault when another one did."""
        first = self.by_image.setdefault(image, name)
        if first != name:
            raise Fault(f"speaks of the same image as {first}, which was read; hand over the one that was delivered")
