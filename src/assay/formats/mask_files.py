"""Images whose pixels are labels: decoded as they are stored, and taken apart into the mask of each value."""

from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.image_finder import FoundImage
from assay.formats.image_header import UNREADABLE
from assay.formats.zip_entries import BROKEN

MOST_PIXELS = 80_000_000
"""Pixels of one label image, which is in memory as a whole; Pillow itself warns at 89 million."""

LOSSLESS = ("PNG", "TIFF", "BMP", "GIF", "PPM", "WEBP", "TGA")
"""A JPEG smears its values, so that none of them means anything."""


COLOURED = ("RGBA", "RGBX", "CMYK", "YCbCr", "HSV", "LAB")


def size_of(found: FoundImage) -> tuple[int, int]:
    """Width and height of an image. Fault when it cannot be opened."""
    with catch_warnings():
        simplefilter("ignore")
        return found.size()


def pixels_of(found: FoundImage, *, colours: bool = False) -> NDArray[np.integer]:
    """(height, width) values, palette indices as they are, or (height, width, 3) colours. Fault when it cannot be opened or is too large.

    colours: whether colours are wanted of an image with a palette too.
    """
    with catch_warnings():
        simplefilter("ignore")  # Pillow warns of odd EXIF, which says nothing about the pixels
        return decoded_pixels(found, colours=colours)


def decoded_pixels(found: FoundImage, *, colours: bool) -> NDArray[np.integer]:
    """What `pixels_of` gives, with Pillow's warnings."""
    from PIL import Image

    width, height = found.size()
    if width * height > MOST_PIXELS:
        raise Fault(f"the label image {found.name} is too large ({width:,} × {height:,})")
    try:
        with found.place.open(found.name) as file, Image.open(file, formats=LOSSLESS) as image:
            coloured = image.mode in COLOURED or (colours and image.mode in ("P", "PA"))
            plain = image.convert("RGB") if coloured else image
            pixels = np.asarray(plain)
    except (*UNREADABLE, *BROKEN, MemoryError) as error:
        why = (str(error).splitlines() or ["?"])[0][:120]
        raise Fault(f"the label image {found.name} cannot be opened ({why})") from error
    if pixels.ndim == 3 and pixels.shape[2] == 2:  # grey and alpha
        pixels = pixels[:, :, 0]
    if pixels.dtype.kind == "f":
        raise Fault(f"the label image {found.name} has fractions for values")
    return pixels.astype(np.uint8) if pixels.dtype == bool else pixels


def as_numbers(pixels: NDArray[np.integer]) -> NDArray[np.integer]:
    """(height, width) values: colours become red + 256 green + 65536 blue, as COCO panoptic counts."""
    if pixels.ndim == 2:
        return pixels
    red, green, blue = (pixels[:, :, channel].astype(np.int32) for channel in (0, 1, 2))
    return red + 256 * green + 65536 * blue


class ValueRuns:
    """The masks of all values of a label image, found in one pass: a file may list very many."""

    def __init__(self, values: NDArray[np.integer]) -> None:
        self.height, self.width = values.shape
        flat = np.ascontiguousarray(values.T).ravel()
        starts = np.concatenate([[0], np.flatnonzero(flat[1:] != flat[:-1]) + 1])
        ends = np.append(starts[1:], len(flat))
        order = np.argsort(flat[starts], kind="stable")
        self.first, self.after = starts[order], ends[order]
        self.values, at = np.unique(flat[starts][order], return_index=True)
        self.spans = dict(
            zip(self.values.tolist(), zip(at.tolist(), [*at[1:].tolist(), len(order)], strict=True), strict=True)
        )

    def pixels(self, value: int) -> int:
        """How many pixels have this value."""
        first, last = self.spans.get(value, (0, 0))
        return int((self.after[first:last] - self.first[first:last]).sum())

    def runs(self, *values: int) -> NDArray[np.int64]:
        """COCO's run lengths of the mask that has any of these values, all background when no pixel has one."""
        at = np.concatenate([np.arange(*self.spans.get(value, (0, 0))) for value in {*values}]).astype(np.int64)
        first, after = np.sort(self.first[at]), np.sort(self.after[at])
        is_gap = first[1:] != after[:-1]
        starts = np.concatenate([first[:1], first[1:][is_gap]])
        ends = np.concatenate([after[:-1][is_gap], after[-1:]])
        edges = np.stack([starts, ends], axis=1).ravel()
        return np.diff(np.concatenate([[0], edges, [self.height * self.width]])).astype(np.int64)
