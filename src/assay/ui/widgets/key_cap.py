from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font
from assay.ui.theme.tokens import RADIUS_SMALL, Tokens

HEIGHT = 18
PADDING = 4.5


def printed_keys(keys: str) -> str:
    """A shortcut as it stands on a cap: "Ctrl+Shift+I" is "Ctrl Shift I"; the key + stays itself."""
    return keys[:1] + keys[1:].replace("+", " ")


@cache
def key_cap_width(text: str) -> float:
    """How wide a key cap with this label is, in logical pixels; never narrower than high."""
    return max(HEIGHT, QFontMetricsF(caption_font()).horizontalAdvance(text) + 2 * PADDING)


def paint_key_cap(
    painter: QPainter, *, left: float, top: float, text: str, tokens: Tokens, colour: QColor | None = None
) -> None:
    """Paint a key's label in a small rounded frame, as wide as `key_cap_width` says; for delegates as for the widget."""
    ink = colour or QColor(tokens.secondary)
    frame_colour = QColor(ink)
    frame_colour.setAlphaF(0.4)
    frame = QRectF(left, top, key_cap_width(text), HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(frame_colour, 1))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
    painter.setPen(ink)
    painter.setFont(caption_font())
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """The key that does what it stands beside."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = printed_keys(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"Key {self._text}")

    def text(self) -> str:
        """The label on the key."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another key."""
        self._text = printed_keys(text)
        self.setAccessibleName(f"Key {self._text}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the label needs."""
        return QSize(round(key_cap_width(self._text) + 0.5), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key cap."""
        del event
        painter = QPainter(self)
        paint_key_cap(painter, left=0, top=0, text=self._text, tokens=current_tokens())
        painter.end()
