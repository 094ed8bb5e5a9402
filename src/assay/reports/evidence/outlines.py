"""The outlines of annotations as lines in a picture: cut to what is visible, and split into dashes."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from assay.geometry.boxes import box_corners
from assay.geometry.ellipses import ellipse_ring, upright_ellipse
from assay.geometry.masks import mask_outlines
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind
from assay.reports.evidence.window import Window

Points = NDArray[np.float64]

OPEN_KINDS = (ShapeKind.POLYLINE, ShapeKind.KEYPOINTS)
MARGIN = 24
"""Lines are cut so far outside the picture, in its pixels, that no cut end shows."""

AXES = 3
"""Points that an ellipse is held by."""

CROSS = 5.0
"""Half the size of the cross that stands for a keypoint, in pixels of the picture."""


def lines_in_picture(annotations: Annotations, row: int, window: Window) -> list[Points]:
    """One annotation's outline as lines in pixels of the picture, (k, 2) each, a closed one ending where it starts."""
    kind = ShapeKind(int(annotations.records["kind"][row]))
    rings = [(ring - (window.x, window.y)) * window.scale for ring in rings_of(annotations, row, kind)]
    if kind is ShapeKind.KEYPOINTS:
        rings = [cross for ring in rings for point in ring for cross in crosses(point)]
    elif kind not in OPEN_KINDS:
        rings = [np.concatenate([ring, ring[:1]]) for ring in rings if len(ring)]
    return [line for ring in rings for line in visible(ring, window)]


def rings_of(annotations: Annotations, row: int, kind: ShapeKind) -> list[Points]:
    """One annotation's outline in image pixels, empty for what has no place, as an image tag."""
    if annotations.records["rings"][row]:
        return drawn_rings(annotations.rings(row), kind)
    if annotations.records["runs"][row]:
        return mask_outlines(annotations.mask_runs(row))
    box = annotations.boxes[row]
    if kind is ShapeKind.TAG or not np.isfinite(box).all():
        return []
    return [upright_ellipse(box) if kind is ShapeKind.ELLIPSE else box_corners(box[None])[0]]


def drawn_rings(given: list[Points], kind: ShapeKind) -> list[Points]:
    """The rings that an annotation holds as they are drawn: an ellipse holds its centre and the ends of its half axes."""
    return [ellipse_ring(given[0])] if kind is ShapeKind.ELLIPSE and len(given[0]) == AXES else given


def crosses(point: Points) -> list[Points]:
    """Two short lines through a keypoint."""
    step = np.array([CROSS, CROSS])
    other = step * (1, -1)
    return [np.array([point - step, point + step]), np.array([point - other, point + other])]


def visible(line: Points, window: Window) -> list[Points]:
    """What of a line shows in the picture. A shape may reach a million pixels outside it."""
    width, height = window.size
    low, high = line.min(axis=0), line.max(axis=0)
    if len(line) < 2 or not np.isfinite(line).all():
        return []
    if (low >= -MARGIN).all() and (high <= (width + MARGIN, height + MARGIN)).all():
        return [line]
    cut = shapely.clip_by_rect(shapely.linestrings(line), -MARGIN, -MARGIN, width + MARGIN, height + MARGIN)
    parts = shapely.get_parts(cut)
    return [shapely.get_coordinates(part) for part in parts if shapely.get_num_coordinates(part) > 1]


def dashes(line: Points, *, on: float, off: float) -> Iterator[Points]:
    """The dashes of a line, starting with one."""
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    for start in np.arange(0.0, reached[-1], on + off).tolist():
        yield stretch(line, reached, start, min(start + on, reached[-1]))


def stretch(line: Points, reached: Points, start: float, end: float) -> Points:
    """The part of a line between two lengths along it. reached: (k,) length at each point."""
    between = line[(reached > start) & (reached < end)]
    ends = [[np.interp(at, reached, line[:, axis]) for axis in (0, 1)] for at in (start, end)]
    return np.concatenate([ends[:1], between, ends[1:]])
