"""Brush strokes on masks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.geometry.rle import Runs

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stroke:
    """Pixels under a brush. x, y: the image's pixel in the upper left corner. raster: (height, width)."""

    x: int
    y: int
    raster: NDArray[np.bool_]


def stroke(path: Floats, radius: float, *, height: int, width: int) -> Stroke:
    """The pixels of an image whose centre a round brush covers along a path. path: (k, 2) image points, one for a dab.

    A brush of a radius below half a pixel still covers the pixels that it is dragged over.
    """
    radius = max(radius, 0.5)
    low = np.floor(path.min(axis=0) - radius).astype(int).clip(0)
    high = np.minimum(np.ceil(path.max(axis=0) + radius).astype(int), (width, height))
    columns, rows = np.arange(low[0], max(high[0], low[0])) + 0.5, np.arange(low[1], max(high[1], low[1])) + 0.5
    raster = np.zeros((len(rows), len(columns)), bool)
    ends = path[1:] if len(path) > 1 else path
    for start, end in zip(path, ends, strict=False):
        _dab(raster, columns, rows, start, end, radius)
    return Stroke(int(low[0]), int(low[1]), raster)


def _dab(raster: NDArray[np.bool_], columns: Floats, rows: Floats, start: Floats, end: Floats, radius: float) -> None:
    """Add the pixels within the radius of one straight piece of the path; only its own neighbourhood is looked at."""
    low, high = np.minimum(start, end) - radius - 1, np.maximum(start, end) + radius + 1
    near_x, near_y = (
        slice(*np.searchsorted(columns, (low[0], high[0]))),
        slice(*np.searchsorted(rows, (low[1], high[1]))),
    )
    x, y = columns[near_x][None] - start[0], rows[near_y][:, None] - start[1]
    along = end - start
    length = float(along @ along)
    share = np.clip((x * along[0] + y * along[1]) / length, 0.0, 1.0) if length else 0.0
    raster[near_y, near_x] |= (x - share * along[0]) ** 2 + (y - share * along[1]) ** 2 <= radius**2


def empty_mask(*, height: int, width: int) -> Runs:
    """A mask of an image that covers nothing."""
    return np.array([height, width, height * width], np.uint32)


def brushed(runs: Runs, drawn: Stroke, *, erase: bool = False) -> Runs:
    """A mask with a stroke added, or taken away.

    Pixels count column by column, so only the columns under the stroke are decoded: a stroke costs as much on a small image as on a
    gigapixel one.
    """
    height = int(runs[0])
    first, after = drawn.x * height, (drawn.x + drawn.raster.shape[1]) * height
    if first == after or not drawn.raster.size:
        return runs
    ends = np.cumsum(runs[2:], dtype=np.int64)
    lengths = np.diff(np.clip(ends - first, 0, after - first), prepend=0)
    columns = np.repeat(np.arange(len(lengths)) % 2 == 1, lengths).reshape(-1, height).T.copy()
    rows = slice(drawn.y, drawn.y + drawn.raster.shape[0])
    columns[rows] = columns[rows] & ~drawn.raster if erase else columns[rows] | drawn.raster
    changes = np.flatnonzero(np.diff(columns.T.ravel())) + first + 1
    total = int(ends[-1])
    was_on = bool(first) and _is_on(ends, first - 1)
    goes_on = _is_on(ends, after) if after < total else bool(columns[-1, -1])
    found = np.concatenate(
        [
            ends[ends < first],
            # where the columns begin and end, pixels may now differ from their neighbours beside the stroke
            [first] if was_on != columns[0, 0] else [],
            changes,
            [after] if goes_on != columns[-1, -1] else [],
            ends[(ends > after) & (ends < total)],
            [total],
        ]
    )
    return np.concatenate([runs[:2], np.diff(found, prepend=0)]).astype(np.uint32)


def _is_on(ends: NDArray[np.int64], pixel: int) -> bool:
    return bool(np.searchsorted(ends, pixel, "right") % 2)
