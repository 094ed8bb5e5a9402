"""Blocks of annotations put in the order that every label set has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import RECORD, Annotations
from assay.model.hundredths import Hundredths, as_hundredths, from_hundredths

NOTHING = (np.zeros(0, np.int32), *(np.zeros(0, np.int64),) * 3)


def in_order(blocks: list[Annotations]) -> tuple[Annotations, NDArray[np.int64]]:
    """All annotations grouped by image, in their present order within one, numbered from 1; and which of all the given ones each was.

    `blocks` is emptied on the way: the outlines of a large file are too many to be held twice.
    """
    images, rings, runs, points = map(np.concatenate, zip(NOTHING, *map(lengths_in, blocks), strict=True))
    # Image and place as one number: numpy sorts numbers ten times as fast as it sorts stably.
    order = np.sort(images.astype(np.int64) << 32 | np.arange(len(images))) & 0xFFFFFFFF
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    rings, runs, points = rings[order], runs[order], points[order]
    # not zeros: every item is filled in below, and only empty arrays get large pages of memory, which are touched four times as fast
    ordered = Annotations(
        np.empty(len(order), RECORD),
        np.empty(int(rings.sum()), np.int32),
        np.empty(int(rings.sum()), bool),
        np.empty((int(points.sum()), 2), kept_as(blocks)),
        np.empty(int(runs.sum()), np.uint32),
        extra := {},
    )
    fill(ordered, extra, blocks, place, *(np.cumsum(lengths) - lengths for lengths in (rings, points, runs)))
    ordered.records["number"] = np.arange(1, len(order) + 1, dtype=np.int32)
    if ordered.points.dtype == np.int32:
        ordered = replace(ordered, points=Hundredths(ordered.points))  # pyright: ignore[reportArgumentType]
    return ordered, order


def kept_as(blocks: list[Annotations]) -> Any:
    """What the points of all blocks are kept as: hundredths of a pixel where all of them are."""
    drawn = [block.points.dtype == np.int32 for block in blocks if len(block.points)]
    return np.int32 if drawn and all(drawn) else np.float64


def lengths_in(block: Annotations) -> tuple[NDArray[Any], ...]:
    """The image of each annotation of a block, and how many rings, runs and points it has. All of one block at once: its records are in the processor's cache then."""
    rings = block.records["rings"].astype(np.int64)
    return block.records["image"], rings, block.records["runs"].astype(np.int64), points_of(block, rings)


def points_of(block: Annotations, rings: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many points each annotation of a block has."""
    if not len(block.ring_points):
        return np.zeros(len(block), np.int64)
    ends = np.concatenate([[0], np.cumsum(block.ring_points, dtype=np.int64)])
    return np.diff(ends[np.concatenate([[0], np.cumsum(rings)])])


def fill(
    ordered: Annotations,
    extra: dict[int, Mapping[str, Any]],
    blocks: list[Annotations],
    place: NDArray[np.int64],
    ring_starts: NDArray[np.int64],
    point_starts: NDArray[np.int64],
    run_starts: NDArray[np.int64],
) -> None:
    """Put every block's annotations where they belong. place: the new row of each; the starts are those of the new rows."""
    blocks.reverse()
    first = 0
    while blocks:
        block = blocks.pop()
        rows = place[first : first + len(block)]
        first += len(block)
        whole(ordered.records)[rows] = whole(block.records)
        if len(block.ring_points):
            lengths = block.records["rings"].astype(np.int64)
            rings = positions(ring_starts[rows], lengths)
            ordered.ring_points[rings] = block.ring_points
            ordered.ring_hole[rings] = block.ring_hole
            at = positions(point_starts[rows], points_of(block, lengths))
            halved = ordered.points.dtype == np.int32
            as_one(ordered.points)[at] = as_one(block.points if halved else in_pixels(block.points))
        if len(block.runs):
            ordered.runs[positions(run_starts[rows], block.records["runs"])] = block.runs
        extra.update((int(rows[row]), value) for row, value in block.extra.items())


def packed(block: Annotations) -> Annotations:
    """A block that waits to be put in order, its points in hundredths of a pixel where those say the same; `in_order` takes both."""
    hundredths = as_hundredths(block.points)
    return block if hundredths is None else replace(block, points=hundredths)  # pyright: ignore[reportArgumentType]


def in_pixels(points: NDArray[Any]) -> NDArray[np.float64]:
    """The points of a block as they were."""
    return from_hundredths(points) if points.dtype == np.int32 else points


def positions(starts: NDArray[np.int64], lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """The positions start, start + 1 … of each of some runs of items. Example: starts [5, 0], lengths [2, 3] give [5, 6, 0, 1, 2]."""
    lengths = lengths.astype(np.int64)
    ends = np.cumsum(lengths)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)


def as_one(points: NDArray[Any]) -> NDArray[Any]:
    """(p, 2) points seen as (p,) numbers: numpy moves those three times as fast."""
    return np.ascontiguousarray(points).view(np.int64 if points.dtype == np.int32 else np.complex128).ravel()


def whole(records: NDArray[np.void]) -> NDArray[np.void]:
    """Records seen as bytes without fields: numpy would otherwise move them field by field, which takes seven times as long."""
    return records.view(f"V{records.itemsize}")
