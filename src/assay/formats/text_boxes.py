"""A text file per image with lines "x1 y1 x2 y2 type", as the printed circuit boards of DeepPCB have them.

Source: tangsanli5201/DeepPCB README, "Image Annotation": corners in pixels and a type from 1 to 6. The image of 00041000.txt is 00041000_test.jpg; 00041000_temp.jpg
is the board without defects.
"""

import re

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import folder_of, stem_of
from assay.formats.json_text import brief
from assay.formats.numbers import number, numbers
from assay.formats.plain_text import lines_of
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.formats.sample import Sample, SampleKind
from assay.model.progress import Work

TESTED = "_test"
DEFECTS = {"1": "open", "2": "short", "3": "mousebite", "4": "spur", "5": "copper", "6": "pin-hole"}
"""What DeepPCB's types stand for, where images are called as it calls them."""

LEAST_PIXEL = 1
FIELDS = 5
MOSTLY = 0.9
"""The share of lines that must be as they should; the others are listed when they are read."""


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are such lists of boxes: every line has two corners in pixels, the upper left one first, and a type."""
    looked_at = [
        sample
        for name in delivered.candidates(".txt")
        if delivered.size(name) and (sample := delivered.sample(name)) and not is_aside(name)
    ]
    if not looked_at or not all(map(is_list_of_boxes, looked_at)):
        return None
    why = "every line is two corners in pixels and the type of the box between them"
    files = [name for name in delivered.with_extension(".txt") if not is_aside(name)]
    return Recognised(why, files, Certainty.LIKELY)


def is_aside(name: str) -> bool:
    """Whether a file is by its name no list of boxes."""
    return bool(
        re.fullmatch(
            r"(?:readme|classes|labels|license|trainval|test)(?:\.txt)?", name.rsplit("/", 1)[-1], re.IGNORECASE
        )
    )


def is_list_of_boxes(sample: Sample) -> bool:
    """Whether a file is made of such lines."""
    lines = [line.replace(",", " ").split() for line in sample.lines if line.strip()]
    return sample.kind is SampleKind.TEXT and bool(lines) and sum(map(is_box, lines)) >= MOSTLY * len(lines)


def is_box(words: list[str]) -> bool:
    """Whether a line is a box in pixels. YOLO's lines start with the class, and have no number above 1."""
    try:
        x_min, y_min, x_max, y_max = numbers(words[:4], "the corners", count=4)
    except Fault:
        return False
    return len(words) == FIELDS and 0 <= x_min < x_max and 0 <= y_min < y_max and max(x_max, y_max) > LEAST_PIXEL


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Every line as a box."""
    return read_files(delivered, recognised, Gatherer(delivered, "text-boxes"), read_file)


def read_file(gatherer: Gatherer, name: str) -> None:
    """The boxes of one image."""
    lines = lines_of(gatherer.delivered.read(name))
    image = image_of(gatherer, name)
    names = DEFECTS if stem_of(gatherer.images.names[image]).endswith(TESTED) else {}
    for line, text in lines:
        with gatherer.rejecting(gatherer.delivered.place(name, line=line)):
            words = text.replace(",", " ").split()
            if len(words) != FIELDS:
                raise Fault(f"has {len(words)} words where x1, y1, x2, y2 and a type are wanted: {brief(text)}")
            x_min, y_min, x_max, y_max = (number(words[at], what) for at, what in enumerate(("x1", "y1", "x2", "y2")))
            gatherer.box(image, names.get(words[4], words[4]), x_min, y_min, x_max, y_max)


def image_of(gatherer: Gatherer, name: str) -> int:
    """The image that a file speaks of: the one with its name, or that and "_test"."""
    images, stem = gatherer.delivered.images, stem_of(name)
    found = images.named(f"{folder_of(name)}{stem}{TESTED}") or images.beside(name)
    if found:
        return gatherer.image(found.name, *found.size(), place=gatherer.delivered.place(name))
    image = f"{folder_of(name)}{stem}.jpg"
    gatherer.note(
        gatherer.delivered.place(name), f"no image {brief(stem)} was found; it is called {brief(image)}", "FMT-FILE"
    )
    return gatherer.image(image, place=gatherer.delivered.place(name))
