from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

DRAG_DISTANCE = 4.0
"""Logical pixels that a press may wander and still be a click."""


class PanTool:
    """Drags the image with the left or the middle button; a left press that stays where it is remains a click."""

    def __init__(self, pan: Callable[[float, float], None]) -> None:
        self._pan = pan
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self.is_dragging = False

    def press(self, event: QMouseEvent) -> bool:
        """Take the press if it may become a drag."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        self._pressed = self._last = event.position()
        self.is_dragging = event.button() == Qt.MouseButton.MiddleButton
        return True

    def move(self, event: QMouseEvent) -> None:
        """Drag on."""
        if self._pressed is None:
            return
        position = event.position()
        self.is_dragging = self.is_dragging or (position - self._pressed).manhattanLength() > DRAG_DISTANCE
        if self.is_dragging:
            self._pan(position.x() - self._last.x(), position.y() - self._last.y())
            self._last = position

    def release(self) -> bool:
        """End the gesture; whether it was a drag."""
        was_dragging, self.is_dragging = self.is_dragging, False
        self._pressed = None
        return was_dragging
