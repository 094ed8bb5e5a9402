"""What of each layer is drawn in the visible part of an image, and how much of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.shapes import ShapeKind
from assay.ui.canvas.layers import Layer, painted_order
from assay.ui.canvas.outline_cache import OutlineCache, rows_in
from assay.ui.canvas.view_transform import Box

SPECK = 3.0
"""A shape with no side longer than so many screen pixels is drawn as a dot."""

Outlines = Callable[[Layer], OutlineCache]
Emphasis = frozenset[tuple[str, int]] | None
"""Annotations by their layer's name and their number; None for all of them."""
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What of one layer is drawn: rows drawn fully, rows drawn faintly, and rows drawn as specks."""

    layer: Layer
    cache: OutlineCache
    strong: Rows
    faint: Rows
    specks: Rows

    def __len__(self) -> int:
        return len(self.strong) + len(self.faint)

    def speck_centres(self) -> NDArray[np.float64]:
        """(k, 2) in image pixels."""
        boxes = self.cache.boxes[self.specks]
        return (boxes[:, :2] + boxes[:, 2:]) / 2


def batches(
    layers: tuple[Layer, ...],
    outlines: Outlines,
    *,
    visible: Box,
    scale: float,
    emphasis: Emphasis,
    only: Emphasis = None,
) -> list[Batch]:
    """What is to be drawn in the visible part of the image at a scale, the lowest layer first. only: all others are left out, not even faint."""
    return [
        batch(layer, outlines(layer), visible=visible, scale=scale, emphasis=emphasis, only=only)
        for layer in painted_order(layers)
    ]


def batch(
    layer: Layer, cache: OutlineCache, *, visible: Box, scale: float, emphasis: Emphasis, only: Emphasis = None
) -> Batch:
    """What of a layer is to be drawn in the visible part of the image at a scale."""
    rows = rows_in(cache.boxes, visible)
    rows = rows[among(layer, cache, rows, only)]
    boxes = cache.boxes[rows]
    is_speck = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * scale < SPECK
    is_speck &= cache.annotations.records["kind"][rows] != ShapeKind.KEYPOINTS
    outlined = rows[~is_speck]
    is_strong = among(layer, cache, outlined, emphasis)
    return Batch(layer, cache, outlined[is_strong], outlined[~is_strong], rows[is_speck])


def among(layer: Layer, cache: OutlineCache, rows: Rows, chosen: Emphasis) -> NDArray[np.bool_]:
    """Which of the rows are chosen."""
    if chosen is None:
        return np.ones(len(rows), bool)
    numbers = [number for name, number in chosen if name == layer.name]
    return np.isin(cache.annotations.records["number"][rows], numbers)
