from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class TextField(QLineEdit):
    """A line of text that keeps every plain key to itself while one writes, so that no letter and no Enter judges anything."""

    left = Signal()
    """Esc: back to the keyboard of the page."""

    def __init__(self, placeholder: str, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        """Claim plain keys before the window's shortcuts get them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_writing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_writing(event: QKeyEvent) -> bool:
    """Whether a key belongs to the text: anything without Ctrl and Alt, except function keys and Tab."""
    key = event.key()
    is_function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return not is_function and not event.modifiers() & COMMANDS
