"""The size of an image, from its header alone."""

import io
import struct
from typing import BinaryIO

from assay.formats.fault import Fault

EXTENSIONS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm", ".pbm", ".jp2", ".j2k", ".avif", ".tga", ".mpo")  # fmt: skip

START = 256 << 10
"""Bytes in which nearly every header ends; only a TIFF's may be at the end of the file."""

MOST_BYTES = 512 << 20
UNREADABLE = (OSError, ValueError, SyntaxError, OverflowError, EOFError, IndexError, KeyError, TypeError, ZeroDivisionError, struct.error)  # fmt: skip
"""What Pillow raises for files that are no images, or broken ones."""


def image_size(file: BinaryIO) -> tuple[int, int]:
    """Width and height as stored, whatever its EXIF says of turning. Fault when it is no image that can be opened."""
    from assay.pictures.opening import why_unreadable

    start = file.read(START)
    try:
        try:
            return size_in(io.BytesIO(start))
        except UNREADABLE:
            return size_in(io.BytesIO(start + file.read(MOST_BYTES)))
    except UNREADABLE as error:
        raise Fault(f"is no image that can be opened ({why_unreadable(error)})") from error


def size_in(file: io.BytesIO) -> tuple[int, int]:
    """What Pillow says; only the header is read, so a decompression bomb costs nothing here."""
    from PIL import Image

    from assay.pictures.opening import without_pixel_limit

    with without_pixel_limit(), Image.open(file, formats=known_formats()) as image:
        return image.size


def known_formats() -> tuple[str, ...]:
    """Those of the wanted formats that this Pillow was built with."""
    from assay.pictures import opening

    return opening.known_formats()
