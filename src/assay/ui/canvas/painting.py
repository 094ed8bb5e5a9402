"""Outlines painted by Qt, for the few that need no raster: given a painter whose transform maps image pixels to the screen."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from assay.model.shapes import ShapeKind
from assay.ui.canvas.batches import SPECK, Batch, Rows
from assay.ui.canvas.coats import FAINT_OPACITY, KEYPOINT_WIDTHS
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.overlay_style import OverlayStyle, row_colours
from assay.ui.theme.colours import CASING_OPACITY, LayerRole, casing_pen, line_colour, line_pen
from assay.ui.theme.tokens import Tokens

CASING = 1.6
"""How much wider than its line a casing is."""
VERTEX_SIZE = 4.5
MIN_VERTEX_DISTANCE = 9.0
OWN_POINT = defaultdict(lambda: 8.0, {LayerRole.GOLD: 4.5})
"""How large the keypoints of a box or outline are; gold's lie over the vendor's and let them be seen."""


def paint_outlines(painter: QPainter, drawn: Sequence[Batch], style: OverlayStyle, tokens: Tokens) -> None:
    """Paint every batch, the lowest first.

    Every casing lies under every line: a gold casing over a vendor line would dim what shows between gold's dashes.
    """
    paint_ground(painter, drawn, style, tokens)
    painter.setOpacity(style.opacity)
    paint_casings(painter, drawn, style, tokens)
    paint_lines(painter, drawn, style, tokens)


def paint_ground(painter: QPainter, drawn: Sequence[Batch], style: OverlayStyle, tokens: Tokens) -> None:
    """Paint what lies under every casing: tints, and what is faint."""
    ratio = painter.device().devicePixelRatioF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for batch in drawn:
        colours = row_colours(batch.layer, style, tokens)
        if style.fill:
            painter.setOpacity(style.fill)
            tint(painter, batch.cache, batch.strong, colours)
        painter.setOpacity(FAINT_OPACITY * style.opacity)
        faint_pen = line_pen(batch.layer.role, tokens, width=1.0, ratio=ratio)
        stroke_coloured(painter, batch, batch.faint, colours, faint_pen)


def paint_casings(
    painter: QPainter, drawn: Sequence[Batch], style: OverlayStyle, tokens: Tokens, *, opacity: float = CASING_OPACITY
) -> None:
    """Paint the dark rims of all lines."""
    pen = casing_pen(tokens, width=style.width + CASING, ratio=painter.device().devicePixelRatioF(), opacity=opacity)
    for batch in drawn:
        painter.setPen(pen)
        stroke(painter, batch.cache, batch.strong)


def paint_lines(painter: QPainter, drawn: Sequence[Batch], style: OverlayStyle, tokens: Tokens) -> None:
    """Paint the lines themselves, and the specks."""
    ratio = painter.device().devicePixelRatioF()
    for batch in drawn:
        colours = row_colours(batch.layer, style, tokens)
        pen = line_pen(batch.layer.role, tokens, width=style.width, ratio=ratio)
        stroke_coloured(painter, batch, batch.strong, colours, pen)
        paint_specks(painter, batch, colours, ratio)


def stroke_coloured(painter: QPainter, batch: Batch, rows: Rows, colours: NDArray[np.uint8], pen: QPen) -> None:
    """Draw the outlines of these rows, each in its colour."""
    for colour, some in rows_by_colour(rows, colours):
        pen.setColor(colour)
        painter.setPen(pen)
        stroke(painter, batch.cache, some)


def paint_specks(painter: QPainter, batch: Batch, colours: NDArray[np.uint8], ratio: float) -> None:
    """Dots for the shapes that are too small for an outline."""
    for colour, some in rows_by_colour(np.arange(len(batch.specks)), colours[batch.specks]):
        painter.setPen(dot_pen(colour, SPECK * ratio))
        painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in batch.speck_centres()[some].tolist()]))


def tint(painter: QPainter, cache: OutlineCache, rows: Rows, colours: NDArray[np.uint8]) -> None:
    """Fill the shapes of these rows, each with its colour."""
    for row in rows.tolist():
        if cache.kind(row) is not ShapeKind.POLYLINE:
            painter.fillPath(cache.path(row), QColor(*colours[row].tolist()))


def rows_by_colour(rows: Rows, colours: NDArray[np.uint8]) -> list[tuple[QColor, Rows]]:
    """The rows of each colour. colours: (n, 3) by row."""
    if not len(rows):
        return []
    different, place = np.unique(colours[rows], axis=0, return_inverse=True)
    return [(QColor(*colour), rows[place.ravel() == one]) for one, colour in enumerate(different.tolist())]


def stroke(painter: QPainter, cache: OutlineCache, rows: Rows) -> None:
    """Draw the outlines of these rows with the painter's pen."""
    for row in rows.tolist():
        if cache.kind(row) is ShapeKind.KEYPOINTS:
            stroke_keypoints(painter, cache.corners(row))
        else:
            painter.drawPath(cache.path(row))


