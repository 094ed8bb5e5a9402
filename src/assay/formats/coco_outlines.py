"""COCO's outlines as arrays: polygons of a block all at once, masks one by one."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.formats.coco_json import Rle
from assay.formats.number_lists import NumberLists
from assay.geometry.rle import runs_from_compressed, runs_from_lengths

MOST_PIXELS = 1e7
"""No image is that wide; a coordinate beyond it is a fault, and would make an image's page unusable."""

FEWEST_POINTS = 3


class Polygons(NamedTuple):
    """The polygons of some annotations.

    rings: (n,) rings per annotation. ring_points: (r,) points per ring. points: (p, 2). box: (n, 4) bounds, zero where there is no ring.
    refused: annotation and why it cannot be drawn; it has no ring. faulty: annotation and what is wrong with it though it can be drawn.
    """

    rings: NDArray[np.int64]
    ring_points: NDArray[np.int64]
    points: NDArray[np.float64]
    box: NDArray[np.float64]
    refused: dict[int, str]
    faulty: dict[int, str]


def numbers_of(outlines: Sequence[list[list[float]]]) -> NumberLists:
    """The coordinates of annotations, each given as COCO does: parts, of x and y in turn."""
    parts = list(chain.from_iterable(outlines))
    rings = np.fromiter(map(len, outlines), np.int64, len(outlines))
    lengths = np.fromiter(map(len, parts), np.int64, len(parts))
    values = np.fromiter(chain.from_iterable(parts), np.float64, int(lengths.sum()))
    return NumberLists(rings, lengths, values)


def polygons_of(numbers: NumberLists) -> Polygons:
    """The polygons of annotations from their coordinates; all parts belong to it and none is a hole."""
    rings, lengths, values = numbers
    owner = np.repeat(np.arange(len(rings)), rings)
    odd, short, far = lengths % 2 == 1, lengths < 2 * FEWEST_POINTS, far_rings(values, lengths)
    refused, faulty = {}, {}
    if (odd | short | far).any():
        refused, faulty = complaints(numbers, owner, odd=odd, short=short, far=far)
        kept = ~(odd | short | far) & ~np.isin(owner, list(refused))
        values = values[np.repeat(kept, lengths)]
        lengths, owner = lengths[kept], owner[kept]
        rings = np.bincount(owner, minlength=len(rings))
    points = values.reshape(-1, 2)
    return Polygons(rings, lengths // 2, points, bounds(points, lengths // 2, rings), refused, faulty)


def far_rings(values: NDArray[np.float64], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rings have a coordinate that no image has, or that is no number."""
    far = ~(np.abs(values) <= MOST_PIXELS)
    if not far.any():
        return np.zeros(len(lengths), bool)
    return np.bincount(np.repeat(np.arange(len(lengths)), lengths), far, len(lengths)) > 0


def complaints(
    numbers: NumberLists,
    owner: NDArray[np.int64],
    *,
    odd: NDArray[np.bool_],
    short: NDArray[np.bool_],
    far: NDArray[np.bool_],
) -> tuple[dict[int, str], dict[int, str]]:
    """Why annotations cannot be drawn, and what is wrong with those that can, by their place among them."""
    refused: dict[int, str] = {}
    faulty: dict[int, str] = {}
    first = np.searchsorted(owner, np.arange(len(numbers.lists)))
    starts = np.cumsum(numbers.lengths) - numbers.lengths
    for ring in np.flatnonzero(odd | short | far).tolist():
        row = int(owner[ring])
        part = ring - int(first[row])
        coordinates = numbers.values[starts[ring] : starts[ring] + numbers.lengths[ring]].tolist()
        name = f"segmentation[{part}]"
        if odd[ring]:
            refused.setdefault(row, f"{name} has an odd number of coordinates ({len(coordinates)})")
        elif far[ring]:
            worst = max(coordinates, key=abs)
            refused.setdefault(row, f"{name} has a coordinate that no image has ({worst:g})")
        elif coordinates:
            faulty.setdefault(row, f"{name} has fewer than {FEWEST_POINTS} points ({len(coordinates) // 2})")
    for row, why in list(faulty.items()):
        if (numbers.lengths[owner == row] < 2 * FEWEST_POINTS).all():
            refused.setdefault(row, why)
    return refused, {row: why for row, why in faulty.items() if row not in refused}


def bounds(
    points: NDArray[np.float64], ring_points: NDArray[np.int64], rings: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(n, 4) The smallest box around each annotation's rings, zero where it has none."""
    box = np.zeros((len(rings), 4))
    drawn = rings > 0
    if len(points):
        ring_starts = np.cumsum(ring_points) - ring_points
        starts = ring_starts[(np.cumsum(rings) - rings)[drawn]]
        # One axis at a time: numpy is five times slower on both at once.
        for axis in (0, 1):
            values = np.ascontiguousarray(points[:, axis])
            box[drawn, axis] = np.minimum.reduceat(values, starts)
            box[drawn, axis + 2] = np.maximum.reduceat(values, starts)
    return box


def mask_runs(rle: Rle, image_size: tuple[float, float]) -> NDArray[np.uint32]:
    """Height, width and run lengths of a mask on an image of this height and width (NaN when unknown).

    Raises ValueError, with what is wrong as its text, when the runs do not fill it.
    """
    height, width = rle.size
    if not (0 < height <= MOST_PIXELS and 0 < width <= MOST_PIXELS and height * width < 2**32):
        raise ValueError(f"segmentation.size is no image's ({height} × {width})")
    if any(known == known and known != own for known, own in zip(image_size, rle.size, strict=True)):
        image = " × ".join(f"{side:g}" for side in image_size)
        raise ValueError(f"segmentation.size is {height} × {width} (height × width), but the image is {image}")
    try:
        if isinstance(rle.counts, str):
            runs = runs_from_compressed(rle.counts, height=height, width=width)
        else:
            runs = runs_from_lengths(rle.counts, height=height, width=width)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"segmentation.counts is no mask: {error}") from None
    if int(runs[2:].sum(dtype=np.uint64)) != height * width:
        raise ValueError("segmentation.counts is no mask: it has runs of impossible length")
    return runs
