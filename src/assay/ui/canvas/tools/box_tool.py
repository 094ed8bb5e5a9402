from dataclasses import replace

from assay.geometry.shape_making import box_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.ui.canvas.tools.tool import Deed, Drew, Hand, Point, Sketch, Tool


class BoxTool(Tool):
    """Drags a box, or the ellipse that fills it, from corner to corner; with Shift it is square, or a circle."""

    def __init__(self, kind: ShapeKind = ShapeKind.BOX) -> None:
        self._kind = kind
        self._start: Point | None = None
        self._end: Point = (0.0, 0.0)

    def press(self, hand: Hand) -> bool:
        """Begin at one corner."""
        self._start = self._end = hand.point
        return True

    def drag(self, hand: Hand) -> None:
        """Go on to the other corner."""
        if self._start is not None:
            self._end = square_end(self._start, hand) if hand.is_held_straight else hand.point

    def release(self, hand: Hand) -> Deed | None:
        """The box is drawn, unless it was a click."""
        start, self._start = self._start, None
        if start is None or hand.is_slip_from(start):
            return None
        return Drew(self._shape(start))

    def discard(self) -> bool:
        """Draw no box after all."""
        was_drawing, self._start = self._start is not None, None
        return was_drawing

    def sketch(self) -> Sketch:
        """The box as far as it is drawn."""
        return Sketch(shape=self._shape(self._start) if self._start is not None else None)

    def _shape(self, start: Point) -> Shape:
        return replace(box_shape(start, self._end), kind=self._kind)


def square_end(start: Point, hand: Hand) -> Point:
    """The corner that makes a square of the longer way."""
    across, down = hand.x - start[0], hand.y - start[1]
    side = max(abs(across), abs(down))
    return start[0] + (side if across >= 0 else -side), start[1] + (side if down >= 0 else -side)
