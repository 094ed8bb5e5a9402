"""Blocks of annotations put in the order that every label set has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import RECORD, Annotations, as_bytes
from assay.model.hundredths import Hundredths, as_hundredths, from_hundredths

NO_IMAGE = np.zeros(0, np.int32)

NO_LENGTHS = (np.zeros(0, np.int64),) * 3


def in_order(blocks: list[Annotations]) -> tuple[Annotations, NDArray[np.int64]]:
    """All annotations grouped by image, in their present order within one, numbered from 1; and which of all the given ones each was.

    `blocks` is emptied on the way: the outlines of a large file are too many to be held twice.
    """
    images = np.concatenate([NO_IMAGE, *(block.records["image"] for block in blocks)])
    order = order_of(images)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    rings, runs, points = lengths_in_order(blocks, order)
    ordered = Annotations(
        room_for(len(order), RECORD),
        room_for(int(rings.sum()), np.dtype(np.int32)),
        room_for(int(rings.sum()), np.dtype(bool)),
        room_for(2 * int(points.sum()), kept_as(blocks)).reshape(-1, 2),
        room_for(int(runs.sum()), np.dtype(np.uint32)),
        extra := {},
    )
    fill(ordered, extra, blocks, place, *map(starts_of, (rings, points, runs)))
    ordered.records["number"] = np.arange(1, len(order) + 1, dtype=np.int32)
    if ordered.points.dtype == np.int32:
        ordered = replace(ordered, points=Hundredths(ordered.points))  # pyright: ignore[reportArgumentType]
    return ordered, order


def room_for(count: int, kind: np.dtype[Any]) -> NDArray[Any]:
    """An array of zeros to be filled. numpy's own asks for large pages of memory; a virtual machine may have to fetch these first, which takes three times as long."""
    return np.frombuffer(bytearray(count * kind.itemsize), kind)


def order_of(images: NDArray[np.int32]) -> NDArray[np.int64]:
    """Which come first when they are grouped by image, each in its present place within one."""
    # Image and place as one number: numpy sorts numbers ten times as fast as it sorts stably. All in one array: memory that is touched first costs more than the sums.
    packed = images.astype(np.int64)
    packed <<= 32
    packed |= np.arange(len(packed))
    packed.sort()
    packed &= 0xFFFFFFFF
    return packed


def lengths_in_order(blocks: list[Annotations], order: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """How many rings, runs and points each annotation has, in this order."""
    if not any(len(block.ring_points) or len(block.runs) for block in blocks):
        return [np.broadcast_to(np.int64(0), order.shape)] * 3  # boxes need no memory for it
    return [np.concatenate(one)[order] for one in zip(NO_LENGTHS, *map(lengths_in, blocks), strict=True)]


def kept_as(blocks: list[Annotations]) -> np.dtype[Any]:
    """What the points of all blocks are kept as: hundredths of a pixel where all of them are."""
    drawn = [block.points.dtype == np.int32 for block in blocks if len(block.points)]
    return np.dtype(np.int32 if drawn and all(drawn) else np.float64)


def lengths_in(block: Annotations) -> tuple[NDArray[Any], ...]:
    """How many rings, runs and points each annotation of a block has. All of one block at once: its records are in the processor's cache then."""
    rings = block.records["rings"].astype(np.int64)
    return rings, block.records["runs"].astype(np.int64), points_of(block, rings)


def points_of(block: Annotations, rings: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many points each annotation of a block has."""
    if not len(block.ring_points):
        return np.zeros(len(block), np.int64)
    ends = np.concatenate([[0], np.cumsum(block.ring_points, dtype=np.int64)])
    return np.diff(ends[np.concatenate([[0], np.cumsum(rings)])])


def starts_of(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of some runs of items begins, one behind the other. Nowhere else than at 0 when all are empty."""
    return np.cumsum(lengths) - lengths if lengths.any() else lengths


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
        as_bytes(ordered.records)[rows] = as_bytes(block.records)
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
