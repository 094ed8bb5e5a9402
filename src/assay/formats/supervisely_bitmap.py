"""The bitmaps of Supervisely: a PNG, deflated once more, as base64."""

import base64
import binascii
import io
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.image_header import UNREADABLE
from assay.formats.json_text import brief

MOST_BYTES = 64 << 20
"""Bytes of a PNG: one of a single bit never has as many."""

MOST_PIXELS = 1 << 26
PNG = b"\x89PNG\r\n\x1a\n"


def decoded_bitmap(data: Any, *, most: tuple[int, int]) -> NDArray[np.bool_]:
    """(height, width) the pixels of a bitmap. most: width and height of the image. Fault when it is no PNG, or larger than the image."""
    png = inflated(data)
    if not png.startswith(PNG) or len(png) < 24:
        raise Fault("the bitmap is no PNG")
    # looked at before Pillow is, since a few bytes can declare any size
    width, height = struct.unpack(">II", png[16:24])
    if width > most[0] or height > most[1] or width * height > MOST_PIXELS:
        raise Fault(f"the bitmap is {width} × {height}, and the image {most[0]} × {most[1]}")
    try:
        return drawn(png)
    except (*UNREADABLE, zlib.error) as error:
        raise Fault(f"the bitmap cannot be opened ({str(error)[:120]})") from error


def inflated(data: Any) -> bytes:
    """The PNG inside the text. Fault when there is none."""
    if not isinstance(data, str):
        raise Fault(f"the bitmap is no text but {brief(data)}")
    try:
        unpacking = zlib.decompressobj()
        png = unpacking.decompress(base64.b64decode(data, validate=True), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise Fault(f"the bitmap cannot be unpacked ({error})") from error
    if unpacking.unconsumed_tail:
        raise Fault(f"the bitmap has more than {MOST_BYTES >> 20} MB")
    return png


def drawn(png: bytes) -> NDArray[np.bool_]:
    """What is not transparent, or where nothing is transparent, what is not black."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        image.load()
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            return np.asarray(image.convert("RGBA"))[:, :, 3] > 0
        pixels = np.asarray(image.convert("RGB") if image.mode == "P" else image)
        return np.asarray(pixels > 0 if pixels.ndim == 2 else (pixels > 0).any(axis=2))
