"""The outlines of annotations, one by one, out of their columns."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assay.geometry.ellipses import CORNERS, ellipse_areas
from assay.geometry.polygons import FARTHEST_COORDINATE
from assay.geometry.rle import Runs
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]

RING_KINDS = (int(ShapeKind.ROTATED_BOX), int(ShapeKind.POLYGON), int(ShapeKind.ELLIPSE))
"""What is drawn as rings that enclose an area; an ellipse is taken as the polygon that stands for it."""


class Drawn:
    """Rings and runs by row, without adding up lengths each time."""

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations = _with_ellipses_as_polygons(annotations)
        self._kinds: list[int] = annotations.records["kind"].tolist()
        self._ring_ends = _ends(annotations.records["rings"])
        self._point_ends = _ends(annotations.ring_points)
        self._run_ends = _ends(annotations.records["runs"])

    def rings(self, row: int) -> list[Floats]:
        """The rings of a polygon, each (k, 2); the corners of anything else's box."""
        if self._kinds[row] not in RING_KINDS:
            x_min, y_min, x_max, y_max = self.annotations.boxes[row].tolist()
            return [np.array([[x_min, y_min], [x_max, y_min], [x_max, y_max], [x_min, y_max]])]
        return self.open_rings(row)

    def open_rings(self, row: int) -> list[Floats]:
        """The rings as they are drawn, of keypoints and lines too, each (k, 2)."""
        first, after = self._ring_ends[row : row + 2].tolist()
        ends = self._point_ends[first : after + 1].tolist()
        return [self.annotations.points[start:end] for start, end in pairwise(ends)]

    def line(self, row: int) -> Floats | None:
        """(k, 2) the points of a line, None when it has not two of them within reach that differ."""
        rings = self.open_rings(row)
        usable = bool(rings) and len(rings[0]) > 1 and bool((np.abs(rings[0]) <= FARTHEST_COORDINATE).all())
        return rings[0] if usable and bool((rings[0] != rings[0][0]).any()) else None

    def holes(self, row: int) -> NDArray[np.bool_]:
        """For each ring, whether it is a hole."""
        if self._kinds[row] not in RING_KINDS:
            return np.zeros(1, bool)
        first, after = self._ring_ends[row : row + 2].tolist()
        return self.annotations.ring_hole[first:after]

    def runs(self, row: int) -> Runs:
        """A mask's height, width and run lengths."""
        first, after = self._run_ends[row : row + 2].tolist()
        return self.annotations.runs[first:after]


def _with_ellipses_as_polygons(annotations: Annotations) -> Annotations:
    """The annotations with the ring of each ellipse replaced by that of its polygon."""
    records = annotations.records
    rings = np.repeat((records["kind"] == ShapeKind.ELLIPSE) & (records["rings"] == 1), records["rings"])
    rings &= annotations.ring_points == 3  # the centre and the ends of both half axes
    if not rings.any():
        return annotations
    lengths = np.where(rings, CORNERS, annotations.ring_points).astype(np.int32)
    points = np.empty((int(lengths.sum()), 2))
    points[np.repeat(~rings, lengths)] = annotations.points[np.repeat(~rings, annotations.ring_points)]
    drawn = annotations.points[np.repeat(rings, annotations.ring_points)].reshape(-1, 3, 2)
    points[np.repeat(rings, lengths)] = ellipse_areas(drawn).reshape(-1, 2)
    return replace(annotations, ring_points=lengths, points=points)


def _ends(lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
