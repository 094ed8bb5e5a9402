"""Image files as pixels to draw evidence on."""

import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

MOST_PIXELS = 2 * 89_478_485
"""Where Pillow itself takes an image for a decompression bomb; stated here because others in this process may set its limit."""

UNREADABLE = (
    OSError, EOFError, SyntaxError, ValueError, TypeError, IndexError, KeyError, OverflowError, MemoryError, struct.error,
    zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow raises for files that are absent, damaged or too large, depending on the format."""

BEHIND = (217, 220, 225)
"""What shows through transparent pixels: the canvas surround."""


class ImageSource:
    """Gives images by path; the last one is kept, because items of one image follow one another."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._image: Image.Image | None = None

    def image(self, path: Path | None) -> Image.Image | None:
        """The image as RGB with its pixels as stored, not turned as EXIF may say: labels refer to them. None when it cannot be had."""
        if path is None:
            return None
        if path != self._path:
            self._path, self._image = path, decoded(path)
        return self._image


def decoded(path: Path) -> Image.Image | None:
    """The image file as RGB, None when it is absent, damaged or too large."""
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return None
        with warnings.catch_warnings(action="ignore"), Image.open(path) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.load()
            return as_rgb(opened)
    except UNREADABLE:
        return None


def as_rgb(image: Image.Image) -> Image.Image:
    """An image of any bit depth and colour model as 8-bit RGB, deep ones from their darkest to their brightest value."""
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        image = stretched(image)
    if image.has_transparency_data:
        behind = Image.new("RGBA", image.size, (*BEHIND, 255))
        image = Image.alpha_composite(behind, image.convert("RGBA"))
    return image.convert("RGB")


def stretched(image: Image.Image) -> Image.Image:
    """A 16- or 32-bit image as 8-bit grey."""
    values = np.asarray(image).astype(np.float64)
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    span = high - low or 1.0
    grey = np.clip((np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) / span * 255, 0, 255)
    return Image.fromarray(grey.round().astype(np.uint8))
