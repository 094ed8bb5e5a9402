from assay.model.single_shape import Shape
from assay.ui.canvas.tools.tool import Clicked, Cut, Deed, Hand, Point, Sketch, Tool


class SplitTool(Tool):
    """Drags a line through the shape at hand, which is cut along it; a click chooses another shape."""

    def __init__(self) -> None:
        self._shape: Shape | None = None
        self._line: tuple[Point, Point] | None = None

    def take(self, shape: Shape | None) -> None:
        """Have another shape to cut."""
        self._shape = shape

    def press(self, hand: Hand) -> bool:
        """Begin the line."""
        self._line = (hand.point, hand.point)
        return True

    def drag(self, hand: Hand) -> None:
        """Go on with it; with Shift straight across or straight down."""
        if self._line is not None:
            self._line = (self._line[0], straight_end(self._line[0], hand))

    def release(self, hand: Hand) -> Deed | None:
        """Cut along the line."""
        line, self._line = self._line, None
        if line is None or hand.is_slip_from(line[0]):
            return Clicked()
        return Cut(line[0], straight_end(line[0], hand))

    def discard(self) -> bool:
        """Cut nothing after all."""
        was_drawing, self._line = self._line is not None, None
        return was_drawing

    def sketch(self) -> Sketch:
        """The line so far."""
        return Sketch(line=self._line)


def straight_end(start: Point, hand: Hand) -> Point:
    """Where a line ends: at the hand, or with Shift level with its start or plumb below it."""
    if not hand.is_held_straight:
        return hand.point
    return (hand.x, start[1]) if abs(hand.x - start[0]) >= abs(hand.y - start[1]) else (start[0], hand.y)
