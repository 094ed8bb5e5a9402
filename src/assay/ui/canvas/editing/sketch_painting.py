"""What a tool shows, painted over everything else: the shape in the reviewer's colour, its handles, lines and brushes."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape, annotation_of
from assay.ui.canvas.outline_cache import OutlineCache, points
from assay.ui.canvas.overlay import pane_transform
from assay.ui.canvas.painting import CASING, stroke_keypoints
from assay.ui.canvas.tools.tool import Brushed, Floats, Sketch
from assay.ui.canvas.view_transform import Size, View, to_screen
from assay.ui.theme.colours import LayerRole, casing_pen, line_colour, line_pen, pen
from assay.ui.theme.tokens import Tokens

HANDLE = 8.0
SMALL_HANDLE = 5.0
MARKED_HANDLE = 11.0
CROWDED = 14.0
"""Screen pixels between neighbouring handles below which they are drawn small, so that the object stays in sight."""
WIDTH = 2.5
TINT = 0.18
STROKE_TINT = 0.5


def paint_sketch(painter: QPainter, sketch: Sketch, view: View, *, viewport: Size, tokens: Tokens) -> None:
    """Paint a sketch on a pane; the painter's origin is the pane's upper left corner."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if sketch.shape is not None:
        paint_shape(painter, sketch.shape, view, viewport=viewport, tokens=tokens, is_open=sketch.is_open)
    if sketch.stroke is not None:
        paint_stroke(painter, sketch.stroke, view, viewport=viewport, tokens=tokens)
    if sketch.handles is not None:
        paint_handles(painter, to_screen(view, sketch.handles, viewport=viewport), sketch.marked, tokens)
    if sketch.line is not None:
        paint_line(painter, to_screen(view, sketch.line, viewport=viewport), tokens)
    if sketch.brush is not None:
        place, radius = sketch.brush
        paint_brush(painter, to_screen(view, [place], viewport=viewport), radius * view.scale, tokens)
    painter.restore()


def paint_shape(
    painter: QPainter, shape: Shape, view: View, *, viewport: Size, tokens: Tokens, is_open: bool = False
) -> None:
    """Paint one shape as it is drawn."""
    ratio = painter.device().devicePixelRatioF()
    painter.save()
    painter.setTransform(pane_transform(view, viewport), combine=True)
    outlines = OutlineCache(annotation_of(shape, image=0, number=1, class_id=-1))
    if shape.kind is ShapeKind.KEYPOINTS:
        painter.setPen(line_pen(LayerRole.REVIEWER, tokens, width=WIDTH, ratio=ratio))
        stroke_keypoints(painter, outlines.corners(0))
    else:
        path = outlines.path(0) if not is_open else open_path(shape)
        if not is_open and shape.kind is not ShapeKind.POLYLINE:
            painter.fillPath(path, faded(line_colour(LayerRole.REVIEWER, tokens), TINT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for drawn in (
            casing_pen(tokens, width=WIDTH + CASING, ratio=ratio),
            pen(line_colour(LayerRole.REVIEWER, tokens), width=WIDTH, ratio=ratio),
        ):
            painter.setPen(drawn)
            painter.drawPath(path)
    painter.restore()


def open_path(shape: Shape) -> QPainterPath:
    """The rings of a shape as lines that are not closed."""
    path = QPainterPath()
    for ring in shape.rings:
        path.addPolygon(QPolygonF(points(ring)))
    return path


def paint_handles(painter: QPainter, places: Floats, marked: int | None, tokens: Tokens) -> None:
    """Small squares at the handles, the one under the hand larger and filled."""
    usual = SMALL_HANDLE if are_crowded(places) else HANDLE
    squares = [square_at(x, y, usual) for place, (x, y) in enumerate(places.tolist()) if place != marked]
    paint_squares(painter, squares, QColor(Qt.GlobalColor.white), tokens)
    if marked is not None:
        x, y = places[marked].tolist()
        paint_squares(painter, [square_at(x, y, MARKED_HANDLE)], line_colour(LayerRole.REVIEWER, tokens), tokens)


def square_at(x: float, y: float, side: float) -> QRectF:
    """A square around a point."""
    return QRectF(x - side / 2, y - side / 2, side, side)


def paint_squares(painter: QPainter, squares: list[QRectF], ground: QColor, tokens: Tokens) -> None:
    """Squares in the reviewer's colour, every casing below every square. All at once: one by one takes three times as long."""
    painter.setPen(QPen(QColor(tokens.casing), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(squares)
    painter.setPen(QPen(line_colour(LayerRole.REVIEWER, tokens), 1.5))
    painter.setBrush(ground)
    painter.drawRects(squares)


def are_crowded(places: Floats) -> bool:
    """Whether handles stand so close that they would hide what they are for."""
    return len(places) > 1 and float(np.median(np.hypot(*np.diff(places, axis=0).T))) < CROWDED


def paint_line(painter: QPainter, ends: Floats, tokens: Tokens) -> None:
    """A straight line that cuts."""
    (x, y), (x_end, y_end) = ends.tolist()
    for drawn in (casing_pen(tokens, width=4.0), QPen(QColor(tokens.text), 1.5, Qt.PenStyle.DashLine)):
        painter.setPen(drawn)
        painter.drawLine(QLineF(x, y, x_end, y_end))


def paint_stroke(painter: QPainter, stroke: Brushed, view: View, *, viewport: Size, tokens: Tokens) -> None:
    """The band under a brush along its path."""
    ink = QColor(tokens.casing) if stroke.erases else line_colour(LayerRole.REVIEWER, tokens)
    band = QPen(faded(ink, STROKE_TINT), max(2 * stroke.radius * view.scale, 1.0))
    band.setCapStyle(Qt.PenCapStyle.RoundCap)
    band.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(band)
    screen = [QPointF(x, y) for x, y in to_screen(view, stroke.path, viewport=viewport).tolist()]
    if len(screen) > 1:
        painter.drawPolyline(QPolygonF(screen))
    else:
        painter.drawPoint(screen[0])


def paint_brush(painter: QPainter, places: Floats, radius: float, tokens: Tokens) -> None:
    """The brush where the hand is."""
    (x, y) = places[0].tolist()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for drawn in (casing_pen(tokens, width=3.0), QPen(QColor(tokens.text), 1.25)):
        painter.setPen(drawn)
        painter.drawEllipse(QPointF(x, y), radius, radius)


def faded(colour: QColor, opacity: float) -> QColor:
    """A colour that lets through what is below."""
    see_through = QColor(colour)
    see_through.setAlphaF(opacity)
    return see_through
