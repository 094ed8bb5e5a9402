"""The pixels of a mask that is an image file of its own."""

import io
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.image_finder import FoundImage
from assay.formats.image_header import MOST_BYTES, UNREADABLE, image_size, known_formats
from assay.formats.zip_entries import BROKEN

MOST_PIXELS = 1 << 26
"""Pixels of one object's mask: more than any camera has."""


def mask_pixels(data: bytes) -> NDArray[np.bool_]:
    """(height, width) which pixels are set: not fully transparent where the file tells so, else not black and not index 0. Fault when it is no image."""
    width, height = image_size(io.BytesIO(data))
    if width * height > MOST_PIXELS:
        raise Fault(f"the mask is too large ({width} × {height})")
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=known_formats()) as image:
            has_alpha = image.mode in ("RGBA", "LA", "PA")
            pixels = np.asarray(image.getchannel("A") if has_alpha else image)
    except UNREADABLE as error:
        raise Fault(f"the mask cannot be opened ({(str(error).splitlines() or [''])[0][:120]})") from error
    return np.any(np.atleast_3d(pixels), axis=2)


def mask_of(found: FoundImage) -> NDArray[np.bool_]:
    """(height, width) which pixels of a mask file are set. Fault that names it when it cannot be opened."""
    try:
        with found.place.open(found.name) as file:
            return mask_pixels(file.read(MOST_BYTES))
    except (OSError, *BROKEN) as error:
        raise Fault(f"the mask {PurePosixPath(found.name).name} cannot be opened ({error})") from error
