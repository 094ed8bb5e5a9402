"""Opening an image file of any kind and size, or one sentence that says why not. Nothing is refused for its size: memory and time are bounded by the process that decodes."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from assay.model.errors import AssayError

WANTED = (
    "PNG",
    "JPEG",
    "MPO",
    "BMP",
    "DIB",
    "GIF",
    "TIFF",
    "WEBP",
    "PPM",
    "JPEG2000",
    "AVIF",
    "TGA",
    "ICO",
    "PSD",
    "PCX",
    "SGI",
)
"""Formats that images come in; Pillow knows thirty more that nobody sends, and one of them starts another program."""  # fmt: skip

UNREADABLE = (
    OSError, EOFError, SyntaxError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, ZeroDivisionError,
    struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises for files that are absent, no image, or damaged, depending on the format."""

NO_MEMORY = ("out of memory", "too large to allocate", "malloc")


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The image file, its header read and its pixels not; what goes wrong while it is open becomes a sentence too.

    Raises:
        AssayError: the file is absent, no image, damaged, or needs more memory than this process may have.
    """
    try:
        if not path.is_file():  # a pipe would keep us waiting
            raise FileNotFoundError(path)
        with without_pixel_limit(), Image.open(path, formats=known_formats()) as image:
            yield image
    except FileNotFoundError as error:
        raise AssayError(f"Image not found: {path.name}.") from error
    except UnidentifiedImageError as error:
        raise AssayError(f"{path.name} is not an image in a format that Assay can read.") from error
    except MemoryError as error:
        raise AssayError(too_much_memory(path)) from error
    except UNREADABLE as error:
        raise AssayError(damaged(path, error)) from error


@contextmanager
def without_pixel_limit() -> Iterator[None]:
    """Let Pillow open what claims to be large: a header costs nothing, and pixels are bounded by memory, not by a claim."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


@cache
def known_formats() -> tuple[str, ...]:
    """Those of the wanted formats that this Pillow was built with."""
    Image.init()
    return tuple(name for name in WANTED if name in Image.OPEN)


def why_unreadable(error: Exception) -> str:
    """What Pillow says of a file that it cannot open, in a few words of one line."""
    if isinstance(error, UnidentifiedImageError):
        return "it begins like no kind of image that is known"
    return (str(error).splitlines() or [""])[0][:120] or type(error).__name__


def damaged(path: Path, error: Exception) -> str:
    """The sentence for a file whose pixels cannot be had."""
    why = (str(error).splitlines() or [""])[0][:120] or type(error).__name__
    if any(word in why for word in NO_MEMORY):
        return too_much_memory(path)
    return f"{path.name} is damaged or cut short and cannot be shown ({why})."


def too_much_memory(path: Path) -> str:
    """The sentence for a file whose pixels do not fit in what a decoder may have."""
    return f"{path.name} needs more memory than may be spent on one image; it may claim to be larger than it is."
