from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


class SpacePresses(QObject):
    """Lets the space bar press a button that was reached with Tab, though the bar has a meaning of its own on the page."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the space bar before the window's shortcuts get it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Space)
            return event.isAccepted()
        return super().eventFilter(watched, event)
