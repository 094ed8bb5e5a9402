import numpy as np

from assay.geometry.shape_making import ring_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.ui.canvas.tools.tool import Deed, Drew, Hand, Point, Sketch, Tool

VISIBLE = 2
"""What COCO calls a keypoint that is labelled and seen."""


class PointsTool(Tool):
    """Sets one point per click: the vertices of a polygon, closed by a click on the first one, or of a polyline, or keypoints. Enter ends each."""

    def __init__(self, kind: ShapeKind, *, fewest: int) -> None:
        self._kind = kind
        self._fewest = fewest
        self._points: list[Point] = []
        self._hand: Hand | None = None

    def drag(self, hand: Hand) -> None:
        """The point to come follows the hand."""
        self._hand = hand

    hover = drag

    def release(self, hand: Hand) -> Deed | None:
        """Set a point; on the first one, the polygon is closed."""
        self._hand = hand
        if self._closes(hand):
            return self.finish()
        if not self._points or self._points[-1] != hand.point:
            self._points.append(hand.point)
        return None

    def finish(self) -> Deed | None:
        """The points so far are all, if they are enough."""
        if len(self._points) < self._fewest:
            return None
        shape = self._shape(self._points)
        self.discard()
        return Drew(shape)

    def step_back(self) -> bool:
        """Take the last point back."""
        return bool(self._points and self._points.pop())

    def discard(self) -> bool:
        """Set no points after all."""
        was_drawing = bool(self._points)
        self._points = []
        return was_drawing

    def sketch(self) -> Sketch:
        """The points so far, and the one to come."""
        if not self._points:
            return Sketch()
        points, hand = list(self._points), self._hand
        closes = hand is not None and self._closes(hand)
        if hand is not None and not closes:
            points.append(hand.point)
        return Sketch(
            shape=self._shape(points),
            is_open=not closes,
            handles=np.array(self._points),
            marked=0 if closes else None,
        )

    def _closes(self, hand: Hand) -> bool:
        if self._kind is not ShapeKind.POLYGON or len(self._points) < self._fewest:
            return False
        first = self._points[0]
        return float(np.hypot(hand.x - first[0], hand.y - first[1])) <= hand.reach

    def _shape(self, points: list[Point]) -> Shape:
        visibility = (VISIBLE,) * len(points) if self._kind is ShapeKind.KEYPOINTS else ()
        return ring_shape(points, kind=self._kind, visibility=visibility)
