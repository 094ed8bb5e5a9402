"""The outlines of annotations, one by one, out of their columns."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assay.geometry.rle import Runs
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]

RING_KINDS = (int(ShapeKind.ROTATED_BOX), int(ShapeKind.POLYGON))
"""What is drawn as rings that enclose an area."""


class Drawn:
    """Rings and runs by row, without adding up lengths each time."""

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations
        self._kinds: list[int] = annotations.records["kind"].tolist()
        self._ring_ends = _ends(annotations.records["rings"])
        self._point_ends = _ends(annotations.ring_points)
        self._run_ends = _ends(annotations.records["runs"])

    def rings(self, row: int) -> list[Floats]:
        """The rings of a polygon, each (k, 2); the corners of anything else's box."""
        if self._kinds[row] not in RING_KINDS:
            x_min, y_min, x_max, y_max = self.annotations.boxes[row].tolist()
            return [np.array([[x_min, y_min], [x_max, y_min], [x_max, y_max], [x_min, y_max]])]
        first, after = self._ring_ends[row : row + 2].tolist()
        ends = self._point_ends[first : after + 1].tolist()
        return [self.annotations.points[start:end] for start, end in pairwise(ends)]

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


def _ends(lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
