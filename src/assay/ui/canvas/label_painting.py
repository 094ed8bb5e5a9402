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
EDGE = 4.0
"""How far labels stay from the pane's edge."""
BETWEEN = 3.0
"""Between labels above one another."""


def pill_rectangle(text: str, anchor: QRectF, viewport: Size, taken: list[QRectF]) -> QRectF:
    """Where an object's label stands: above it, else below it, else beside it, inside the pane and clear of labels already placed.

    Over the object only where it fills the pane, so that there is no room around it.
    """
    width = QFontMetricsF(caption_font()).horizontalAdvance(text) + SAMPLE + 3 * PADDING
    pane = QRectF(0, 0, *viewport).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    left = kept(anchor.left(), pane.left(), pane.right() - width)
    top = kept(anchor.top(), pane.top(), pane.bottom() - HEIGHT)
    columns = ((left, anchor.top() - GAP - HEIGHT, -1), (left, anchor.bottom() + GAP, 1))
    sides = ((anchor.right() + GAP, top, 1), (anchor.left() - GAP - width, top, 1), (left, top, 1))
    for x, y, way in (*columns, *sides):
        pill = moved_clear(QRectF(x, y, width, HEIGHT), taken, step=way * (HEIGHT + BETWEEN))
        if pane.contains(pill):
            return pill
    return QRectF(left, top, width, HEIGHT)


def moved_clear(pill: QRectF, taken: list[QRectF], *, step: float) -> QRectF:
    """A label moved step by step until it lies over none of the others."""
    while any(pill.intersects(other) for other in taken):
        pill = pill.translated(0, step)
    return pill


def kept(position: float, least: float, most: float) -> float:
    """A position within limits; the lower one where they leave no room."""
    return max(min(position, most), least)


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
