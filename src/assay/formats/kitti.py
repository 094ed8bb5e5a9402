"""KITTI object labels: a text file per image, a line of 15 words for each object, and a 16th with the score of a result.

Source: cvlibs.net/datasets/kitti, object development kit, readme.txt: type; truncated from 0 to 1; occluded from 0 to 3; alpha; left, top, right and bottom in pixels
counted from 0; height, width and length in metres; x, y and z of the camera; the turn about its y axis. What is not known is -1, -10 or -1000. "DontCare" marks regions
that nobody labelled.
"""

from collections.abc import Sequence
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.numbers import NUMBER, numbers
from assay.formats.pending import Said
from assay.formats.plain_text import lines_of
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample, SampleKind
from assay.formats.text_labels import ImagesOfLabels, mostly, note_others, note_unlabelled, text_labels
from assay.model.progress import Work
from assay.model.shapes import Flag

NUMBERS = 14
FOLDERS = {"label_2": "image_2", "label_3": "image_3", "labels": "images", "label": "image"}
IGNORED = "dontcare"
NO_TRUNCATION = NO_OCCLUSION = -1
NO_ANGLE = -10
NO_PLACE = -1000


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are KITTI's: their lines are a class and 14 numbers, of which four are a box."""
    files = text_labels(delivered, lambda sample: mostly(sample, is_line))
    if not files:
        return None
    return Recognised("the lines of its text files are a class and the 14 numbers of KITTI's objects, or 15", files)


def relative(sample: Sample) -> str:
    """What a file is instead of object labels."""
    lines = [line.split(maxsplit=2) for line in sample.lines[:20] if line.strip()]
    rests = [words[2] for words in lines if len(words) == 3 and words[0].isdecimal() and NUMBER.fullmatch(words[1])]
    if sample.kind is SampleKind.TEXT and lines and len(rests) == len(lines) and all(map(is_line, rests)):
        return "KITTI's tracking labels of a whole video; ask for object labels, a file for each image"
    return ""


def is_line(line: str) -> bool:
    """Whether a line looks like one of KITTI's."""
    words = line.split()
    label, values = parted(words)
    # a class may start with a number, but with two the line is of a tracked object
    is_class = bool(label) and not all(map(NUMBER.fullmatch, label.split()[:2]))
    return is_class and len(values) >= NUMBERS and is_box(values)


def is_box(values: Sequence[str]) -> bool:
    """Whether the numbers from the fourth on are a box, and those before are as KITTI has them."""
    truncated, occluded, _, left, top, right, bottom = (float(value) for value in values[:7])
    return truncated <= 1 and occluded.is_integer() and left <= right and top <= bottom


def parted(words: Sequence[str]) -> tuple[str, list[str]]:
    """The class, which may have spaces, and the numbers after it: 14, or 15 with a score."""
    count = 0
    while count < len(words) and count <= NUMBERS and NUMBER.fullmatch(words[-1 - count]):
        count += 1
    if count > NUMBERS and len(words) == count:
        count = NUMBERS
    return " ".join(words[: len(words) - count]), list(words[len(words) - count :])


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """All boxes of all files."""
    gatherer, images = Gatherer(delivered, "kitti"), ImagesOfLabels(FOLDERS)
    note_others(gatherer, recognised.files)
    note_unlabelled(gatherer, recognised.files)
    return (
        yield from read_files(delivered, recognised, gatherer, lambda filled, name: read_file(filled, name, images))
    )


def read_file(gatherer: Gatherer, name: str, images: ImagesOfLabels) -> None:
    """The boxes of one image."""
    lines = lines_of(gatherer.delivered.read(name))
    image = images.image(gatherer, name, ".png")
    for line, text in lines:
        with gatherer.rejecting(gatherer.delivered.place(name, line=line)):
            label, values = parted(text.split())
            if not label or len(values) < NUMBERS:
                raise Fault(f"is not a class and {NUMBERS} numbers: {len(values)} numbers end it")
            found = numbers(values, "a number of the line")
            gatherer.box(image, label, found[3], found[4], found[5], found[6], said_of(label, found))


def said_of(label: str, values: Sequence[float]) -> Said:
    """What a line says besides the box; what stands for "not known" is not kept."""
    truncated, occluded, alpha = values[:3]
    attributes: dict[str, Any] = {}
    if truncated != NO_TRUNCATION:
        attributes["truncated"] = truncated
    if occluded != NO_OCCLUSION:
        attributes["occluded"] = int(occluded) if occluded.is_integer() else occluded
    other: dict[str, Any] = {"alpha": alpha} if alpha != NO_ANGLE else {}
    height, width, length, *place, turn = values[7:NUMBERS]
    is_solid = min(height, width, length) > 0
    if is_solid:
        other |= {"dimensions": [height, width, length]}
    if NO_PLACE not in place and (is_solid or place != [-1.0, -1.0, -1.0]):
        other |= {"location": place, "rotation_y": turn}
    return Said(
        score=values[NUMBERS] if len(values) > NUMBERS else None,
        flags=Flag.IGNORE if label.casefold() == IGNORED else 0,
        attributes=attributes,
        other=other,
    )
