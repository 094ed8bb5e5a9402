"""DOTA: a text file per image, a line with four corners, a class and whether it is difficult for each object.

Source: captain-whu.github.io/DOTA/dataset.html: x1 y1 x2 y2 x3 y3 x4 y4 category difficult, in pixels, clockwise; before them may stand the lines "imagesource:…" and
"gsd:…" (metres per pixel). The first version has no "difficult" in some files.
"""

import re
from collections.abc import Sequence
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_text import brief
from assay.formats.numbers import NUMBER, numbers
from assay.formats.pending import Said
from assay.formats.plain_text import lines_of
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.text_labels import ImagesOfLabels, mostly, note_others, note_unlabelled, text_labels
from assay.model.progress import Work

COORDINATES = 8
FOLDERS = {"labelTxt": "images", "labels": "images"}
HEADER = re.compile(r"(imagesource|gsd)\s*:\s*(.*)", re.IGNORECASE)
TRUTHS = {"0": False, "1": True}


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are DOTA's: their lines are four corners and a class."""
    files = text_labels(delivered, lambda sample: mostly(sample, is_line))
    if not files:
        return None
    return Recognised(
        "the lines of its text files are the four corners of a turned box and its class, as DOTA's", files
    )


def is_line(line: str) -> bool:
    """Whether a line looks like one of DOTA's: the class is no number, though some vendors' is."""
    words = line.split()
    if HEADER.fullmatch(line.strip()):
        return True
    corners, named = words[:COORDINATES], words[COORDINATES : COORDINATES + 1]
    return all(map(NUMBER.fullmatch, corners)) and bool(named) and not NUMBER.fullmatch(named[0])


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """All turned boxes of all files."""
    gatherer, images = Gatherer(delivered, "dota"), ImagesOfLabels(FOLDERS)
    note_others(gatherer, recognised.files)
    note_unlabelled(gatherer, recognised.files)
    return (
        yield from read_files(delivered, recognised, gatherer, lambda filled, name: read_file(filled, name, images))
    )


def read_file(gatherer: Gatherer, name: str, images: ImagesOfLabels) -> None:
    """The turned boxes of one image."""
    lines = lines_of(gatherer.delivered.read(name))
    image = images.image(gatherer, name, ".png")
    shared: dict[str, Any] = {}
    for line, text in lines:
        if header := HEADER.fullmatch(text):
            if header[2] not in ("", "null", "None"):
                shared[header[1].lower()] = header[2]
            continue
        with gatherer.rejecting(gatherer.delivered.place(name, line=line)):
            words = text.split()
            if len(words) <= COORDINATES:
                raise Fault(f"has {len(words)} words where eight numbers and a class are wanted: {brief(text)}")
            corners = numbers(words[:COORDINATES], "a corner")
            label, difficult = label_of(words[COORDINATES:])
            said = Said(attributes={} if difficult is None else {"difficult": difficult}, other=shared)
            gatherer.rotated_box(image, label, corners, said)


def label_of(words: Sequence[str]) -> tuple[str, bool | int | None]:
    """The class, which may have spaces, and whether it is difficult, None when the line does not say; there are more than two degrees in some files."""
    if len(words) > 1 and words[-1].isdecimal() and words[-1].isascii() and len(words[-1]) < 3:
        return " ".join(words[:-1]), TRUTHS.get(words[-1], int(words[-1]))
    return " ".join(words), None
