"""Images that are too large to be handed over whole, read by rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from PIL import Image

from assay.pictures.eight_bit import is_deep
from assay.pictures.facts import PictureFacts

CHUNK = 4_000_000
"""Pixels that are read at a time; as 8-bit colour, 16 MB."""

Box = tuple[int, int, int, int]
"""x_min, y_min, x_max, y_max in pixels as stored."""
Window = tuple[float, float]


class Bands(Protocol):
    """An image file whose rows can be read apart. step: rows that are best read together."""

    facts: PictureFacts
    step: int

    def read(self, box: Box) -> Image.Image:
        """A part of the image in its own colour model."""
        ...


class HeldBands:
    """An image in a format that is only decoded whole: it is held, as long as nothing else is asked for."""

    def __init__(self, facts: PictureFacts, path: Path) -> None:
        self.facts = facts
        self.step = max(1, CHUNK // facts.width)
        with Image.open(path) as image:
            image.load()
            self._image = image.copy() if image.format == "GIF" else image

    def read(self, box: Box) -> Image.Image:
        """A part of the held image."""
        return self._image.crop(box)


def pieces(bands: Bands, box: Box, factor: int) -> Iterator[Box]:
    """The box in pieces from top to bottom, each of a size that is read at a time, cut where pixels of the reduced image end."""
    x_min, y_min, x_max, y_max = box
    rows = max(bands.step, CHUNK // max(x_max - x_min, 1))
    rows = max(factor, rows // factor * factor)
    for top in range(y_min, y_max, rows):
        yield x_min, top, x_max, min(top + rows, y_max)


def reduced(bands: Bands, box: Box, factor: int, window: Window) -> Iterator[tuple[Box, Image.Image]]:
    """The pieces of a box as a screen shows them, each side a factor shorter, with the place of each in the reduced box."""
    for piece in pieces(bands, box, factor):
        image = as_shown(bands.read(piece), window)
        small = image.reduce(factor) if factor > 1 else image
        left, top = (piece[0] - box[0]) // factor, (piece[1] - box[1]) // factor
        yield (left, top, left + small.width, top + small.height), small


def as_shown(image: Image.Image, window: Window) -> Image.Image:
    """A part as RGB, or RGBa wherever the file may have transparent pixels; deep values between the window's black and white."""
    if is_deep(image.mode):
        from assay.pictures.deep_values import values_of, windowed

        return Image.fromarray(windowed(values_of(image), *window)).convert("RGB")
    if image.has_transparency_data:
        return image.convert("RGBA").convert("RGBa")
    return image if image.mode == "RGB" else image.convert("RGB")


def window_of(bands: Bands) -> Window:
    """Darkest and brightest value of a deep image, judged by nine parts of it; of any other, 0 and 255."""
    facts = bands.facts
    if not facts.is_deep:
        return 0.0, 255.0
    from assay.pictures.deep_values import value_range, values_of

    rows = max(1, min(bands.step, CHUNK // facts.width))
    tops = sorted({round(part * (facts.height - rows) / 8) for part in range(9)})
    ranges = [value_range(values_of(bands.read((0, top, facts.width, top + rows)))) for top in tops if top >= 0]
    return min(low for low, _ in ranges), max(high for _, high in ranges)
