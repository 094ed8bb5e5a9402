from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.widgets.key_cap import HEIGHT, key_cap_width, paint_key_cap

GAP = 8
EDGE = 8


class KeyButton(QPushButton):
    """The page's main button, with the key that does the same printed on it."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self.setProperty("kind", "primary")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"Key {key}")

    def sizeHint(self) -> QSize:
        """Room for the text and the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + 2 * round(key_cap_width(self._key) + GAP), max(hint.height(), 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the key over it."""
        super().paintEvent(event)
        tokens = current_tokens()
        colour = QColor(tokens.on_accent if self.isEnabled() else tokens.faint)
        painter = QPainter(self)
        left = self.width() - EDGE - key_cap_width(self._key)
        top = (self.height() - HEIGHT) / 2
        paint_key_cap(painter, left=left, top=top, text=self._key, tokens=tokens, colour=colour)
        painter.end()
