import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from assay.model.errors import AssayError

PIXEL_LIMIT = 256_000_000
"""A larger image would take more than a gigabyte when decoded; small files that claim to be larger are usually an attack."""

Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT

DAMAGED = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for damaged files, depending on the format."""
BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SMALLEST_LEVEL = 1024


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """An image ready to be painted: itself and halves of it, each half as wide and high as the one before."""

    levels: tuple[QImage, ...]

    @property
    def width(self) -> int:
        """In stored pixels."""
        return self.levels[0].width()

    @property
    def height(self) -> int:
        """In stored pixels."""
        return self.levels[0].height()

    @property
    def has_alpha(self) -> bool:
        """Whether something behind the image shows through."""
        return self.levels[0].hasAlphaChannel()

    @property
    def bytes(self) -> int:
        """Memory that the pixels take."""
        return sum(level.sizeInBytes() for level in self.levels)

    def level(self, scale: float) -> tuple[QImage, float]:
        """The smallest level that still has a pixel for every device pixel at a scale, and its own scale."""
        chosen = 0
        while chosen + 1 < len(self.levels) and scale <= 0.5 ** (chosen + 1):
            chosen += 1
        return self.levels[chosen], self.levels[chosen].width() / self.width


def decode(path: Path, *, apply_orientation: bool = False) -> DecodedImage:
    """Read an image file of any bit depth and colour model for showing; may run on a worker.

    apply_orientation: turn the image as its EXIF tag says. Labels refer to the pixels as stored, so by default it is left as it is.

    Raises:
        AssayError: the file is absent, no image, damaged, or too large.
    """
    try:
        if not path.is_file():  # a pipe would keep us waiting
            raise FileNotFoundError(path)
        with Image.open(path) as opened:
            if opened.width * opened.height > PIXEL_LIMIT:
                raise AssayError(too_large(path))
            opened.load()
            turned = ImageOps.exif_transpose(opened) if apply_orientation else opened
            return DecodedImage(levels_of(qt_image(turned)))
    except FileNotFoundError as error:
        raise AssayError(f"Image not found: {path.name}.") from error
    except UnidentifiedImageError as error:
        raise AssayError(f"{path.name} is not an image in a format that Assay can read.") from error
    except BOMB as error:
        raise AssayError(too_large(path)) from error
    except (MemoryError, *DAMAGED) as error:
        raise AssayError(f"{path.name} is damaged or cut short and cannot be shown ({error}).") from error


def too_large(path: Path) -> str:
    """The sentence for an image with more pixels than we decode."""
    return f"{path.name} claims more than {PIXEL_LIMIT // 1_000_000} million pixels and is not opened."


def qt_image(image: Image.Image) -> QImage:
    """A Pillow image as Qt's fastest format: opaque, or with premultiplied alpha."""
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        image = stretched(image)
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        if coloured.getchannel("A").getextrema() != (255, 255):
            raw = coloured.tobytes("raw", "BGRA")
            whole = QImage(raw, image.width, image.height, 4 * image.width, QImage.Format.Format_ARGB32)
            return whole.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    raw = image.convert("RGB").tobytes("raw", "BGRX")
    return QImage(raw, image.width, image.height, 4 * image.width, QImage.Format.Format_RGB32).copy()


def stretched(image: Image.Image) -> Image.Image:
    """A 16- or 32-bit image as 8-bit grey, its darkest value black and its brightest white."""
    values = np.asarray(image).astype(np.float64)
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    span = high - low or 1.0
    grey = np.clip((np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) / span * 255, 0, 255)
    return Image.fromarray(grey.round().astype(np.uint8))


def levels_of(image: QImage) -> tuple[QImage, ...]:
    """The image and its halves, down to about a thousand pixels; made here so that painting a whole image is quick."""
    levels = [image]
    while (
        max(levels[-1].width(), levels[-1].height()) > SMALLEST_LEVEL
        and min(levels[-1].width(), levels[-1].height()) > 1
    ):
        last = levels[-1]
        levels.append(
            last.scaled(
                (last.width() + 1) // 2,
                (last.height() + 1) // 2,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return tuple(levels)
