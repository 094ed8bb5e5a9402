"""The lists of images beside YOLO's label files, such as Darknet's train.txt: what images are called that were not handed over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.image_finder import folder_of, nearest, stem_of
from assay.formats.image_header import EXTENSIONS
from assay.formats.image_names import relative_name
from assay.formats.plain_text import lines_of
from assay.formats.sample import Sample, SampleKind
from assay.formats.text_labels import ENDING
from assay.model.errors import AssayError

LISTS = re.compile(r"(?:auto)?(?:train|val|valid|test|all|images?|filelist|file_list)[\w.-]*\.txt", re.IGNORECASE)
MOST_LISTS = 100
LINES_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class ImageList:
    """A file that lists images, a line each."""

    file: str
    names: Sequence[str]


def image_lists(delivered: Delivered) -> list[ImageList]:
    """All lists of images."""
    if delivered.is_file:
        return []
    called = [name for name in delivered.with_extension(ENDING) if LISTS.fullmatch(name.rsplit("/", 1)[-1])]
    names = sorted({*delivered.candidates(ENDING), *called[:MOST_LISTS]})
    found = []
    for name in names:
        if is_image_list(delivered.sample(name)) or (name in called and lists_nothing(delivered, name)):
            try:
                found.append(ImageList(name, [text for _, text in lines_of(delivered.whole(name))]))
            except (Fault, AssayError):
                continue  # too long to be a list of images
    return found


def is_image_list(sample: Sample) -> bool:
    """Whether a file lists images."""
    lines = [line.strip() for line in sample.lines if line.strip()][:LINES_LOOKED_AT]
    return sample.kind is SampleKind.TEXT and bool(lines) and all(line.lower().endswith(EXTENSIONS) for line in lines)


def lists_nothing(delivered: Delivered, name: str) -> bool:
    """Whether a file called like a list of images is an empty one, and no label file of an image without objects."""
    return not delivered.size(name) and delivered.images.beside(name) is None


def listed_images(lists: Sequence[ImageList], labels: Sequence[str]) -> dict[str, str]:
    """The listed image that each label file speaks of, where one is listed.

    An image whose whole name has a label file ("a.png" and "a.png.txt") leaves the other one to an image with another ending.
    """
    by_stem: dict[str, list[str]] = {}
    for label in labels if lists else ():
        by_stem.setdefault(stem_of(label).casefold(), []).append(label)
    found: dict[str, str] = {}
    for written in (name for one in lists for name in one.names):
        name, _ = relative_name(written)
        last = name.rsplit("/", 1)[-1].casefold()
        for candidates in (by_stem.get(last), by_stem.get(stem_of(last))):
            if candidates:
                if label := nearest(
                    candidates, f"{folder_of(name)}x", f"{folder_of(name).replace('images', 'labels')}x"
                ):
                    found.setdefault(label, name)
                break
    return found
