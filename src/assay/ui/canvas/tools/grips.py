"""What of a shape can be taken by the hand, and what becomes of the shape when it is dragged; one row per way."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assay.geometry.drawn_rings import DrawnRings
from assay.geometry.handles import TURN, box_handles, resized_box, resized_rotated, rotated_handles, turned
from assay.geometry.hit_test import annotations_at
from assay.geometry.moving import moved
from assay.geometry.resizing import ellipse_corners, ellipse_within, resized_mask
from assay.geometry.shape_making import redrawn
from assay.geometry.vertices import nearest_edge, with_inserted, with_vertex, without_vertex
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape, annotation_of
from assay.ui.canvas.tools.tool import Hand, Point

Floats = NDArray[np.float64]

STALK = 22.0
"""Logical pixels from a rotated box to the handle that turns it."""

BOXES = (ShapeKind.BOX, ShapeKind.ELLIPSE, ShapeKind.MASK)
"""Resized by the handles of their bounds."""
TURNED = (ShapeKind.ROTATED_BOX, ShapeKind.ELLIPSE)
VERTEX_KINDS = (ShapeKind.POLYGON, ShapeKind.POLYLINE, ShapeKind.KEYPOINTS)
AREAS = (*BOXES, ShapeKind.ROTATED_BOX, ShapeKind.POLYGON)
FEWEST = {ShapeKind.POLYGON: 3, ShapeKind.POLYLINE: 2, ShapeKind.KEYPOINTS: 1}


@dataclass(frozen=True, slots=True)
class Grip:
    """What the hand has taken: a handle or vertex by its number, an edge, or the whole shape. doing: the history's word for a drag of it."""

    doing: str
    handle: int = -1
    start: Point = (0.0, 0.0)


def handles_of(shape: Shape, scale: float) -> Floats:
    """(n, 2) the handles of a shape in image pixels: of a box, an ellipse and a mask its corners and sides, of an outline its vertices."""
    if is_turned(shape):
        return rotated_handles(turned_corners(shape), stalk=STALK / scale)
    if shape.kind in BOXES:
        return box_handles(shape.box)
    if shape.kind in VERTEX_KINDS:
        return np.concatenate([np.zeros((0, 2)), *shape.rings])
    return np.zeros((0, 2))


def is_turned(shape: Shape) -> bool:
    """Whether a shape is resized along its own axes, and can be turned."""
    return shape.kind in TURNED and bool(shape.rings)


def turned_corners(shape: Shape) -> Floats:
    """(4, 2) of a rotated box, or around a turned ellipse."""
    return shape.rings[0] if shape.kind is ShapeKind.ROTATED_BOX else ellipse_corners(shape.rings[0])


def is_on(shape: Shape, hand: Hand, *, reach: float) -> bool:
    """Whether the hand is on a shape: inside an area, or within `reach` of it, of a line or of a point."""
    if shape.kind is ShapeKind.TAG:
        return False
    one = annotation_of(shape, image=0, number=1, class_id=0)
    return len(annotations_at(DrawnRings(one), hand.x, hand.y, reach=reach)) > 0


def reach_on(shape: Shape, hand: Hand) -> float:
    """How many image pixels count as near to a handle, a vertex or an edge: inside an area at most a quarter of its shorter side, so that its middle is left to move it by."""
    if shape.kind not in AREAS:
        return hand.reach
    quarter = shorter_side(shape) / 4
    return quarter if quarter < hand.reach and is_on(shape, hand, reach=0.0) else hand.reach


def shorter_side(shape: Shape) -> float:
    """How wide an area is at its bounds, which turn with it where its handles do."""
    if is_turned(shape):
        return float(np.hypot(*np.diff(turned_corners(shape)[:3], axis=0).T).min())
    left, top, right, bottom = shape.box
    return min(right - left, bottom - top)


def handle_at(shape: Shape, hand: Hand) -> int | None:
    """The handle within reach of the hand; None when none is."""
    handles = handles_of(shape, hand.scale)
    if not len(handles):
        return None
    away = np.hypot(handles[:, 0] - hand.x, handles[:, 1] - hand.y)
    nearest = int(np.argmin(away))
    return nearest if away[nearest] <= reach_on(shape, hand) else None


def is_on_edge(shape: Shape, hand: Hand) -> bool:
    """Whether the hand is on an edge into which a vertex can be put."""
    if shape.kind not in (ShapeKind.POLYGON, ShapeKind.POLYLINE):
        return False
    edge = nearest_edge(shape.rings, hand.x, hand.y, closed=shape.kind is ShapeKind.POLYGON)
    return edge is not None and edge.distance <= reach_on(shape, hand) / 2


def with_vertex_at(shape: Shape, hand: Hand) -> tuple[Shape, int]:
    """A shape with one vertex more, on the edge nearest to the hand, and the number of its handle."""
    edge = nearest_edge(shape.rings, hand.x, hand.y, closed=shape.kind is ShapeKind.POLYGON)
    assert edge is not None
    rings = with_inserted(shape.rings, edge.ring, edge.index, edge.x, edge.y)
    return redrawn(shape, rings), sum(map(len, shape.rings[: edge.ring])) + edge.index


def dragged(shape: Shape, grip: Grip, hand: Hand) -> Shape:
    """A shape with what the hand took at the hand."""
    if grip.handle < 0:
        return moved(shape, hand.x - grip.start[0], hand.y - grip.start[1])
    if is_turned(shape):
        return dragged_turned(shape, grip, hand)
    if shape.kind is ShapeKind.MASK:
        return resized_mask(shape, grip.handle, hand.x, hand.y)
    if shape.kind in BOXES:
        return shape.with_box(resized_box(shape.box, grip.handle, hand.x, hand.y))
    ring, index = vertex_of(shape, grip.handle)
    return redrawn(shape, with_vertex(shape.rings, ring, index, hand.x, hand.y))


def dragged_turned(shape: Shape, grip: Grip, hand: Hand) -> Shape:
    """A rotated box or turned ellipse with a handle at the hand."""
    corners = turned_corners(shape)
    if grip.handle == TURN:
        there = turned(corners, towards=hand.point)
    else:
        there = resized_rotated(corners, grip.handle, hand.x, hand.y)
    return redrawn(shape, [there]) if shape.kind is ShapeKind.ROTATED_BOX else ellipse_within(shape, there)


def without_handle(shape: Shape, handle: int) -> Shape | None:
    """A shape without a vertex; None when it has none to spare or its handles are no vertices."""
    if shape.kind not in VERTEX_KINDS:
        return None
    ring, index = vertex_of(shape, handle)
    rings, holes = without_vertex(shape.rings, shape.holes, ring, index, fewest=FEWEST[shape.kind])
    if not rings:
        return None
    kept = [one for place, one in enumerate(shape.visibility) if place != handle]
    return replace(redrawn(shape, rings, holes), visibility=tuple(kept))


def vertex_of(shape: Shape, handle: int) -> tuple[int, int]:
    """The ring and the place in it of a vertex that is a handle."""
    ends = np.cumsum([len(ring) for ring in shape.rings])
    ring = int(np.searchsorted(ends, handle, "right"))
    return ring, handle - int(ends[ring] - len(shape.rings[ring]))


def doing_of(shape: Shape, handle: int) -> str:
    """The history's word for a drag of a handle."""
    if shape.kind in VERTEX_KINDS:
        return "Move a point in the"
    return "Turn the" if is_turned(shape) and handle == TURN else "Resize the"
