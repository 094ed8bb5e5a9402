from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from assay.geometry.drawn_rings import DrawnRings
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind

CLOSEST = 1.0
"""Screen pixels between corners that are told apart."""
NO_OUTLINE = (ShapeKind.BOX, ShapeKind.KEYPOINTS)
"""Drawn by four sides, or as dots."""
OPEN_KINDS = (ShapeKind.POLYLINE, ShapeKind.KEYPOINTS)


class OutlineCache:
    """The outlines of one label set's annotations in image pixels; as Qt's paths each is made when it is first painted and then kept."""

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations
        self.drawn = DrawnRings(annotations)
        self.boxes: NDArray[np.float64] = self.drawn.boxes
        self._paths: dict[int, QPainterPath] = {}
        self._thinned: dict[tuple[int, int], QPainterPath] = {}
        self._corners: dict[int, QPolygonF] = {}
        self._rings: dict[int, list[NDArray[np.float64]]] = {}

    def kind(self, row: int) -> ShapeKind:
        """What the annotation is drawn as."""
        return ShapeKind(int(self.drawn.kinds[row]))

    def path(self, row: int) -> QPainterPath:
        """The outline, with holes left out of the fill."""
        if row not in self._paths:
            self._paths[row] = self._traced(row)
        return self._paths[row]

    def path_at(self, row: int, scale: float) -> QPainterPath:
        """The outline as it is told at a scale, in screen pixels for each of the image's, nowhere farther off than a screen pixel.

        A mask has many more steps than can be seen from afar, and all would be stroked.
        """
        finest = int(np.floor(np.log2(CLOSEST / scale)))
        if self.kind(row) in NO_OUTLINE or self.mean_side(row) * 2 > 2.0**finest:
            return self.path(row)
        if (row, finest) not in self._thinned:
            rings = [thinned(ring, 2.0**finest) for ring in self.rings(row)]
            self._thinned[row, finest] = self._along(rings, self.kind(row))
        return self._thinned[row, finest]

    def corners(self, row: int) -> QPolygonF:
        """Every vertex of the outline."""
        if row not in self._corners:
            self._corners[row] = QPolygonF([point for ring in self.rings(row) for point in points(ring)])
        return self._corners[row]

    def rings(self, row: int) -> list[NDArray[np.float64]]:
        """The rings of the outline, each (k, 2); a mask's are followed along its pixels once."""
        if row not in self._rings:
            self._rings[row] = self.drawn.rings(row)
        return self._rings[row]

    def mean_side(self, row: int) -> float:
        """How far apart its vertices are on average, from one to the next."""
        sides = np.diff(np.concatenate([*self.rings(row), np.zeros((0, 2))]), axis=0)
        return float(np.hypot(*sides.T).mean()) if len(sides) else 0.0

    def own_keypoints(self, row: int) -> QPolygonF:
        """The keypoints that a box or outline has besides; empty for anything drawn as keypoints, whose corners they are."""
        if self.kind(row) is ShapeKind.KEYPOINTS:
            return QPolygonF()
        return QPolygonF(points(self.drawn.keypoints(row)))

    def _traced(self, row: int) -> QPainterPath:
        kind = self.kind(row)
        if kind is ShapeKind.KEYPOINTS:
            return QPainterPath()
        if kind is ShapeKind.BOX:
            x_min, y_min, x_max, y_max = self.boxes[row].tolist()
            path = QPainterPath()
            path.addRect(x_min, y_min, x_max - x_min, y_max - y_min)
            return path
        return self._along(self.rings(row), kind)

    def _along(self, rings: Sequence[NDArray[np.float64]], kind: ShapeKind) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        for ring in rings:
            path.addPolygon(QPolygonF(points(ring)))
            if kind not in OPEN_KINDS:
                path.closeSubpath()
        return path


def thinned(ring: NDArray[np.float64], spacing: float) -> NDArray[np.float64]:
    """A ring or line without the corners that follow one that is kept by less than a length along it; the first and the last are kept."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(ring, axis=0).T))])
    kept = np.diff(along // spacing, prepend=-1) > 0
    kept[-1:] = True
    return ring[kept]


def points(ring: NDArray[np.float64]) -> list[QPointF]:
    """The vertices of a ring as Qt wants them."""
    return [QPointF(x, y) for x, y in ring.tolist()]


def rows_in(boxes: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.int64]:
    """The rows whose box meets the given one; a box that is not finite, as an image tag's, meets nothing."""
    x_min, y_min, x_max, y_max = box
    meets = (boxes[:, 0] <= x_max) & (boxes[:, 2] >= x_min) & (boxes[:, 1] <= y_max) & (boxes[:, 3] >= y_min)
    return np.flatnonzero(meets)
