from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget


class FloatingPanel(QFrame):
    """A small rounded panel over the image; the pointer's business on it is not the image's."""

    def __init__(self, *, accessible_name: str, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "floating")
        self.setAccessibleName(accessible_name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        layout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(0)
        self._layout = layout

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._layout.addWidget(widget)

    def event(self, event: QEvent) -> bool:
        """Keep presses and wheels to itself; what the panel ignored would otherwise pan or zoom the image."""
        handled = super().event(event)
        if event.type() in KEPT_EVENTS:
            event.accept()
            return True
        return handled


KEPT_EVENTS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)
