from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from assay.ui.canvas.ruler_tool import Measure
from assay.ui.canvas.scene import Pane
from assay.ui.canvas.view_transform import Size, View, to_screen
from assay.ui.theme.colours import casing_pen
from assay.ui.theme.fonts import caption_font
from assay.ui.theme.tokens import RADIUS_SMALL, Tokens

TICK = 7.0
"""Logical pixels that the ends' ticks reach to each side."""
AWAY = 14.0
"""Logical pixels from the line's end to what is said of it."""
HEIGHT = 22.0
PADDING = 8.0


def paint_measure(painter: QPainter, pane: Pane, measure: Measure, view: View, *, lines: Tokens, words: Tokens) -> None:
    """Paint a measure on a pane. lines: tokens of lines on images; words: of what is written."""
    painter.save()
    painter.setClipRect(QRectF(pane.left, pane.top, pane.width, pane.height))
    painter.translate(pane.left, pane.top)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    start, end = (QPointF(*place) for place in to_screen(view, [measure.start, measure.end], viewport=pane.size))
    paint_line(painter, start, end, lines)
    paint_words(painter, measure.words(), start, end, pane.size, words)
    painter.restore()


def paint_line(painter: QPainter, start: QPointF, end: QPointF, tokens: Tokens) -> None:
    """A line with ticks at its ends."""
    for pen in (casing_pen(tokens, width=4.0, opacity=0.6), QPen(QColor(tokens.text), 1.5)):
        painter.setPen(pen)
        painter.drawLines([QLineF(start, end), *ticks(start, end)])


def paint_words(painter: QPainter, said: str, start: QPointF, end: QPointF, viewport: Size, tokens: Tokens) -> None:
    """What is said of a line, beyond its end."""
    place = beside(start, end, QFontMetricsF(caption_font()).horizontalAdvance(said), viewport)
    ground = QColor(tokens.panel)
    ground.setAlphaF(0.94)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(place, RADIUS_SMALL, RADIUS_SMALL)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(tokens.text))
    painter.setFont(caption_font())
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)


def ticks(start: QPointF, end: QPointF) -> list[QLineF]:
    """A short line across each end."""
    away = end - start
    length = hypot(away.x(), away.y())
    if not length:
        return []
    across = QPointF(-away.y(), away.x()) * (TICK / length)
    return [QLineF(place - across, place + across) for place in (start, end)]


def beside(start: QPointF, end: QPointF, width: float, viewport: Size) -> QRectF:
    """Where the words stand: beyond the line's end, inside the pane."""
    place = QRectF(0, 0, width + 2 * PADDING, HEIGHT)
    is_rightward, is_downward = end.x() >= start.x(), end.y() >= start.y()
    left = end.x() + AWAY if is_rightward else end.x() - AWAY - place.width()
    top = end.y() + AWAY if is_downward else end.y() - AWAY - HEIGHT
    place.moveTo(
        min(max(left, 4.0), max(viewport[0] - place.width() - 4.0, 4.0)),
        min(max(top, 4.0), max(viewport[1] - HEIGHT - 4.0, 4.0)),
    )
    return place
