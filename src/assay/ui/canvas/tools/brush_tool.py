import numpy as np

from assay.ui.canvas.tools.tool import Brushed, Deed, Hand, Point, Sketch, Tool

SMALLEST, LARGEST = 0.5, 400.0
STEP = 1.25
FIRST_RADIUS = 8.0


class BrushTool(Tool):
    """Paints pixels of a mask, or erases them. The radius is in image pixels."""

    def __init__(self, *, erases: bool) -> None:
        self.erases = erases
        self.radius = FIRST_RADIUS
        self._path: list[Point] = []
        self._at: Point | None = None

    @property
    def follows_outlines(self) -> bool:
        """A brush goes where the hand goes."""
        return False

    def resize(self, *, larger: bool) -> None:
        """Take a brush one step larger or smaller."""
        change = max(0.5, round(self.radius * (STEP - 1) * 2) / 2)
        self.radius = min(max(self.radius + (change if larger else -change), SMALLEST), LARGEST)

    def press(self, hand: Hand) -> bool:
        """Begin a stroke."""
        self._at = hand.point
        self._path = [hand.point]
        return True

    def drag(self, hand: Hand) -> None:
        """Go on with it."""
        self._at = hand.point
        if self._path:
            self._path.append(hand.point)

    def hover(self, hand: Hand) -> None:
        """Show where the brush is."""
        self._at = hand.point

    def release(self, hand: Hand) -> Deed | None:
        """The stroke is drawn."""
        self._at = hand.point
        stroke = self._stroke()
        self._path = []
        return stroke

    def discard(self) -> bool:
        """Draw no stroke after all."""
        was_drawing, self._path = bool(self._path), []
        return was_drawing

    def sketch(self) -> Sketch:
        """The stroke so far and the brush."""
        return Sketch(stroke=self._stroke(), brush=(self._at, self.radius) if self._at else None)

    def _stroke(self) -> Brushed | None:
        return Brushed(np.array(self._path), self.radius, self.erases) if self._path else None
