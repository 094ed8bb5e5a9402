"""Reading the values of single pixels as a file stores them."""

from pathlib import Path
from typing import Any

from PIL import Image

from assay.pictures.facts import PictureFacts, facts_of
from assay.pictures.large import Source, is_large
from assay.pictures.opening import opened
from assay.pictures.pixel_values import PixelValues

AROUND = 64
"""Pixels of a side of the squares in which a large image is read: the hand moves on to their neighbours."""
PALETTED = ("P", "PA")


class Reader:
    """Reads single pixels of an image file, of which it keeps as much as the next question needs."""

    def __init__(self, path: Path) -> None:
        self._source: Source | None = None
        self._deep: Any = None
        self._held: Image.Image | None = None
        self._left, self._top = 0, 0
        with opened(path) as image:
            self.facts = facts_of(image)
            if is_large(self.facts):
                self._source = Source(path)
                return
            if len(image.getbands()) > 1 and self.facts.bits > 8:
                self._deep = deep_colours(path)
            image.load()
            self._held = image.copy()

    def at(self, x: int, y: int) -> PixelValues:
        """The values of a stored pixel."""
        if self._deep is not None:
            return deep_pixel(self._deep[y, x].tolist())
        if self._source is not None:
            self._read_around(self._source, x, y)
        assert self._held is not None
        return pixel(self._held, x - self._left, y - self._top)

    def _read_around(self, source: Source, x: int, y: int) -> None:
        """Have the square that holds a pixel of a large image."""
        left, top = x // AROUND * AROUND, y // AROUND * AROUND
        if self._held is None or (left, top) != (self._left, self._top):
            right, bottom = min(left + AROUND, self.facts.width), min(top + AROUND, self.facts.height)
            self._held, self._left, self._top = source.stored((left, top, right, bottom)), left, top


def pixel(image: Image.Image, x: int, y: int) -> PixelValues:
    """The values of a pixel of an image in its own colour model."""
    found: Any = image.getpixel((x, y))
    if image.mode == "1":
        return PixelValues(bands=("1",), values=(int(found > 0),))
    if image.mode not in PALETTED:
        values = found if isinstance(found, tuple) else (found,)
        return PixelValues(bands=image.getbands(), values=values)
    index = found[0] if isinstance(found, tuple) else found
    coloured = image.crop((x, y, x + 1, y + 1)).convert("RGBA" if image.has_transparency_data else "RGB")
    colour: Any = coloured.getpixel((0, 0))
    return PixelValues(bands=coloured.getbands(), values=colour, index=index)


def deep_pixel(values: list[int]) -> PixelValues:
    """A pixel of 16 bits per channel. values: blue, green, red and perhaps alpha."""
    return PixelValues(bands=("R", "G", "B", "A")[: len(values)], values=(*values[2::-1], *values[3:]))


def deep_colours(path: Path) -> Any:
    """(height, width, 3 or 4) blue, green, red and perhaps alpha of 16 bits, which Pillow reads as 8; None where they cannot be had."""
    import cv2
    import numpy as np

    found = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    return found if found is not None and found.ndim == 3 and found.dtype == np.uint16 else None


_held: dict[Path, Reader] = {}
"""The image whose pixels were asked for last; another one takes its place."""


def values_of(path: Path, x: int, y: int) -> tuple[PictureFacts, PixelValues]:
    """The facts of an image file, which is kept for the next question, and the values of one of its pixels as stored."""
    if path not in _held:
        _held.clear()
        _held[path] = Reader(path)
    with opened(path):  # what goes wrong while reading becomes a sentence
        return _held[path].facts, _held[path].at(x, y)
