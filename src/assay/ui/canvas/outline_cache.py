import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from assay.geometry.masks import mask_outlines
from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind

OPEN_KINDS = (ShapeKind.POLYLINE, ShapeKind.KEYPOINTS)


class OutlineCache:
    """The outlines of one label set's annotations in image pixels, each made when it is first painted and then kept."""

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations
        self.boxes: NDArray[np.float64] = annotations.boxes
        records = annotations.records
        self._ring_ends = np.cumsum(records["rings"], dtype=np.int64)
        self._point_ends = np.cumsum(annotations.ring_points, dtype=np.int64)
        self._run_ends = np.cumsum(records["runs"], dtype=np.int64)
        self._paths: dict[int, QPainterPath] = {}
        self._corners: dict[int, QPolygonF] = {}

    def kind(self, row: int) -> ShapeKind:
        """What the annotation is drawn as."""
        return ShapeKind(int(self.annotations.records["kind"][row]))

    def path(self, row: int) -> QPainterPath:
        """The outline, with holes left out of the fill."""
        if row not in self._paths:
            self._paths[row] = self._traced(row)
        return self._paths[row]

    def corners(self, row: int) -> QPolygonF:
        """Every vertex of the outline."""
        if row not in self._corners:
            self._corners[row] = QPolygonF([point for ring in self._rings(row) for point in points(ring)])
        return self._corners[row]

    def _traced(self, row: int) -> QPainterPath:
        kind = self.kind(row)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        rings = self._rings(row)
        if kind is ShapeKind.ELLIPSE and not self.annotations.records["rings"][row]:
            path.addEllipse(rectangle(self.boxes[row]))
            return path
        if kind is ShapeKind.KEYPOINTS:
            return path
        for ring in rings:
            path.addPolygon(QPolygonF(points(ring)))
            if kind not in OPEN_KINDS:
                path.closeSubpath()
        return path

    def _rings(self, row: int) -> list[NDArray[np.float64]]:
        records = self.annotations.records
        if records["rings"][row]:
            last = int(self._ring_ends[row])
            first = last - int(records["rings"][row])
            lengths = self.annotations.ring_points
            return [
                self.annotations.points[self._point_ends[ring] - lengths[ring] : self._point_ends[ring]]
                for ring in range(first, last)
            ]
        if records["runs"][row]:
            last = int(self._run_ends[row])
            return mask_outlines(self.annotations.runs[last - int(records["runs"][row]) : last])
        x_min, y_min, x_max, y_max = self.boxes[row]
        return [np.array([(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)])]


def points(ring: NDArray[np.float64]) -> list[QPointF]:
    """The vertices of a ring as Qt wants them."""
    return [QPointF(x, y) for x, y in ring.tolist()]


def rectangle(box: NDArray[np.float64]) -> QRectF:
    """A box as Qt wants it."""
    x_min, y_min, x_max, y_max = (float(side) for side in box)
    return QRectF(x_min, y_min, x_max - x_min, y_max - y_min)


def rows_in(boxes: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.int64]:
    """The rows whose box meets the given one; a box that is not finite, as an image tag's, meets nothing."""
    x_min, y_min, x_max, y_max = box
    meets = (boxes[:, 0] <= x_max) & (boxes[:, 2] >= x_min) & (boxes[:, 1] <= y_max) & (boxes[:, 3] >= y_min)
    return np.flatnonzero(meets)
