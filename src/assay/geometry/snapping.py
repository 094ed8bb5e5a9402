"""Pulling a point to the outline of another label set."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assay.geometry.masks import mask_outlines
from assay.geometry.shape_making import corner_ring
from assay.geometry.vertices import nearest_edge, nearest_vertex
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind

Point = tuple[float, float]
Floats = NDArray[np.float64]

OPEN_KINDS = (ShapeKind.POLYLINE, ShapeKind.KEYPOINTS)
MOST_TRACED_PIXELS = 2**20
"""Pixels in the bounds of a mask that is traced for a snap; tracing more would be felt while dragging."""


def snapped(annotations: Annotations, x: float, y: float, *, reach: float) -> Point | None:
    """The vertex within reach that is nearest to a point, else the nearest point on an outline; None when nothing is so near."""
    lines = list(outlines_near(annotations, x, y, reach=reach))
    rings = [ring for ring, _ in lines]
    vertex = nearest_vertex(rings, x, y)
    if vertex is not None and vertex.distance <= reach:
        found_x, found_y = rings[vertex.ring][vertex.index].tolist()
        return found_x, found_y
    edges = [nearest_edge([ring], x, y, closed=closed) for ring, closed in lines]
    best = min((edge for edge in edges if edge is not None), key=lambda edge: edge.distance, default=None)
    return (best.x, best.y) if best is not None and best.distance <= reach else None


def outlines_near(annotations: Annotations, x: float, y: float, *, reach: float) -> Iterator[tuple[Floats, bool]]:
    """The rings of annotations whose bounds come within reach of a point, and whether each is closed."""
    boxes = annotations.boxes
    is_near = (
        (boxes[:, 0] - reach <= x)
        & (x <= boxes[:, 2] + reach)
        & (boxes[:, 1] - reach <= y)
        & (y <= boxes[:, 3] + reach)
    )
    for row in np.flatnonzero(is_near).tolist():
        kind = ShapeKind(int(annotations.records["kind"][row]))
        for ring in _rings(annotations, row, kind):
            yield ring, kind not in OPEN_KINDS


def _rings(annotations: Annotations, row: int, kind: ShapeKind) -> list[Floats]:
    x_min, y_min, x_max, y_max = annotations.boxes[row].tolist()
    if kind is ShapeKind.MASK:
        is_small = (x_max - x_min) * (y_max - y_min) <= MOST_TRACED_PIXELS
        return mask_outlines(annotations.mask_runs(row)) if is_small else []
    if kind in (ShapeKind.TAG, ShapeKind.ELLIPSE):
        return []
    return annotations.rings(row) or [corner_ring((x_min, y_min, x_max, y_max))]
