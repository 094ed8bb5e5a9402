"""Label images: each pixel's value or colour is a class, or an object; or a file per object, whose pixels are it.

Which of these they are is told from the pixels and from lists of classes beside them. 0 is background; 255, where no list names it, and classes called void are
regions to be ignored, as in Pascal VOC. Where VOC's SegmentationObject lies beside SegmentationClass, the one has the objects and the other their classes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import FoundImage, folder_of, nearest, stem_of
from assay.formats.mask_classes import BACKGROUND, VOID, MaskClasses, mask_classes
from assay.formats.mask_files import ValueRuns, as_numbers, pixels_of, size_of
from assay.formats.mask_pairs import class_files, values_of_objects
from assay.formats.pending import NOTHING_SAID, Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.model.progress import Work
from assay.model.shapes import Flag

ENDINGS = (".png", ".tif", ".tiff", ".bmp", ".gif")
DRAWN_FOR_PEOPLE = re.compile(r"visuali[sz]ation[^/]*/", re.IGNORECASE)
"""Folders of pictures of the labels, which are neither images nor labels."""

LOOKED_AT = 12
MOST_LOOKED_AT = 4_000_000
"""Pixels of an image that is looked at to tell what it is."""

RAGGED = 0.1
"""Runs down the columns per pixel, above which an image is a photo and no label image."""

FEW = 64
VOID_VALUE = 255
OBJECT = "object"
MOST_OBJECTS = 20_000
PART = re.compile(r"[_\-.](?:(?P<label>[^\W\d_][\w -]*?)[_\-.])?(?:mask|m|obj|object|inst|instance)?[_\-.]?\d*$")
AFTER_IMAGE = re.compile(
    r"(?:[_\-.](?:mask|masks|label|labels|labelids|gt|seg|segmentation|instanceids))$", re.IGNORECASE
)


class Kind(Enum):
    """What the pixels of label images are."""

    CLASSES = "each value is a class"
    OBJECTS = "each value is an object"
    FILES = "each file is an object"


@dataclass(frozen=True, slots=True)
class Looked:
    """What some label images look like. palette: whether they have one. values: that any of them has. labels: whether they look like labels at all."""

    palette: bool
    values: frozenset[int]
    labels: bool


def recognise(delivered: Delivered) -> Recognised | None:
    """Why images are labels, and all that are: those of folders in which no image looks like a photo."""
    folders: dict[str, list[str]] = {}
    for name in images_of(delivered):
        folders.setdefault(folder_of(name), []).append(name)
    if not folders:
        return None
    classes = mask_classes(delivered)
    found = {folder: names for folder, names in folders.items() if is_mask_folder(delivered, names, classes)}
    files = [name for names in found.values() for name in names]
    if not files or not has_evidence(delivered, files, classes):
        return None
    why = f"its images have large areas of few values, {what_they_are(delivered, files, classes).value}"
    return Recognised(why + (f", and {classes.why}" if classes.names else ""), sorted(files), Certainty.POSSIBLE)


def images_of(delivered: Delivered) -> list[str]:
    """Files that could be label images by their endings; a single file counts only when it is called so."""
    return [name for name in delivered.names if name.lower().endswith(ENDINGS)]


def is_mask_folder(delivered: Delivered, names: Sequence[str], classes: MaskClasses) -> bool:
    """Whether some images of a folder all look like labels, and not all are blank."""
    is_drawn = False
    for name in names[:: max(1, len(names) // LOOKED_AT)][:LOOKED_AT]:
        looked = looked_at(delivered, name, classes)
        if looked is None or not looked.labels:
            return False
        is_drawn = is_drawn or len(looked.values) > 1
    return is_drawn


def looked_at(delivered: Delivered, name: str, classes: MaskClasses) -> Looked | None:
    """What an image looks like, None when it cannot be opened."""
    found = FoundImage(name, delivered.entries)
    try:
        width, height = size_of(found)
        if width * height > MOST_LOOKED_AT:
            return None
        pixels = pixels_of(found, colours=classes.by_colour)
    except Fault:
        return None
    if pixels.ndim == 3 and not classes.by_colour:
        return None
    values = as_numbers(pixels)
    known = frozenset(np.unique(values).tolist()[: FEW * 1024])
    runs = int(np.count_nonzero(values[1:] != values[:-1])) + values.shape[1]
    is_labels = runs <= RAGGED * values.size + FEW and (not classes.by_colour or known <= {0, *classes.names})
    return Looked(b"PLTE" in delivered.head(name, 4096), known, is_labels)


def has_evidence(delivered: Delivered, files: Sequence[str], classes: MaskClasses) -> bool:
    """Whether anything but their looks says that images are labels: a list of classes, a palette, images that they belong to, or numbered files per object."""
    masks = set(files)
    return bool(
        classes.names
        or any((one := looked_at(delivered, name, classes)) and one.palette for name in files[:1])
        or any(image_of(delivered, name, masks) for name in files[:LOOKED_AT])
        or all(re.search(r"[_-]\d+$", stem_of(name)) for name in files)
    )


def what_they_are(delivered: Delivered, files: Sequence[str], classes: MaskClasses) -> Kind:
    """What the values of label images are."""
    if classes.names:
        return Kind.CLASSES
    looked = [one for name in files[:LOOKED_AT] if (one := looked_at(delivered, name, classes))]
    values = frozenset[int]().union(*(one.values for one in looked))
    if len(values - {0}) <= 1:
        return Kind.FILES
    return Kind.CLASSES if any(one.palette for one in looked) else Kind.OBJECTS


def image_of(delivered: Delivered, mask: str, masks: set[str]) -> FoundImage | None:
    """The image that a label image belongs to: one with its name that is no label image, or whose name its own starts with."""
    stem = AFTER_IMAGE.sub("", stem_of(mask))
    while stem:
        for index in delivered.images.indices:
            names = [
                name
                for name in index.by_stem.get(stem.casefold(), ())
                if (index.place is not delivered.entries or name not in masks) and not DRAWN_FOR_PEOPLE.search(name)
            ]
            if names and (best := nearest(names, mask)):
                return FoundImage(best, index.place)
        shorter = re.sub(r"[_\-.][^_\-.]*$", "", stem)
        stem = "" if shorter == stem else shorter
    return None


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Every class of an image, or every object, as a mask."""
    classes = mask_classes(delivered)
    pairs = class_files(recognised.files)
    kind = what_they_are(delivered, [name for name in recognised.files if name not in pairs], classes)
    gatherer = Gatherer(delivered, "masks", ids_are_unique=False)
    if kind is not Kind.CLASSES:
        gatherer.note(
            "masks",
            f"{kind.value}; nothing says of which class, so they are called {OBJECT!r} where their names do not say",
        )
    for name in classes.files:
        delivered.read(name)
    for value, name in classes.names.items():
        if not BACKGROUND.fullmatch(name):
            gatherer.add_class(name, value)
    alone = [name for name in recognised.files if name not in pairs.values()]
    reader = MaskReader(kind, classes, pairs, set(recognised.files))
    return read_files(delivered, replace(recognised, files=alone), gatherer, reader.read_file)


