"""Cutting one shape into several along a straight line, and joining several into one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.geometry.masks import crop_from_runs, runs_from_polygon
from assay.geometry.polygons import polygon_shape
from assay.geometry.rle import Runs, raster_from_runs, runs_from_raster
from assay.geometry.shape_making import box_shape, corner_ring, mask_shape, ring_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape

Point = tuple[float, float]
Floats = NDArray[np.float64]

AREAS = (ShapeKind.BOX, ShapeKind.ROTATED_BOX, ShapeKind.POLYGON, ShapeKind.MASK)
"""What covers an area, and so can be cut and joined."""

LEAST_AREA = 1e-6
"""Of a piece, in square pixels; less is a rounding error of the cut."""


def split(shape: Shape, start: Point, end: Point) -> list[Shape]:
    """The pieces of a shape cut along the line through two points, the largest first; the shape alone when the line misses it.

    A box is cut straight down or straight across, whichever the line is nearer to, and stays boxes. Parts of a polygon that the line
    does not touch stay with the largest piece.
    """
    if shape.kind is ShapeKind.BOX:
        return _split_box(shape, start, end)
    if shape.kind is ShapeKind.MASK:
        return _split_mask(shape, start, end)
    if shape.kind in AREAS:
        return _split_polygon(shape, start, end)
    return [shape]


def merged(shapes: Sequence[Shape]) -> Shape:
    """One shape that covers what several cover: of boxes the box around them, with a mask among them a mask, else a polygon.

    Raises:
        ValueError: one of them covers no area, as keypoints do.
    """
    if any(shape.kind not in AREAS for shape in shapes):
        raise ValueError("only boxes, polygons and masks can be merged")
    if all(shape.kind is ShapeKind.BOX for shape in shapes):
        boxes = np.array([shape.box for shape in shapes])
        return box_shape(boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist())
    masks = [shape for shape in shapes if shape.kind is ShapeKind.MASK]
    if masks:
        return mask_shape(_united_runs(shapes, height=int(masks[0].runs[0]), width=int(masks[0].runs[1])))
    import shapely

    return _as_polygon(shapely.union_all([outline(shape) for shape in shapes]))


def outline(shape: Shape) -> Any:
    """A box or polygon as shapely knows it, repaired where needed."""
    if shape.rings:
        return polygon_shape(shape.rings, shape.holes)
    return polygon_shape([corner_ring(shape.box)])


def _split_box(shape: Shape, start: Point, end: Point) -> list[Shape]:
    x_min, y_min, x_max, y_max = shape.box
    if abs(end[0] - start[0]) >= abs(end[1] - start[1]):
        y = (start[1] + end[1]) / 2
        pieces = [((x_min, y_min), (x_max, y)), ((x_min, y), (x_max, y_max))] if y_min < y < y_max else []
    else:
        x = (start[0] + end[0]) / 2
        pieces = [((x_min, y_min), (x, y_max)), ((x, y_min), (x_max, y_max))] if x_min < x < x_max else []
    made = [box_shape(*piece) for piece in pieces] or [shape]
    return sorted(made, key=lambda one: -(one.box[2] - one.box[0]) * (one.box[3] - one.box[1]))


def _split_polygon(shape: Shape, start: Point, end: Point) -> list[Shape]:
    import shapely

    whole = outline(shape)
    if whole.is_empty or start == end:
        return [shape]
    left, right = _half_planes(start, end, whole.bounds)
    pieces, untouched = [], []
    for part in shapely.get_parts(whole):
        halves = [
            piece
            for side in (left, right)
            for piece in shapely.get_parts(shapely.intersection(part, side))
            if piece.geom_type == "Polygon" and piece.area > LEAST_AREA
        ]
        (pieces if len(halves) > 1 else untouched).extend(halves if len(halves) > 1 else [part])
    if not pieces:
        return [shape]
    pieces.sort(key=lambda piece: -piece.area)
    return [_as_polygon(shapely.union_all([pieces[0], *untouched])), *(_as_polygon(piece) for piece in pieces[1:])]


def _half_planes(start: Point, end: Point, bounds: tuple[float, float, float, float]) -> tuple[Any, Any]:
    """The two sides of a line as far as they matter to a shape with these bounds."""
    import shapely

    first = np.array(start)
    along = np.array(end) - first
    along = along / np.hypot(*along)
    normal = np.array([-along[1], along[0]])
    corners = np.array(bounds).reshape(2, 2)
    reach = float(np.abs(corners - first).max() * 4 + 1)
    low, high = first - along * reach, first + along * reach
    sides = [np.array([low, high, high + normal * reach * sign, low + normal * reach * sign]) for sign in (1, -1)]
    return shapely.Polygon(sides[0]), shapely.Polygon(sides[1])


def _split_mask(shape: Shape, start: Point, end: Point) -> list[Shape]:
    height, width = int(shape.runs[0]), int(shape.runs[1])
    x, y, x_max, y_max = map(round, shape.box)
    crop = crop_from_runs(shape.runs, x=x, y=y, width=x_max - x, height=y_max - y)
    columns, rows = np.arange(x, x_max) + 0.5 - start[0], np.arange(y, y_max) + 0.5 - start[1]
    side = (end[0] - start[0]) * rows[:, None] - (end[1] - start[1]) * columns[None] > 0
    pieces = [crop & side, crop & ~side]
    if not all(piece.any() for piece in pieces):
        return [shape]
    pieces.sort(key=lambda piece: -int(piece.sum()))
    return [mask_shape(runs_of_crop(piece, x=x, y=y, height=height, width=width)) for piece in pieces]


def runs_of_crop(crop: NDArray[np.bool_], *, x: int, y: int, height: int, width: int) -> Runs:
    """A mask of an image of this size from the part that holds all of it, whose upper left pixel is x, y."""
    columns = np.zeros((height, crop.shape[1]), bool)
    columns[y : y + crop.shape[0]] = crop
    lengths = runs_from_raster(columns)[2:].astype(np.int64)
    before, after = x * height, (width - x - crop.shape[1]) * height
    if not len(lengths):
        lengths = np.zeros(1, np.int64)
    lengths[0] += before
    if len(lengths) % 2:
        lengths[-1] += after
    elif after:
        lengths = np.append(lengths, after)
    return np.concatenate([[height, width], lengths]).astype(np.uint32)


def _united_runs(shapes: Sequence[Shape], *, height: int, width: int) -> Runs:
    raster = np.zeros((height, width), bool)
    for shape in shapes:
        raster |= raster_from_runs(runs_of(shape, height=height, width=width))
    return runs_from_raster(raster)


def runs_of(shape: Shape, *, height: int, width: int) -> Runs:
    """The pixels that a shape covers on an image of this size."""
    if shape.kind is ShapeKind.MASK:
        return shape.runs
    rings = shape.rings or (corner_ring(shape.box),)
    return runs_from_polygon(rings, shape.holes or (False,), height=height, width=width)


def _as_polygon(area: Any) -> Shape:
    import shapely

    rings: list[Floats] = []
    holes: list[bool] = []
    for part in shapely.get_parts(area):
        if part.geom_type == "Polygon":
            rings += [shapely.get_coordinates(ring)[:-1] for ring in (part.exterior, *part.interiors)]
            holes += [False, *(True for _ in part.interiors)]
    return ring_shape(*rings, kind=ShapeKind.POLYGON, holes=holes)
