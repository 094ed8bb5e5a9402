from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

SMALLEST = 3.0
"""A rectangle with a side shorter than so many logical pixels is a slip, not a region."""


class RegionTool:
    """Draws a rectangle with the left button."""

    def __init__(self, drawn: Callable[[QRectF], None]) -> None:
        self._drawn = drawn
        self._start: QPointF | None = None
        self._end = QPointF()
        self.is_active = False

    def rectangle(self) -> QRectF | None:
        """The rectangle as far as it is drawn, on the screen."""
        return None if self._start is None else QRectF(self._start, self._end).normalized()

    def press(self, event: QMouseEvent) -> bool:
        """Take the press if a region is to be drawn."""
        if not self.is_active or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._start = self._end = event.position()
        return True

    def move(self, event: QMouseEvent) -> None:
        """Draw on."""
        self._end = event.position()

    def release(self) -> None:
        """Hand over what was drawn."""
        rectangle = self.rectangle()
        self._start = None
        if rectangle is not None and min(rectangle.width(), rectangle.height()) >= SMALLEST:
            self.is_active = False
            self._drawn(rectangle)

    def discard(self) -> None:
        """Draw nothing after all."""
        self._start = None
        self.is_active = False
