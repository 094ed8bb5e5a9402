"""What an image looks like in 64 bits, twice: images that look alike differ in few of them."""

from functools import cache
from typing import TYPE_CHECKING

from PIL import Image

from assay.pictures.eight_bit import opaque

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDE = 32
KEPT = 8
ENOUGH = (256, 256)
"""A JPEG is decoded at a fraction of its size, at least this large: every byte of the file is read all the same, so one that is cut short is noticed."""

DECIMALS = 6
"""Coefficients that are 0 but for rounding are 0."""

BEHIND = (0, 0, 0)


def fingerprint(image: Image.Image) -> tuple[int, int]:
    """PHash and dHash of an opened image whose pixels are not read yet, each a number of 64 bits. Raises what Pillow raises for a damaged file."""
    image.draft("L", ENOUGH)
    grey = opaque(image, BEHIND).convert("L")
    return perceptual_hash(grey), difference_hash(grey)


def perceptual_hash(grey: Image.Image) -> int:
    """The signs of the 64 lowest frequencies against their median, row by row (pHash: Zauner 2010, Implementation and Benchmarking of Perceptual Image Hash Functions).

    grey: in mode L, of any size. Resized to 32 × 32 by Lanczos, DCT-II of rows and columns, the first frequency included.
    """
    import numpy as np

    small = np.asarray(grey.resize((SIDE, SIDE), Image.Resampling.LANCZOS), np.float64)
    cosines = _cosines()
    low = np.round(cosines @ small @ cosines.T, DECIMALS)
    return _packed(low > np.median(low))


def difference_hash(grey: Image.Image) -> int:
    """Whether each of 8 × 8 places is darker than its right neighbour, row by row (dHash). grey: in mode L."""
    import numpy as np

    small = np.asarray(grey.resize((KEPT + 1, KEPT), Image.Resampling.LANCZOS), np.int64)
    return _packed(small[:, 1:] > small[:, :-1])


@cache
def _cosines() -> "NDArray[np.float64]":
    """(8, 32) the first rows of the DCT-II, not normalised: 2 cos(π k (2 n + 1) / 64)."""
    import numpy as np

    frequency, place = np.arange(KEPT)[:, None], np.arange(SIDE)
    return 2 * np.cos(np.pi * frequency * (2 * place + 1) / (2 * SIDE))


def _packed(bits: "NDArray[np.bool_]") -> int:
    import numpy as np

    return int.from_bytes(np.packbits(bits.ravel()).tobytes())
