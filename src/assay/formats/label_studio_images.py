"""Which image of a task something speaks of: a task's data may name texts, sounds and several images beside one another."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import FoundImage
from assay.formats.image_header import EXTENSIONS
from assay.formats.image_names import relative_name
from assay.formats.json_text import brief

IMAGE_FIELD = re.compile(r"image|img|photo|picture|\bocr\b", re.IGNORECASE)
UPLOADED = re.compile(r"[0-9a-f]{8}-(?=[^/]+$)")
"""What Label Studio puts before the name of a file that was uploaded."""

OTHER_MEDIA = (".mp4", ".avi", ".mov", ".mkv", ".webm", ".mp3", ".wav", ".flac", ".ogg", ".m4a", ".pdf", ".txt", ".csv", ".json", ".htm", ".html")  # fmt: skip
LAST_NUMBER = re.compile(r"([0-9]{1,6})$")


class NamedImage(NamedTuple):
    """An image that a field of a task's data names; `number` is its place where the field holds a list."""

    field: str
    number: int
    name: str


@dataclass(slots=True)
class TaskImages:
    """The images of one task. `said`: those that were spoken of, by their names and the sizes that were given."""

    gatherer: Gatherer
    near: str
    place: str
    key: int | str | None
    data: Mapping[str, Any]
    found: list[NamedImage]
    said: dict[tuple[str, float | None, float | None], int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, gatherer: Gatherer, data: Mapping[str, Any], *, near: str, place: str, key: int | str | None
    ) -> "TaskImages":
        """The images that the data name."""
        return cls(gatherer, near, place, key, data, list(named_images(data)))

    def spoken_of(self, result: Mapping[str, Any], *, is_drawn: bool) -> int:
        """The number of the image that a result speaks of. is_drawn: whether it has a shape, which only images have. Fault when that cannot be told."""
        name = self.name_for(result, is_drawn=is_drawn)
        return self.add(name, side(result.get("original_width")), side(result.get("original_height")))

    def name_for(self, result: Mapping[str, Any], *, is_drawn: bool) -> str:
        """What the image is called in the data."""
        spoken = str(result.get("to_name") or "").removeprefix("$")
        said = self.data.get(spoken)
        if isinstance(said, str) and (is_drawn or looks_like_image(spoken, said)):
            return file_name_of(said)
        if said is not None and not is_drawn and spoken not in (one.field for one in self.found):
            raise Fault(f"speaks of {brief(spoken)}, which is no image")
        fields = {one.field for one in self.found}
        one = spoken if spoken in fields else next(iter(fields)) if len(fields) == 1 else ""
        of_field = [found for found in self.found if found.field == one]
        if len(of_field) == 1:
            return file_name_of(of_field[0].name)
        wanted = number_in(result)
        if chosen := next((found for found in of_field if found.number == wanted), None):
            return file_name_of(chosen.name)
        if not self.found:
            raise Fault(f"speaks of {brief(spoken)}, but the task names no image (its data are {listed(self.data)})")
        raise Fault(f"speaks of {brief(spoken)}, which is none of the task's {len(self.found)} images")

    def add_all(self) -> None:
        """Take in the images that nothing speaks of, too: they were looked at and are empty. What cannot be one is listed."""
        for one in self.found:
            with self.gatherer.rejecting(self.place):
                name = file_name_of(one.name)
                if all(name != other for other, _, _ in self.said):
                    self.add(name, None, None)

    def add(self, name: str, width: float | None, height: float | None) -> int:
        """The number of an image by its name in the data."""
        if (name, width, height) in self.said:
            return self.said[name, width, height]
        found = self.lying(name)
        known = any(name == other for other, _, _ in self.said)
        if found and not known and (width is None or height is None):
            width, height = found.size()
        called = found.name if found else name
        image = self.gatherer.image(called, width, height, key=None if self.said else self.key, place=self.place)
        self.said[name, width, height] = image
        return image

    def lying(self, name: str) -> FoundImage | None:
        """The image among what was handed over, with or without what was put before its name when it was uploaded."""
        clean = relative_name(name)[0]
        images = self.gatherer.delivered.images
        return images.named(clean, self.near) or images.named(UPLOADED.sub("", clean), self.near)


def named_images(data: Mapping[str, Any]) -> Iterator[NamedImage]:
    """The images that some data name; all text where its field is called after images, else what ends like an image."""
    for name, value in data.items():
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            texts = one.values() if isinstance(one, dict) else [one]
            text = next((text for text in texts if isinstance(text, str) and looks_like_image(name, text)), None)
            if text is not None:
                yield NamedImage(name, number, text)


def looks_like_image(field_name: str, text: str) -> bool:
    """Whether a text may be the name or address of an image."""
    if text.startswith("data:"):
        return text.startswith("data:image")
    path = file_name_of(text).split("?", 1)[0].lower()
    if path.endswith(EXTENSIONS):
        return True
    is_word = bool(path) and not re.search(r"\s", path) and not path.endswith(OTHER_MEDIA)
    return is_word and bool(IMAGE_FIELD.search(field_name))


def file_name_of(address: str) -> str:
    """The file that an address means. Fault when the image itself stands there."""
    if address.startswith("data:"):
        raise Fault("holds its image itself, which has no name; ask for tasks that name their images")
    if "local-files/?" in address:
        try:
            return (parse_qs(urlsplit(address).query).get("d") or [address])[0]
        except ValueError:
            return address
    return address


def number_in(result: Mapping[str, Any]) -> int:
    """Which of several images a result speaks of: by its item, or by the number its names end with, as "page_0"."""
    if isinstance(index := result.get("item_index"), int):
        return index
    match = LAST_NUMBER.search(str(result.get("to_name") or "")) or LAST_NUMBER.search(
        str(result.get("from_name") or "")
    )
    return int(match[1]) if match else 0


def side(value: Any) -> float | None:
    """A width or height, None when nothing sensible is said."""
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e7
    return float(value) if good else None


def listed(data: Mapping[str, Any]) -> str:
    """The names of some fields for a sentence."""
    names = ", ".join(brief(name) for name in list(data)[:6])
    return names or "empty"
