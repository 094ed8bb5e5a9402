"""COCO's run-length encoding of masks: the run lengths of alternating background and foreground, column by column.

`Annotations.runs` holds a mask as height, width and the run lengths, uint32. JSON files hold the run lengths as a list, or compressed into
text: each number, from the third on less the one two before it, in groups of five bits, six bits a character (pycocotools `maskApi.c`, `rleToString`).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Runs = NDArray[np.uint32]


def runs_from_compressed(text: str | bytes, *, height: int, width: int) -> Runs:
    """Height, width and run lengths from COCO's compressed text.

    Raises:
        ValueError: the text has a character that does not belong, ends within a number, or does not fill the mask.
    """
    numbers = _numbers(text.encode("latin-1", "replace") if isinstance(text, str) else text)
    # Each number from the fourth on is a difference to the one two before: two interleaved running sums, after the very first number.
    lengths = numbers.copy()
    lengths[1::2] = np.cumsum(numbers[1::2])
    lengths[2::2] = np.cumsum(numbers[2::2])
    return runs_from_lengths(lengths, height=height, width=width)


def runs_from_lengths(lengths: Iterable[int] | NDArray[np.integer], *, height: int, width: int) -> Runs:
    """Height, width and run lengths from a plain list of run lengths.

    Raises:
        ValueError: a length is negative, or they do not add up to the mask's pixels.
    """
    lengths = np.asarray(lengths if isinstance(lengths, np.ndarray) else list(lengths), np.int64)
    if len(lengths) and lengths.min() < 0:
        raise ValueError("a run length is negative")
    if int(lengths.sum()) != height * width:
        raise ValueError(f"the run lengths add up to {int(lengths.sum())}, not to {width} × {height} pixels")
    return np.concatenate([[height, width], lengths]).astype(np.uint32)


def compressed_from_runs(runs: Runs) -> str:
    """COCO's compressed text of a mask."""
    lengths = runs[2:].astype(np.int64)
    numbers = lengths.copy()
    numbers[3:] -= lengths[1:-2]
    text = bytearray()
    for number in numbers.tolist():
        more = True
        while more:
            bits = number & 0x1F
            number >>= 5
            more = number != -1 if bits & 0x10 else number != 0
            text.append((bits | 0x20 if more else bits) + 48)
    return text.decode("ascii")


def _numbers(text: bytes) -> NDArray[np.int64]:
    """The signed numbers of a compressed text."""
    code = np.frombuffer(text, np.uint8).astype(np.int64) - 48
    if not len(code):
        return code
    if code.min() < 0 or code.max() > 63:
        raise ValueError(
            f"the character “{chr(int(text[int(np.flatnonzero((code < 0) | (code > 63))[0])]))}” has no place in a compressed mask"
        )
    last = (code & 0x20) == 0
    if not last[-1]:
        raise ValueError("the compressed mask ends within a number")
    starts = np.concatenate([[0], np.flatnonzero(last)[:-1] + 1])
    shift = 5 * (np.arange(len(code)) - np.repeat(starts, np.diff(starts, append=len(code))))
    if shift.max() > 50:
        raise ValueError("the compressed mask has a number that is too large")
    numbers = np.add.reduceat((code & 0x1F) << shift, starts)
    negative = (code[last] & 0x10) != 0
    return numbers - np.where(negative, np.int64(1) << (shift[last] + 5), 0)


def raster_from_runs(runs: Runs) -> NDArray[np.bool_]:
    """(height, width) whether each pixel belongs to the mask."""
    height, width = int(runs[0]), int(runs[1])
    lengths = runs[2:]
    return np.repeat(np.arange(len(lengths)) % 2 == 1, lengths).reshape(width, height).T


def runs_from_raster(raster: NDArray[np.bool_]) -> Runs:
    """Height, width and run lengths of a (height, width) mask."""
    pixels = np.asarray(raster, bool).T.ravel()
    changes = np.flatnonzero(np.diff(pixels, prepend=False)) if len(pixels) else np.zeros(0, np.int64)
    lengths = np.diff(changes, prepend=0, append=len(pixels))
    return np.concatenate([raster.shape, lengths]).astype(np.uint32)