def stroke_keypoints(painter: QPainter, corners: QPolygonF) -> None:
    """Draw keypoints as dots of the same size at every zoom."""
    pen = painter.pen()
    painter.setPen(dot_pen(pen.color(), pen.widthF() * KEYPOINT_WIDTHS))
    painter.drawPoints(corners)
    painter.setPen(pen)


def paint_hovered(painter: QPainter, layer: Layer, cache: OutlineCache, row: int, tokens: Tokens, scale: float) -> None:
    """Tint one annotation."""
    fill_and_stroke(painter, layer, cache, row, tokens, scale, tint=0.16, width=2.0)


def paint_selected(
    painter: QPainter, layer: Layer, cache: OutlineCache, row: int, tokens: Tokens, scale: float
) -> None:
    """Tint one annotation, draw its line wider, and its vertices where they are far enough apart to be told."""
    fill_and_stroke(painter, layer, cache, row, tokens, scale, tint=0.22, width=3.0)
    are_apart = cache.mean_side(row) * scale >= MIN_VERTEX_DISTANCE
    if cache.kind(row) is not ShapeKind.KEYPOINTS and are_apart:
        paint_vertices(painter, cache.corners(row), line_colour(layer.role, tokens), tokens)


def fill_and_stroke(
    painter: QPainter,
    layer: Layer,
    cache: OutlineCache,
    row: int,
    tokens: Tokens,
    scale: float,
    *,
    tint: float,
    width: float,
) -> None:
    """One annotation with a tint of its own colour, its casing and its line."""
    fill = line_colour(layer.role, tokens)
    fill.setAlphaF(tint)
    kind, path = cache.kind(row), cache.path_at(row, scale)
    if kind is not ShapeKind.POLYLINE:
        painter.fillPath(path, fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ratio = painter.device().devicePixelRatioF()
    for pen in (
        casing_pen(tokens, width=width + CASING, ratio=ratio),
        line_pen(layer.role, tokens, width=width, ratio=ratio),
    ):
        painter.setPen(pen)
        if kind is ShapeKind.KEYPOINTS:
            stroke_keypoints(painter, cache.corners(row))
        else:
            painter.drawPath(path)
    paint_dots(painter, cache.own_keypoints(row), line_colour(layer.role, tokens), tokens, OWN_POINT[layer.role])


def paint_vertices(painter: QPainter, corners: QPolygonF, colour: QColor, tokens: Tokens) -> None:
    """Dots at the vertices."""
    paint_dots(painter, corners, colour, tokens, VERTEX_SIZE)


def paint_dots(painter: QPainter, points: QPolygonF, colour: QColor, tokens: Tokens, size: float) -> None:
    """Dots of so many logical pixels, ringed by the casing's colour."""
    ratio = painter.device().devicePixelRatioF()
    for pen in (dot_pen(QColor(tokens.casing), (size + 2) * ratio), dot_pen(colour, size * ratio)):
        painter.setPen(pen)
        painter.drawPoints(points)


def dot_pen(colour: QColor, size: float) -> QPen:
    """A pen whose points are round dots of so many device pixels at every zoom."""
    pen = QPen(colour, size)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
