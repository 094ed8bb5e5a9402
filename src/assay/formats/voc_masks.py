"""The masks of Pascal VOC's objects: SegmentationObject/a.png beside Annotations/a.xml, whose pixels are the numbers of the objects in the order of the XML.

Source: host.robots.ox.ac.uk/pascal/VOC, development kit, "Segmentation": value i is the i-th object, 0 the background, 255 the border that is nobody's. Parts
of objects are not counted.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import FoundImage, folder_of, stem_of
from assay.formats.mask_files import ValueRuns, as_numbers, pixels_of
from assay.geometry.masks import masks_from_runs
from assay.geometry.rle import runs_from_lengths

OBJECTS = re.compile(r"(?P<root>.*/|)SegmentationObject(?:PNG)?/(?P<stem>[^/]+)\.png", re.IGNORECASE)
MASK = re.compile(r"(?:^|/)Segmentation(?:Object|Class)(?:PNG)?/[^/]+\.png$", re.IGNORECASE)
NOBODYS = 255
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ObjectMask:
    """The mask of one object. runs: COCO's run lengths, down the columns. size: width and height."""

    runs: NDArray[np.int64]
    size: tuple[int, int]

    @property
    def bounds(self) -> NDArray[np.float64]:
        """(1, 4) the box around it."""
        width, height = self.size
        runs = runs_from_lengths(self.runs, height=height, width=width)
        return masks_from_runs(runs, np.array([len(runs)])).bounds()


@dataclass(frozen=True, slots=True)
class MasksOfImage:
    """The masks of the objects of one image."""

    values: ValueRuns

    def of_object(self, number: int) -> ObjectMask | None:
        """The mask of the object with this number, counted from 1; None where no pixel is its."""
        if number == NOBODYS or not self.values.pixels(number):
            return None
        return ObjectMask(self.values.runs(number), (self.values.width, self.values.height))


@dataclass(frozen=True, slots=True)
class VocMasks:
    """The mask images of objects among what was handed over, by the folder above theirs and the stem of their names."""

    delivered: Delivered
    by_place: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, delivered: Delivered) -> "VocMasks":
        """All mask images of objects among what was handed over."""
        matches = ((name, OBJECTS.fullmatch(name)) for name in delivered.names)
        return cls(delivered, {(match["root"], match["stem"]): name for name, match in matches if match})

    def beside(self, label: str) -> str | None:
        """The mask image of an XML file: in the folder beside its own, or right beside it. None when there is none."""
        folder, stem = folder_of(label), stem_of(label)
        roots = (folder[: folder[:-1].rfind("/") + 1], folder)
        return next((name for root in roots if (name := self.by_place.get((root, stem)))), None)

    def of_objects(self, gatherer: Gatherer, label: str, image: int, objects: int) -> MasksOfImage | None:
        """The masks of the objects of one XML file; None where it has none, or where they cannot be read, which is listed. objects: how many it has."""
        if (name := self.beside(label)) is None:
            return None
        place = self.delivered.place(name)
        with gatherer.rejecting(place):
            values = read_values(self.delivered, name, gatherer.images.sides[image])
            note_strangers(gatherer, place, values, objects)
            return MasksOfImage(values)
        return None

    def note_unread(self, gatherer: Gatherer, labels: Iterable[str]) -> None:
        """Say which mask images have no XML file, or are of classes, which the XML files name already."""
        read = {self.beside(label) for label in labels}
        classes = {name.casefold().replace("segmentationobject", "segmentationclass") for name in read if name}
        unread = [name for name in self.delivered.names if MASK.search(name) and name not in read]
        unread = [name for name in unread if name.casefold() not in classes]
        if unread:
            what = "mask images belong to the objects of no XML file; hand over their folder alone to read them"
            gatherer.note(self.delivered.place(unread[0]), f"{len(unread):,} {what}")


def read_values(delivered: Delivered, name: str, sides: Sequence[float]) -> ValueRuns:
    """The values of a mask image. sides: those of its image, NaN where unknown. Fault when they are colours, cannot be read, or fill another size."""
    delivered.read(name)
    pixels = pixels_of(FoundImage(name, delivered.entries))
    if pixels.ndim != 2:
        pixels = numbers_of_colours(as_numbers(pixels))
    height, width = pixels.shape
    if any(side == side and side != own for side, own in zip(sides, (width, height), strict=True)):
        raise Fault(f"is {width:,} × {height:,}, but its image is {sides[0]:,.6g} × {sides[1]:,.6g}")
    return ValueRuns(pixels)


def numbers_of_colours(colours: NDArray[np.integer]) -> NDArray[np.integer]:
    """(height, width) which entry of VOC's palette each colour is, for images that were stored without one. colours: red + 256 green + 65536 blue."""
    found, at = np.unique(colours, return_inverse=True)
    palette = {colour: number for number, colour in enumerate(voc_palette())}
    strange = [colour for colour in found.tolist() if colour not in palette]
    if strange:
        shown = " ".join(str(strange[0] >> shift & 255) for shift in (0, 8, 16))
        raise Fault(f"has the colour {shown}, which is the number of no object; ask for it with its palette")
    return np.array([palette[colour] for colour in found.tolist()], np.uint8)[at].reshape(colours.shape)


@cache
def voc_palette() -> tuple[int, ...]:
    """The 256 colours of VOC's palette as red + 256 green + 65536 blue. Source: VOClabelcolormap.m of the development kit."""
    return tuple(sum(_channel(number, bit) << 8 * bit for bit in range(3)) for number in range(256))


def _channel(number: int, bit: int) -> int:
    """One of three channels: every third bit of the number, the lowest of them becoming the highest."""
    return sum((number >> 3 * step + bit & 1) << 7 - step for step in range(3))


def note_strangers(gatherer: Gatherer, place: str, values: ValueRuns, objects: int) -> None:
    """List the values that are the numbers of no object."""
    strangers = [value for value in values.values.tolist() if not 0 <= value <= objects and value != NOBODYS]
    if strangers:
        shown = ", ".join(map(str, strangers[:MOST_SHOWN])) + (" …" if len(strangers) > MOST_SHOWN else "")
        has = f"{objects:,} {'object' if objects == 1 else 'objects'}"
        gatherer.reject(place, f"has the values {shown}, but its XML file has {has}; their pixels are left out")
