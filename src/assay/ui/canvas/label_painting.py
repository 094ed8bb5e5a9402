from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from assay.ui.canvas.view_transform import Size
from assay.ui.theme.colours import LayerRole, line_pen
from assay.ui.theme.fonts import caption_font
from assay.ui.theme.tokens import RADIUS_SMALL, Tokens

HEIGHT = 20.0
SAMPLE = 18.0
PADDING = 6.0
GAP = 6.0


def pill_rectangle(text: str, anchor: QRectF, viewport: Size, taken: list[QRectF]) -> QRectF:
    """Where an object's label stands: above it, else below it, inside the pane and beside labels already placed."""
    width = QFontMetricsF(caption_font()).horizontalAdvance(text) + SAMPLE + 3 * PADDING
    left = min(max(anchor.left(), 4.0), max(viewport[0] - width - 4.0, 4.0))
    above = anchor.top() - GAP - HEIGHT
    top = above if above >= 4.0 else min(anchor.bottom() + GAP, viewport[1] - HEIGHT - 4.0)
    pill = QRectF(left, top, width, HEIGHT)
    step = -(HEIGHT + 3) if top == above else HEIGHT + 3
    while any(pill.intersects(other) for other in taken) and 0 <= pill.top() + step <= viewport[1] - HEIGHT:
        pill.translate(0, step)
    return pill


def paint_pill(painter: QPainter, pill: QRectF, text: str, role: LayerRole, tokens: Tokens) -> None:
    """Paint a label: a sample of its label set's line, and what the annotation says."""
    ground = QColor(tokens.panel)
    ground.setAlphaF(0.94)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, RADIUS_SMALL, RADIUS_SMALL)
    middle = pill.center().y()
    painter.setPen(line_pen(role, tokens))
    painter.drawLine(QLineF(pill.left() + PADDING, middle, pill.left() + PADDING + SAMPLE, middle))
    painter.setPen(QColor(tokens.text))
    painter.setFont(caption_font())
    text_area = pill.adjusted(2 * PADDING + SAMPLE, 0, -PADDING / 2, 0)
    painter.drawText(text_area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
