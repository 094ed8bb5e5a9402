"""Outlines as functions of what is visible: given a painter whose transform maps image pixels to the screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from assay.model.shapes import ShapeKind
from assay.ui.canvas.layers import Layer, painted_order
from assay.ui.canvas.outline_cache import OutlineCache, rows_in
from assay.ui.canvas.view_transform import Box
from assay.ui.theme.colours import LINE_STYLES, casing_pen, line_colour, line_pen
from assay.ui.theme.tokens import Tokens

CASING = 1.6
"""How much wider than its line a casing is."""
SPECK = 3.0
"""A shape with no side longer than so many screen pixels is drawn as a dot."""
FAINT_OPACITY = 0.28
KEYPOINT_WIDTHS = 3.0
"""How many times as wide as the line a keypoint is."""
VERTEX_SIZE = 4.5
MIN_VERTEX_DISTANCE = 9.0

Outlines = Callable[[Layer], OutlineCache]
Emphasis = frozenset[tuple[str, int]] | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What of one layer is drawn: rows drawn fully, rows drawn faintly, and specks' centres."""

    layer: Layer
    cache: OutlineCache
    strong: tuple[int, ...]
    faint: tuple[int, ...]
    specks: QPolygonF


def batch(layer: Layer, cache: OutlineCache, *, visible: Box, scale: float, emphasis: Emphasis) -> Batch:
    """What of a layer is to be drawn in the visible part of the image at a scale."""
    rows = rows_in(cache.boxes, visible)
    boxes = cache.boxes[rows]
    is_speck = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * scale < SPECK
    is_speck &= cache.annotations.records["kind"][rows] != ShapeKind.KEYPOINTS
    centres = (boxes[is_speck, :2] + boxes[is_speck, 2:]) / 2
    outlined = rows[~is_speck]
    if emphasis is None:
        is_strong = np.ones(len(outlined), bool)
    else:
        numbers = [number for name, number in emphasis if name == layer.name]
        is_strong = np.isin(cache.annotations.records["number"][outlined], numbers)
    specks = QPolygonF([QPointF(x, y) for x, y in centres.tolist()])
    return Batch(layer, cache, tuple(outlined[is_strong].tolist()), tuple(outlined[~is_strong].tolist()), specks)


def paint_outlines(
    painter: QPainter,
    layers: tuple[Layer, ...],
    outlines: Outlines,
    *,
    visible: Box,
    scale: float,
    emphasis: Emphasis,
    tokens: Tokens,
) -> Iterator[None]:
    """Paint all outlines in the visible part, pausing after each so that the caller may do something else in between.

    Every casing lies under every line: a gold casing over a vendor line would dim what shows between gold's dashes.
    """
    ratio = painter.device().devicePixelRatioF()
    batches = [
        batch(layer, outlines(layer), visible=visible, scale=scale, emphasis=emphasis)
        for layer in painted_order(layers)
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for drawn in batches:
        painter.setOpacity(FAINT_OPACITY)
        painter.setPen(line_pen(drawn.layer.role, tokens, width=1.0, ratio=ratio))
        yield from stroke(painter, drawn.cache, drawn.faint)
        painter.setOpacity(1.0)
    for drawn in batches:
        painter.setPen(casing_pen(tokens, width=LINE_STYLES[drawn.layer.role].width + CASING, ratio=ratio))
        yield from stroke(painter, drawn.cache, drawn.strong)
    for drawn in batches:
        painter.setPen(line_pen(drawn.layer.role, tokens, ratio=ratio))
        yield from stroke(painter, drawn.cache, drawn.strong)
        painter.setPen(dot_pen(line_colour(drawn.layer.role, tokens), SPECK * ratio))
        painter.drawPoints(drawn.specks)
        yield


def stroke(painter: QPainter, cache: OutlineCache, rows: tuple[int, ...]) -> Iterator[None]:
    """Draw the outlines of these rows with the painter's pen, pausing after each."""
    for row in rows:
        if cache.kind(row) is ShapeKind.KEYPOINTS:
            stroke_keypoints(painter, cache.corners(row))
        else:
            painter.drawPath(cache.path(row))
        yield


def stroke_keypoints(painter: QPainter, corners: QPolygonF) -> None:
    """Draw keypoints as dots of the same size at every zoom."""
    pen = painter.pen()
    painter.setPen(dot_pen(pen.color(), pen.widthF() * KEYPOINT_WIDTHS))
    painter.drawPoints(corners)
    painter.setPen(pen)


def paint_hovered(painter: QPainter, layer: Layer, cache: OutlineCache, row: int, tokens: Tokens) -> None:
    """Tint one annotation."""
    fill_and_stroke(painter, layer, cache, row, tokens, tint=0.16, width=2.0)


def paint_selected(
    painter: QPainter, layer: Layer, cache: OutlineCache, row: int, tokens: Tokens, scale: float
) -> None:
    """Tint one annotation, draw its line wider, and its vertices where they are far enough apart to be told."""
    fill_and_stroke(painter, layer, cache, row, tokens, tint=0.22, width=3.0)
    corners = cache.corners(row)
    if cache.kind(row) is not ShapeKind.KEYPOINTS and vertices_are_apart(corners, scale):
        paint_vertices(painter, corners, line_colour(layer.role, tokens), tokens)


def fill_and_stroke(
    painter: QPainter, layer: Layer, cache: OutlineCache, row: int, tokens: Tokens, *, tint: float, width: float
) -> None:
    """One annotation with a tint of its own colour, its casing and its line."""
    fill = line_colour(layer.role, tokens)
    fill.setAlphaF(tint)
    if cache.kind(row) is not ShapeKind.POLYLINE:
        painter.fillPath(cache.path(row), fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ratio = painter.device().devicePixelRatioF()
    for pen in (
        casing_pen(tokens, width=width + CASING, ratio=ratio),
        line_pen(layer.role, tokens, width=width, ratio=ratio),
    ):
        painter.setPen(pen)
        for _ in stroke(painter, cache, (row,)):
            pass


def paint_vertices(painter: QPainter, corners: QPolygonF, colour: QColor, tokens: Tokens) -> None:
    """Dots at the vertices, ringed by the casing's colour."""
    ratio = painter.device().devicePixelRatioF()
    for pen in (dot_pen(QColor(tokens.casing), (VERTEX_SIZE + 2) * ratio), dot_pen(colour, VERTEX_SIZE * ratio)):
        painter.setPen(pen)
        painter.drawPoints(corners)


def vertices_are_apart(corners: QPolygonF, scale: float) -> bool:
    """Whether neighbouring vertices are on average far enough apart on the screen to be drawn one by one."""
    pairs = list(pairwise(corners.toList()))
    length = sum(QLineF(one, next_one).length() for one, next_one in pairs)
    return length * scale >= MIN_VERTEX_DISTANCE * len(pairs)


def dot_pen(colour: QColor, size: float) -> QPen:
    """A pen whose points are round dots of so many device pixels at every zoom."""
    pen = QPen(colour, size)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
