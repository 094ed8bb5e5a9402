"""The image that a label file speaks of, found by its name among what was handed over, in a folder named for it, or near by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assay.formats.entries import Entries
from assay.formats.fault import Fault
from assay.formats.image_header import EXTENSIONS, UNREADABLE, image_size
from assay.formats.zip_entries import BROKEN

LABEL_IMAGES = re.compile(r"(?:^|/)Segmentation(?:Object|Class)(?:PNG)?/", re.IGNORECASE)
"""Pascal VOC's folders of masks, which have the names of the images that they belong to."""


class FoundImage(NamedTuple):
    """An image that is there. `name`: relative to the folder that images are looked for in, as `ReadImage.file_name` wants it."""

    name: str
    place: Entries

    def size(self) -> tuple[int, int]:
        """Width and height in pixels, read from the header. Fault when it cannot be opened."""
        try:
            with self.place.open(self.name) as file:
                return image_size(file)
        except Fault as fault:
            raise Fault(f"the image {self.name} {fault}") from fault
        except (*UNREADABLE, *BROKEN) as error:
            raise Fault(f"the image {self.name} cannot be opened ({error})") from error


@dataclass(slots=True, weakref_slot=True)
class ImageIndex:
    """The images of one place by the last part of their names, and by that without its ending."""

    place: Entries
    by_last: dict[str, list[str]]
    by_stem: dict[str, list[str]]


class ImageFinder:
    """Looks images up. places: makes the places to look in, the most important first; the first that holds an image of the name counts."""

    def __init__(self, places: Callable[[], Sequence[Entries]]) -> None:
        self.places = places

    @cached_property
    def indices(self) -> list[ImageIndex]:
        """What images there are, per place."""
        return [index_of(place) for place in self.places()]

    @cached_property
    def count(self) -> int:
        """How many images there are in all places."""
        return sum(len(names) for index in self.indices for names in index.by_last.values())

    def named(self, name: str, near: str = "") -> FoundImage | None:
        """The image that a label file calls so; `near` is that file. A name without an ending is found too. None when there is none or no single best one."""
        for index in self.indices:
            beside = f"{folder_of(near)}{name}"
            if exact := next((found for found in (beside, name) if found in index.place.sizes), ""):
                return FoundImage(exact, index.place)
            last = name.rsplit("/", 1)[-1].casefold()
            for names in (index.by_last.get(last), index.by_stem.get(last)):
                if names and (best := nearest(names, f"{folder_of(near)}{name}", name)):
                    return FoundImage(best, index.place)
        return None

    def beside(self, label: str) -> FoundImage | None:
        """The image whose name is that of a label file but for the ending: "train/labels/a.txt" has "train/images/a.jpg"."""
        return self.named(f"{folder_of(label)}{stem_of(label)}", near="")


def folder_of(name: str) -> str:
    """The folders of a name with their last slash, "" when it has none."""
    return name[: name.rfind("/") + 1]


def stem_of(name: str) -> str:
    """The last part of a name without its ending."""
    last = name[name.rfind("/") + 1 :]
    return last.rsplit(".", 1)[0] if "." in last else last


def index_of(place: Entries) -> ImageIndex:
    """The images of a place, told by their endings; those of VOC's folders of label images are none."""
    index = ImageIndex(place, {}, {})
    for name in sorted(place.sizes):
        last = name[name.rfind("/") + 1 :].casefold()
        if last.endswith(EXTENSIONS) and not LABEL_IMAGES.search(name):
            index.by_last.setdefault(last, []).append(name)
            index.by_stem.setdefault(stem_of(last), []).append(name)
    return index


def nearest(names: Sequence[str], *wanted: str) -> str:
    """The name that shares most folders with what is wanted, from the front and from the back; "" when two do so equally."""
    scored = [(max(shared_folders(name, one) for one in wanted), name) for name in names]
    best = max(score for score, _ in scored)
    found = [name for score, name in scored if score == best]
    return found[0] if len(found) == 1 else ""


def shared_folders(a: str, b: str) -> int:
    """How many folders two names have in common at their fronts and at their backs."""
    ours, theirs = a.split("/")[:-1], b.split("/")[:-1]
    front = leading(ours, theirs)
    return front + leading(ours[front:][::-1], theirs[front:][::-1])


def leading(a: Sequence[str], b: Sequence[str]) -> int:
    """How many parts are the same from the front on."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
