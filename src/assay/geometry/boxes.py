"""Boxes (x_min, y_min, x_max, y_max) in continuous pixels, as rows of float64 arrays."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def xyxy_from_xywh(boxes: ArrayLike) -> Floats:
    """Corners from x, y, width and height (COCO), continuous: no pixel is added."""
    boxes = np.asarray(boxes, np.float64).reshape(-1, 4)
    return np.concatenate([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]], axis=1)


def xywh_from_xyxy(boxes: ArrayLike) -> Floats:
    """x, y, width and height (COCO) from corners."""
    boxes = np.asarray(boxes, np.float64).reshape(-1, 4)
    return np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)


def xyxy_from_voc(boxes: ArrayLike) -> Floats:
    """Continuous corners from Pascal VOC's 1-based pixel indices, both ends included: a box with xmin = xmax is one pixel wide."""
    return np.asarray(boxes, np.float64).reshape(-1, 4) - np.array([1.0, 1.0, 0.0, 0.0])


def voc_from_xyxy(boxes: ArrayLike) -> Floats:
    """Pascal VOC's 1-based inclusive pixel indices from continuous corners."""
    return np.asarray(boxes, np.float64).reshape(-1, 4) + np.array([1.0, 1.0, 0.0, 0.0])


def box_corners(boxes: Floats) -> Floats:
    """(n, 4, 2) the corners of each box, clockwise on the screen from the upper left."""
    return boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2)


def turn_between(one: Floats, other: Floats) -> float:
    """Degrees by which a rotated box is turned against another, + clockwise on the screen; a quarter turn is none, so −45 to 45. one, other: (4, 2) corners in drawing order."""
    angles = [np.degrees(np.arctan2(*(ring[1] - ring[0])[::-1])) for ring in (one, other)]
    return float((angles[0] - angles[1] + 45) % 90 - 45)


def box_areas(boxes: Floats) -> Floats:
    """(n,) areas in square pixels; zero for a box turned inside out."""
    return np.maximum(boxes[:, 2] - boxes[:, 0], 0) * np.maximum(boxes[:, 3] - boxes[:, 1], 0)


def intersections(a: Floats, b: Floats) -> Floats:
    """(n,) areas shared by the boxes of the same row; a and b may also broadcast, their last axis being the corners."""
    width = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])
    height = np.minimum(a[..., 3], b[..., 3]) - np.maximum(a[..., 1], b[..., 1])
    return np.maximum(width, 0) * np.maximum(height, 0)


def share(part: Floats, whole: Floats) -> Floats:
    """(n,) part / whole, 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)


def ious(a: Floats, b: Floats) -> Floats:
    """(n,) intersection over union of the boxes of the same row, 0 where the union is empty (pycocotools, `bbIou`; vectors/iou_boxes.json)."""
    shared = intersections(a, b)
    return share(shared, box_areas(a) + box_areas(b) - shared)


def pairwise_ious(a: Floats, b: Floats) -> Floats:
    """(n, m) intersection over union of every box of a with every box of b."""
    shared = intersections(a[:, None], b[None])
    return share(shared, box_areas(a)[:, None] + box_areas(b)[None] - shared)


def iofs(a: Floats, b: Floats) -> Floats:
    """(n,) share of each box of a that lies in the box b of the same row: COCO's measure against a crowd."""
    return share(intersections(a, b), box_areas(a))


def side_offsets(*, vendor: Floats, gold: Floats) -> Floats:
    """(n, 4) left, top, right, bottom in pixels; + the vendor's side lies outside gold (loose), − inside (tight)."""
    return (vendor - gold) * np.array([-1.0, -1.0, 1.0, 1.0])


def united(a: Floats, b: Floats) -> Floats:
    """(n, 4) the smallest box around the boxes of the same row; a side that is NaN in one is taken from the other."""
    return np.concatenate([np.fmin(a[:, :2], b[:, :2]), np.fmax(a[:, 2:], b[:, 2:])], axis=1)


def union_areas(boxes: Floats) -> Floats:
    """(n,) area covered by k boxes together. boxes: (n, k, 4).

    The corners of the k boxes cut the plane into (2k − 1)² cells; a cell counts once, however many boxes cover it.
    """
    columns = np.sort(boxes[..., (0, 2)].reshape(len(boxes), -1), axis=1)
    rows = np.sort(boxes[..., (1, 3)].reshape(len(boxes), -1), axis=1)
    covered = np.zeros((len(boxes), columns.shape[1] - 1, rows.shape[1] - 1), bool)
    for k in range(boxes.shape[1]):
        x_min, y_min, x_max, y_max = (boxes[:, k, side, None] for side in range(4))
        in_columns = (columns[:, :-1] >= x_min) & (columns[:, 1:] <= x_max)
        in_rows = (rows[:, :-1] >= y_min) & (rows[:, 1:] <= y_max)
        covered |= in_columns[:, :, None] & in_rows[:, None, :]
    return np.einsum("nxy,nx,ny->n", covered, np.diff(columns), np.diff(rows))
