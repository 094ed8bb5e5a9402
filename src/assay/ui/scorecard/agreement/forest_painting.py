from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from assay.ui.scorecard.agreement.rows import Line
from assay.ui.scorecard.agreement.words import TARGET, span, value, why
from assay.ui.theme.fonts import caption_font, figure_font, small_font, ui_font
from assay.ui.theme.tokens import Tokens

LINE, AXIS = 32, 26
NAME, FIGURE, SPAN = 132, 66, 112
"""Room for a coefficient's name, its value, and its interval in words."""

DOT = 4.0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
TICKS = 0.2


def paint_forest(painter: QPainter, area: QRectF, lines: Sequence[Line], tokens: Tokens) -> None:
    """Paint each coefficient as a dot with its interval, its value beside it; the target is a line through all."""
    room = QRectF(area.left() + NAME, area.top(), max(area.width() - NAME - FIGURE - SPAN - 24, 40), LINE * len(lines))
    lowest = least(lines)
    _paint_axis(painter, room, lowest, tokens)
    for number, line in enumerate(lines):
        top = area.top() + number * LINE
        painter.setFont(ui_font())
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(area.left(), top, NAME - 12, LINE), LEFT, line.name)
        _paint_figures(painter, QRectF(room.right() + 12, top, FIGURE + SPAN + 12, LINE), line, tokens)
        if line.estimate.value is not None:
            _paint_dot(painter, room, top + LINE / 2, line, lowest, tokens)


def least(lines: Sequence[Line]) -> float:
    """Where the axis begins: at 0, or at the step below the lowest value or interval, never below −1."""
    ends = [end for line in lines for end in (line.estimate.value, *(line.estimate.interval or ())) if end is not None]
    lowest = min([0.0, *ends])
    return max(floor(lowest / TICKS + 1e-9) * TICKS, -1.0)


def _x(value: float, room: QRectF, lowest: float) -> float:
    return room.left() + (min(max(value, lowest), 1.0) - lowest) / (1 - lowest) * room.width()


def _paint_axis(painter: QPainter, room: QRectF, lowest: float, tokens: Tokens) -> None:
    painter.setFont(caption_font())
    for step in range(round((1 - lowest) / TICKS) + 1):
        at = lowest + step * TICKS
        x, is_target = _x(at, room, lowest), abs(at - TARGET) < 1e-9
        painter.setPen(QPen(QColor(tokens.line), 1))
        if not is_target:
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(QColor(tokens.text if is_target else tokens.faint))
        painter.drawText(
            QRectF(x - 40, room.bottom() + 4, 80, 18),
            CENTRE,
            "target .80" if is_target else f"{at + 0.0:.1f}".replace("-0.0", "0.0").replace("-", "−"),
        )
    x = _x(TARGET, room, lowest)
    painter.setPen(QPen(QColor(tokens.text), 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))


def _paint_dot(painter: QPainter, room: QRectF, y: float, line: Line, lowest: float, tokens: Tokens) -> None:
    one = line.estimate
    assert one.value is not None
    ink = QColor(tokens.good if one.value >= TARGET else tokens.major)
    if one.interval is not None:
        painter.setPen(QPen(ink, 2))
        ends = [_x(end, room, lowest) for end in one.interval]
        painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
        for end in ends:
            painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(_x(one.value, room, lowest), y), DOT, DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_figures(painter: QPainter, area: QRectF, line: Line, tokens: Tokens) -> None:
    one = line.estimate
    painter.setFont(figure_font())
    painter.setPen(QColor(tokens.text if one.value is not None else tokens.faint))
    painter.drawText(QRectF(area.left(), area.top(), FIGURE - 8, LINE), RIGHT, value(one))
    painter.setFont(small_font())
    painter.setPen(QColor(tokens.secondary))
    beside = area.adjusted(FIGURE + 4, 0, 0, 0)
    shown = QFontMetrics(small_font()).elidedText(
        span(one) or why(one), Qt.TextElideMode.ElideRight, int(beside.width())
    )
    painter.drawText(beside, LEFT, shown)
