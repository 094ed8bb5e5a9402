"""Single shapes from what a hand has drawn."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.geometry.masks import masks_from_runs
from assay.geometry.rle import Runs
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Box, Shape

Floats = NDArray[np.float64]


def box_shape(start: Sequence[float], end: Sequence[float]) -> Shape:
    """A box from two opposite corners, whichever they are."""
    (x_min, x_max), (y_min, y_max) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Shape(kind=ShapeKind.BOX, box=(float(x_min), float(y_min), float(x_max), float(y_max)))


def ring_shape(*rings: ArrayLike, kind: ShapeKind, holes: Sequence[bool] = (), visibility: Sequence[int] = ()) -> Shape:
    """A polygon, rotated box, polyline or keypoints from rings of points, each (k, 2)."""
    arrays = tuple(np.asarray(ring, np.float64).reshape(-1, 2) for ring in rings)
    return Shape(
        kind=kind,
        box=bounds_of(arrays),
        rings=arrays,
        holes=tuple(map(bool, holes)) or (False,) * len(arrays),
        visibility=tuple(visibility),
    )


def mask_shape(runs: Runs) -> Shape:
    """A mask from its height, width and run lengths."""
    x_min, y_min, x_max, y_max = masks_from_runs(runs, np.array([len(runs)])).bounds()[0].tolist()
    return Shape(kind=ShapeKind.MASK, box=(x_min, y_min, x_max, y_max), runs=runs)


def redrawn(shape: Shape, rings: Sequence[Floats], holes: Sequence[bool] | None = None) -> Shape:
    """A shape with other rings, and the bounds that go with them."""
    kept = shape.holes if holes is None else tuple(holes)
    return replace(shape, rings=tuple(rings), holes=kept, box=bounds_of(rings))


def bounds_of(rings: Sequence[Floats]) -> Box:
    """The bounds of some rings. Raises ValueError when there is no point."""
    points = np.concatenate([np.zeros((0, 2)), *rings])
    (x_min, y_min), (x_max, y_max) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x_min, y_min, x_max, y_max


def corner_ring(box: Box) -> Floats:
    """(4, 2) the corners of a box in drawing order, the upper left first."""
    x_min, y_min, x_max, y_max = box
    return np.array([(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)])
