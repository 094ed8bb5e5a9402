from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from assay.ui.canvas.scene import Region
from assay.ui.canvas.view_transform import Box, Size, View, screen_box
from assay.ui.theme.colours import casing_pen
from assay.ui.theme.tokens import RADIUS_LARGE, Tokens

AIR = 9.0
"""Logical pixels between what a region holds and its frame."""
TICK = 14.0


def screen_rectangle(box: Box, view: View, viewport: Size, *, air: float = 0.0) -> QRectF:
    """The bounds of a box of image pixels on the pane, with some room around it."""
    left, top, right, bottom = screen_box(view, box, viewport=viewport)
    return QRectF(left, top, right - left, bottom - top).adjusted(-air, -air, air, air)


def paint_region(painter: QPainter, region: Region, view: View, *, viewport: Size, tokens: Tokens) -> None:
    """Paint the frame of the finding at hand: a soft line with marked corners around its place, nothing over it."""
    frame = screen_rectangle(region.box, view, viewport, air=AIR)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    soft = QColor(tokens.text)
    soft.setAlphaF(0.35)
    painter.setPen(casing_pen(tokens, width=3.0, opacity=0.3))
    painter.drawRoundedRect(frame, RADIUS_LARGE, RADIUS_LARGE)
    painter.setPen(QPen(soft, 1))
    painter.drawRoundedRect(frame, RADIUS_LARGE, RADIUS_LARGE)
    corners = corner_ticks(frame, tick=min(TICK, frame.width() / 3, frame.height() / 3))
    for pen in (casing_pen(tokens, width=4.0), QPen(QColor(tokens.text), 2)):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPath(corners)


def corner_ticks(frame: QRectF, *, tick: float) -> QPainterPath:
    """The four rounded corners of a frame, each with arms of a length."""
    path = QPainterPath()
    radius = min(float(RADIUS_LARGE), tick)
    for corner, across, down in (
        (frame.topLeft(), 1, 1),
        (frame.topRight(), -1, 1),
        (frame.bottomRight(), -1, -1),
        (frame.bottomLeft(), 1, -1),
    ):
        path.moveTo(corner + QPointF(0, down * tick))
        path.lineTo(corner + QPointF(0, down * radius))
        path.quadTo(corner, corner + QPointF(across * radius, 0))
        path.lineTo(corner + QPointF(across * tick, 0))
    return path


def paint_rubber_band(painter: QPainter, rectangle: QRectF, tokens: Tokens) -> None:
    """Paint the rectangle that is being drawn."""
    fill = QColor(tokens.accent)
    fill.setAlphaF(0.14)
    painter.setPen(casing_pen(tokens, width=3.5))
    painter.setBrush(fill)
    painter.drawRect(rectangle)
    painter.setPen(QPen(QColor(tokens.accent), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rectangle)
