from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.tokens import RADIUS_LARGE

INSET = 12


class DropOverlay(QWidget):
    """Lies over a page while something is dragged above it, and says what letting go will do."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, text: str) -> None:
        """Cover the page with this sentence."""
        self._text = text
        self.setAccessibleName(text)
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, a dashed frame and the sentence."""
        del event
        tokens = current_tokens()
        veil = QColor(tokens.window)
        veil.setAlphaF(0.88)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(tokens.accent), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET), RADIUS_LARGE, RADIUS_LARGE)
        painter.setPen(QColor(tokens.text))
        painter.setFont(ui_font(18))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
