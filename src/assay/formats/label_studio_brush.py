"""The masks of Label Studio: every byte of a picture of red, green, blue and opacity, row by row, packed as runs of bits.

Source: the package @thi.ng/rle-pack, and `decode_rle` in label-studio-sdk. After 32 bits that count the bytes, 5 with their size less 1 and four times 4 with
the sizes of counts less 1, each run is: 1 bit, whether one value is repeated; 2 bits, which size its count has; the count less 1; the value or the values.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.json_text import brief

CHANNELS = 4
OPACITY = 3
MOST_PIXELS = 1 << 27
"""Pixels of a mask, which is drawn as a whole: no camera has as many."""

WORD = 8
SIZES = (3, 4, 8, 16)
"""Bits of the counts that are written, as Label Studio does."""


def decoded_brush(rle: Any, *, width: int, height: int) -> NDArray[np.bool_]:
    """(height, width) the pixels that are not fully transparent. Fault when the bytes are no picture of this size."""
    if width * height > MOST_PIXELS:
        raise Fault(f"the image is too large for masks ({width} × {height})")
    total = width * height * CHANNELS
    bits = Bits(as_bytes(rle))
    if (said := bits.take(32)) != total:
        raise Fault(f"the mask has {said:,} bytes, and an image of {width} × {height} has {total:,}")
    word = bits.take(5) + 1
    sizes = [bits.take(4) + 1 for _ in range(4)]
    opaque = np.zeros(width * height, bool)
    at = 0
    while at < total:
        repeated, size = bits.take(1), sizes[bits.take(2)]
        end = at + bits.take(size) + 1
        if end > total:
            raise Fault("the mask has runs that reach beyond the image")
        if repeated and bits.take(word):
            opaque[pixel_from(at) : pixel_from(end)] = True
        elif not repeated:
            values = bits.take_many(end - at, word)
            opaque[pixel_from(at) : pixel_from(end)] = values[(OPACITY - at) % CHANNELS :: CHANNELS]
        at = end
    return opaque.reshape(height, width)


def as_bytes(rle: Any) -> bytes:
    """The bytes of a list of numbers. Fault when it is none."""
    try:
        if isinstance(rle, list):
            return bytes(rle)
    except (TypeError, ValueError):
        pass
    raise Fault(f"the mask is no list of bytes but {brief(rle)}")


def pixel_from(byte: int) -> int:
    """The first pixel whose opacity stands at a byte or after it."""
    return (byte - OPACITY + CHANNELS - 1) // CHANNELS


class Bits:
    """Bytes read as numbers of some bits."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> int:
        """The next number of up to 32 bits. Fault when the bytes end before it does."""
        first, self.at = self.at, self.at + count
        if self.at > 8 * len(self.data):
            raise Fault("the mask ends too early")
        last = (self.at + 7) // 8
        window = int.from_bytes(self.data[first // 8 : last], "big")
        return (window >> (8 * last - self.at)) & ((1 << count) - 1)

    def take_many(self, count: int, size: int) -> NDArray[np.bool_]:
        """(count,) which of the next numbers are not 0."""
        first, self.at = self.at, self.at + count * size
        if self.at > 8 * len(self.data):
            raise Fault("the mask ends too early")
        part = np.frombuffer(self.data[first // 8 : (self.at + 7) // 8], np.uint8)
        bits = np.unpackbits(part)[first % 8 : first % 8 + count * size]
        return bits.reshape(count, size).max(axis=1) > 0


def encoded_brush(lengths: Sequence[int], *, width: int, height: int) -> list[int]:
    """The bytes of a mask. lengths: of its runs row by row, starting with what is not in the mask."""
    total = width * height * CHANNELS
    text = [f"{total:032b}", f"{WORD - 1:05b}", *(f"{size - 1:04b}" for size in SIZES)]
    for number, length in enumerate(lengths):
        text += runs_of(length * CHANNELS, 255 if number % 2 else 0)
    bits = "".join(text)
    bits += "0" * (-len(bits) % 8)
    return list(int(bits, 2).to_bytes(len(bits) // 8, "big"))


def runs_of(count: int, value: int) -> Iterator[str]:
    """The bits of one value repeated, in as many runs as it takes."""
    while count > 0:
        some = min(count, 1 << SIZES[-1])
        size = next(at for at, bits in enumerate(SIZES) if some <= 1 << bits)
        yield f"1{size:02b}{some - 1:0{SIZES[size]}b}{value:0{WORD}b}"
        count -= some


def row_runs(raster: NDArray[np.bool_]) -> list[int]:
    """The lengths of the runs of a (height, width) mask row by row, starting with what is not in it."""
    flat = raster.ravel()
    changes = np.flatnonzero(np.diff(flat, prepend=False))
    return np.diff(changes, prepend=0, append=len(flat)).tolist()
