"""Where keypoints belong that are somewhere else: a few marks of the finding at hand, painted with each frame and no part of the overlay."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from assay.ui.canvas.scene import PointMark
from assay.ui.canvas.view_transform import Size, View, to_screen
from assay.ui.theme.colours import LayerRole, casing_pen, line_colour, pen
from assay.ui.theme.fonts import caption_font
from assay.ui.theme.tokens import RADIUS_SMALL, Tokens

RADIUS = 7.0
"""Of the ring around the place where a keypoint belongs, in logical pixels."""
TIP = 6.0
TIP_ANGLE = 28.0
MOST_NAMED = 6
"""More keypoints than this are marked without their names, which would hide the picture."""


def paint_point_marks(
    painter: QPainter, marks: Sequence[PointMark], view: View, *, viewport: Size, tokens: Tokens, words: Tokens
) -> None:
    """A ring in gold's colour where each keypoint belongs, with an arrow from where it was delivered, and its name while there are few.

    tokens: of lines on the image. words: of what is written on it.
    """
    places = [(mark, *ends(mark, view, viewport)) for mark in marks]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour in (casing_pen(tokens, width=4.0, opacity=0.6), pen(line_colour(LayerRole.GOLD, tokens), width=2.0)):
        painter.setPen(colour)
        for _, belongs, delivered in places:
            painter.drawEllipse(belongs, RADIUS, RADIUS)
            painter.drawLines(arrow(delivered, belongs) if delivered is not None else cross(belongs))
    middle = sum(belongs.x() for _, belongs, _ in places) / max(len(places), 1)
    for mark, belongs, _ in places if len(places) <= MOST_NAMED else ():
        paint_name(painter, mark.name, belongs, words, to_the_left=belongs.x() < middle)


def ends(mark: PointMark, view: View, viewport: Size) -> tuple[QPointF, QPointF | None]:
    """Where a keypoint belongs and where it was delivered, on the pane; None when it was left out."""
    known = [mark.belongs] if mark.delivered is None else [mark.belongs, mark.delivered]
    belongs, *delivered = (QPointF(x, y) for x, y in to_screen(view, known, viewport=viewport))
    return belongs, delivered[0] if delivered else None


def arrow(start: QPointF, centre: QPointF) -> list[QLineF]:
    """A line from a point up to the ring around another with a tip at its end; nothing where the point lies in the ring."""
    whole = QLineF(start, centre)
    if whole.length() <= RADIUS + TIP:
        return []
    shaft = QLineF(start, whole.pointAt(1 - (RADIUS + 1) / whole.length()))
    back = math.radians(whole.angle() + 180)
    tip = math.radians(TIP_ANGLE)
    barbs = [shaft.p2() + QPointF(math.cos(back + turn), -math.sin(back + turn)) * TIP for turn in (-tip, tip)]
    return [shaft, *(QLineF(shaft.p2(), barb) for barb in barbs)]


def cross(centre: QPointF) -> list[QLineF]:
    """Two lines through a place where there should be a keypoint and is none."""
    reach = RADIUS / 2
    across, down = QPointF(reach, 0), QPointF(0, reach)
    return [QLineF(centre - across, centre + across), QLineF(centre - down, centre + down)]


def paint_name(painter: QPainter, name: str, beside: QPointF, tokens: Tokens, *, to_the_left: bool) -> None:
    """A keypoint's name beside its place, away from the other ones, readable on any picture."""
    painter.setFont(caption_font())
    width = QFontMetricsF(painter.font()).horizontalAdvance(name) + 10
    away = -RADIUS - 5 - width if to_the_left else RADIUS + 5
    ground = QRectF(beside.x() + away, beside.y() - 9, width, 18)
    colour = QColor(tokens.panel)
    colour.setAlphaF(0.86)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(ground, RADIUS_SMALL, RADIUS_SMALL)
    painter.setPen(QPen(QColor(tokens.text)))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, name)
    painter.setBrush(Qt.BrushStyle.NoBrush)
