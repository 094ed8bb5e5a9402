from assay.geometry.handles import rotated_box
from assay.geometry.shape_making import ring_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.ui.canvas.tools.tool import Deed, Drew, Hand, Point, Sketch, Tool


class RotatedBoxTool(Tool):
    """Drags the first side of a rotated box, then its depth: a click ends it."""

    def __init__(self) -> None:
        self._start: Point | None = None
        self._end: Point | None = None
        self._depth: Point = (0.0, 0.0)
        self._has_side = False

    def press(self, hand: Hand) -> bool:
        """Begin the first side, or end the depth."""
        if not self._has_side:
            self._start = self._end = self._depth = hand.point
        return True

    def drag(self, hand: Hand) -> None:
        """Draw on."""
        if self._has_side:
            self._depth = hand.point
        else:
            self._end = self._depth = hand.point

    def hover(self, hand: Hand) -> None:
        """The depth follows the hand."""
        if self._has_side:
            self._depth = hand.point

    def release(self, hand: Hand) -> Deed | None:
        """The first side is drawn; or the whole box is."""
        if self._start is None or hand.is_slip_from(self._start):
            self.discard()
            return None
        if not self._has_side:
            self._has_side = True
            return None
        self._depth = hand.point
        return self.finish()

    def finish(self) -> Deed | None:
        """The box is as deep as the hand is far from its first side."""
        shape = self._shape()
        if shape is None or not self._has_side:
            return None
        self.discard()
        return Drew(shape)

    def discard(self) -> bool:
        """Draw no box after all."""
        was_drawing = self._start is not None
        self._start = self._end = None
        self._has_side = False
        return was_drawing

    def sketch(self) -> Sketch:
        """The box as far as it is drawn."""
        return Sketch(shape=self._shape())

    def _shape(self) -> Shape | None:
        if self._start is None or self._end is None:
            return None
        return ring_shape(rotated_box(self._start, self._end, *self._depth), kind=ShapeKind.ROTATED_BOX)
