"""Large images: a coarse picture of the whole first, then parts in the detail that is asked for."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image, TiffImagePlugin

from assay.pictures.bands import Bands, Box, HeldBands, reduced, window_of
from assay.pictures.facts import PictureFacts, facts_of
from assay.pictures.opening import opened
from assay.pictures.png_bands import PngBands, png_header
from assay.pictures.tiff_bands import tiff_bands

WHOLE_PIXELS = 40_000_000
"""Up to so many pixels an image is handed over whole: 160 MB, and a third of it for its halves."""
COARSE_PIXELS = 16_000_000
PREVIEW_SIDE = 1000
"""The shorter side of a quick preview has at least so many pixels."""
GLIMPSED_PIXELS = 1_000_000
"""A smaller JPEG is read whole as quickly as at a half."""
EVERY = 0.25
"""Seconds between two states of a coarse picture in the making."""


def is_large(facts: PictureFacts) -> bool:
    """Whether an image is shown by parts."""
    return facts.width * facts.height > WHOLE_PIXELS


def preview(image: Image.Image) -> Image.Image | None:
    """A JPEG read at a half, a quarter or an eighth of its size, which takes a fraction of the time; None for other formats."""
    if image.format not in ("JPEG", "MPO"):
        return None
    shrink = next((part for part in (8, 4, 2) if min(image.size) // part >= PREVIEW_SIDE), 1)
    image.draft(None, (image.width // shrink, image.height // shrink))
    image.load()
    return image if image.mode == "RGB" else image.convert("RGB")


def halved(image: Image.Image) -> Image.Image | None:
    """A JPEG that is neither small nor large read at a half of its size; None for any other file."""
    width, height = image.size
    if image.format not in ("JPEG", "MPO") or not GLIMPSED_PIXELS <= width * height <= WHOLE_PIXELS:
        return None
    image.draft(None, (width // 2, height // 2))
    if image.width >= width:
        return None
    image.load()
    return image


class Source:
    """A large image that is open for reading by parts."""

    def __init__(self, path: Path) -> None:
        with opened(path) as image:
            bands = bands_of(path, image)
            low, high = window_of(bands)
        self.facts = replace(bands.facts, low=low, high=high)
        self._bands = bands

    def part(self, box: Box, factor: int) -> Image.Image:
        """A part of the image with each side a factor shorter, as a screen shows it."""
        return list(self._growing(box, factor, every=float("inf")))[-1][0]

    def stored(self, box: Box) -> Image.Image:
        """A part of the image in its own colour model."""
        return self._bands.read(box)

    def coarse(self) -> Iterator[tuple[Image.Image, bool]]:
        """The whole image small, growing from its top: states of it, and whether it is complete."""
        facts, factor = self.facts, 1
        while facts.width * facts.height > COARSE_PIXELS * factor * factor:
            factor *= 2
        yield from self._growing((0, 0, facts.width, facts.height), factor, every=EVERY)

    def _growing(self, box: Box, factor: int, *, every: float) -> Iterator[tuple[Image.Image, bool]]:
        whole: Image.Image | None = None
        last = time.monotonic()
        size = (-(-(box[2] - box[0]) // factor), -(-(box[3] - box[1]) // factor))
        for place, piece in reduced(self._bands, box, factor, (self.facts.low, self.facts.high)):
            whole = whole or Image.new(piece.mode, size)
            whole.paste(piece, place[:2])
            if time.monotonic() - last > every:
                yield whole, False
                last = time.monotonic()
        yield whole or Image.new("RGB", size), True


_held: dict[Path, Source] = {}
"""The image that parts were asked of last; another one takes its place."""


def part_of(path: Path, box: Box, factor: int) -> tuple[Source, Image.Image]:
    """A part of an image file, and the file opened, which stays so for the next part."""
    if path not in _held:
        _held.clear()
        _held[path] = Source(path)
    with opened(path):  # what goes wrong while reading becomes a sentence
        return _held[path], _held[path].part(box, factor)


def bands_of(path: Path, image: Image.Image) -> Bands:
    """What reads an opened image by parts; the whole of it held in memory where its format allows nothing better."""
    facts = facts_of(image)
    found: Bands | None = None
    if image.format == "PNG" and (header := png_header(path)) is not None:
        found = PngBands(facts, path, header)
    elif isinstance(image, TiffImagePlugin.TiffImageFile):
        found = tiff_bands(facts, path, image)
    return found or HeldBands(facts, path)
