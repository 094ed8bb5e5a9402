from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.model.defect_types import Severity
from assay.ui.theme.colours import severity_colours
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.tokens import Tokens

BADGE_SIZE = 16
LETTER_SIZE = 10
CORNER = 3.0


def paint_severity(painter: QPainter, *, left: float, top: float, severity: Severity, tokens: Tokens) -> None:
    """Paint a severity's letter in its small square, 16 logical pixels wide; for delegates as for the widget."""
    fill, letter = severity_colours(severity, tokens)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = QRectF(left, top, BADGE_SIZE, BADGE_SIZE)
    if fill is None:
        painter.setPen(QPen(QColor(tokens.faint), 1))
        painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(square, CORNER, CORNER)
    painter.setPen(letter)
    painter.setFont(ui_font(LETTER_SIZE, QFont.Weight.Bold))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, severity.letter)
    painter.restore()


class SeverityBadge(QWidget):
    """A severity as a letter in a small square: C red, M orange, m grey, o an outline."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_severity(severity)

    def set_severity(self, severity: Severity) -> None:
        """Show another severity."""
        self._severity = severity
        self.setAccessibleName(f"Severity: {severity}")
        self.setToolTip(severity.capitalize())
        self.update()

    def sizeHint(self) -> QSize:
        """Always the same square."""
        return QSize(BADGE_SIZE, BADGE_SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        del event
        painter = QPainter(self)
        paint_severity(painter, left=0, top=0, severity=self._severity, tokens=current_tokens())
        painter.end()