def label_values(delivered: Delivered, name: str, *, by_colour: bool) -> NDArray[np.integer]:
    """(height, width) values of a label image, which counts as read. Fault when it cannot be opened."""
    delivered.read(name)
    return as_numbers(pixels_of(FoundImage(name, delivered.entries), colours=by_colour))


@dataclass(slots=True)
class MaskReader:
    """Fills a gatherer from label images. pairs: images of objects with those of their classes. masks: all label images."""

    kind: Kind
    classes: MaskClasses
    pairs: Mapping[str, str] = field(default_factory=dict)
    masks: set[str] = field(default_factory=set)

    def read_file(self, gatherer: Gatherer, name: str) -> None:
        """The masks of one label image. Fault when it cannot be opened, or is of another size than its image."""
        by_colour = self.classes.by_colour and name not in self.pairs
        pixels = label_values(gatherer.delivered, name, by_colour=by_colour)
        height, width = pixels.shape
        image, rest = self.image_of(gatherer, name, width=width, height=height)
        if self.kind is Kind.FILES and name not in self.pairs:
            label = (PART.fullmatch(rest) or {"label": None})["label"] or OBJECT
            gatherer.mask(image, label, ValueRuns((pixels > 0).astype(np.uint8)).runs(1), size=(width, height))
            return
        if name in self.pairs:
            self.add_objects(gatherer, image, name, pixels)
        else:
            self.add_values(gatherer, image, name, pixels)

    def image_of(self, gatherer: Gatherer, name: str, *, width: int, height: int) -> tuple[int, str]:
        """The number of the image that a label image belongs to, and what stands after its name."""
        found = image_of(gatherer.delivered, name, self.masks)
        place = gatherer.delivered.place(name)
        if found:
            return gatherer.image(found.name, *found.size(), place=place), stem_of(name)[len(stem_of(found.name)) :]
        stem = AFTER_IMAGE.sub("", stem_of(name))
        rest = (
            stem[len(stem.rstrip("0123456789")) - 1 :]
            if self.kind is Kind.FILES and re.search(r"[_-]\d+$", stem)
            else ""
        )
        image = stem[: len(stem) - len(rest)] or stem
        return gatherer.image(f"{folder_of(name)}{image}", width, height, place=place), rest

    def add_values(self, gatherer: Gatherer, image: int, name: str, pixels: NDArray[np.integer]) -> None:
        """A mask for each value but the background."""
        found = ValueRuns(pixels)
        size = (found.width, found.height)
        values = [value for value in found.values.tolist() if not self.is_background(value)]
        if len(values) > MOST_OBJECTS:
            raise Fault(f"has {len(values):,} values, as no label image has")
        for value in values:
            with gatherer.rejecting(gatherer.delivered.place(name)):
                if self.kind is Kind.OBJECTS:
                    gatherer.mask(image, OBJECT, found.runs(value), Said(source_id=value), size=size)
                    continue
                label, said = self.class_of(value)
                gatherer.mask(image, label, found.runs(value), said, size=size)

    def add_objects(self, gatherer: Gatherer, image: int, name: str, pixels: NDArray[np.integer]) -> None:
        """A mask for each object, of the class that most of its pixels have. Fault when its classes cannot be opened or are of another size."""
        classes = label_values(gatherer.delivered, self.pairs[name], by_colour=self.classes.by_colour)
        found = ValueRuns(pixels)
        for value, of_class in values_of_objects(pixels, classes, void=VOID_VALUE).items():
            with gatherer.rejecting(gatherer.delivered.place(name)):
                label, said = self.class_of(of_class)
                size = (found.width, found.height)
                gatherer.mask(image, label, found.runs(value), replace(said, source_id=value), size=size)

    def is_background(self, value: int) -> bool:
        """Whether a value is what no object covers."""
        name = self.classes.names.get(value)
        return bool(BACKGROUND.fullmatch(name)) if name is not None else value == 0

    def class_of(self, value: int) -> tuple[str, Said]:
        """The class of a value: its name, or the value itself where no list names any. Fault when a list leaves it out."""
        name = self.classes.names.get(value)
        if name is None and value == VOID_VALUE:
            name = "void"
        if name is None and self.classes.names:
            what = "colour" if self.classes.by_colour else "value"
            shown = f"{value & 255} {value >> 8 & 255} {value >> 16}" if self.classes.by_colour else f"{value}"
            raise Fault(f"has the {what} {shown}, which {self.classes.files[0]} does not name")
        label = name or f"{value}"
        return label, Said(flags=Flag.IGNORE) if VOID.fullmatch(label) else NOTHING_SAID
