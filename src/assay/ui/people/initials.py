from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from assay.model.people import Reviewer
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.tokens import Tokens


def paint_initials(painter: QPainter, circle: QRectF, reviewer: Reviewer, tokens: Tokens, *, is_here: bool) -> None:
    """Paint a person's two letters in a circle, filled for whoever works here now."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_fill if is_here else tokens.minor_fill))
    painter.drawEllipse(circle)
    painter.setPen(QColor(tokens.on_accent if is_here else tokens.text))
    painter.setFont(ui_font(round(circle.height() * 0.42), QFont.Weight.DemiBold))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, reviewer.initials)
    painter.restore()
