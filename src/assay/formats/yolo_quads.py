"""Outlines of four corners: polygons, or rotated boxes; a YOLO line does not tell which, all of them together do."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assay.formats.ordering import in_pixels
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind

CORNERS = 4
TOLERANCE, TOLERANCE_SHARE = 1.0, 0.02
"""Pixels, and the share of the longer side, by which a rotated box may miss its right angles: files round their numbers."""


def turn_quads(blocks: Sequence[Annotations]) -> Iterator[str]:
    """Make rotated boxes of all polygons where all have four corners, half of them right angles, and one is turned. Gives what should be known of it."""
    quads = [four_cornered(block) for block in blocks]
    found = [quad for quad in quads if quad is not None]
    if len(found) < len(quads) or not (count := sum(map(len, found))):
        return
    corners = np.concatenate(found)
    right, turned = shapes_of(corners)
    if 2 * right.sum() < count or not (right & turned).any():
        yield f"all {count:,} have four corners and are read as polygons; if they are rotated boxes, read them as yolo-obb"
        return
    for block in blocks:
        block.records["kind"][block.records["kind"] == ShapeKind.POLYGON] = ShapeKind.ROTATED_BOX
    yield f"all {count:,} have four corners, and at least half are turned boxes; they are read as rotated boxes"


def four_cornered(block: Annotations) -> NDArray[np.float64] | None:
    """(n, 4, 2) the corners of all polygons, None when one has another number of them."""
    rings = np.repeat(block.records["kind"], block.records["rings"]) == ShapeKind.POLYGON
    if (block.ring_points[rings] != CORNERS).any():
        return None
    starts = np.cumsum(block.ring_points, dtype=np.int64) - block.ring_points
    return in_pixels(block.points[starts[rings][:, None] + np.arange(CORNERS)])


def shapes_of(corners: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which outlines have right angles, and which have no side along the image's."""
    sides = np.roll(corners, -1, axis=1) - corners
    lengths = np.hypot(sides[..., 0], sides[..., 1])
    tolerance = np.maximum(TOLERANCE, TOLERANCE_SHARE * lengths.max(axis=1, initial=0))
    skew = np.abs(corners[:, 0] + corners[:, 2] - corners[:, 1] - corners[:, 3]).max(axis=1, initial=0)
    diagonals = np.hypot(*(corners[:, :2] - corners[:, 2:]).transpose(2, 1, 0))
    right = (skew <= tolerance) & (np.abs(diagonals[0] - diagonals[1]) <= tolerance)
    turned = np.abs(sides).min(axis=(1, 2), initial=np.inf) > tolerance
    return right, turned
