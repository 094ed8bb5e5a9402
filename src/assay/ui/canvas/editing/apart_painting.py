"""Layers of a few shapes that change often: painted anew in every frame, so that the overlay of thousands stays as it is."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from assay.ui.canvas.batches import Batch, Outlines, batches
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.overlay import pane_transform
from assay.ui.canvas.overlay_style import OverlayStyle
from assay.ui.canvas.painting import CASING, paint_outlines
from assay.ui.canvas.scene import Numbers, Pane
from assay.ui.canvas.view_transform import View, visible_box
from assay.ui.theme.colours import casing_pen, line_pen
from assay.ui.theme.tokens import Tokens

EDGE = 4.0


def paint_apart(
    painter: QPainter, pane: Pane, view: View, outlines: Outlines, tokens: Tokens, *, selected: Numbers
) -> None:
    """Paint the layers of a pane that are no part of its overlay, and cross out what is to be removed. selected: these are painted over all others anyway."""
    layers = tuple(layer for layer in pane.layers if layer.is_apart and len(layer.annotations))
    if not layers:
        return
    painter.save()
    painter.setTransform(pane_transform(view, pane.size), combine=True)
    visible = visible_box(view, viewport=pane.size, margin=EDGE)
    drawn = batches(layers, outlines, visible=visible, scale=view.scale, emphasis=None)
    paint_outlines(painter, [without(batch, selected) for batch in drawn], OverlayStyle(), tokens)
    for layer in layers:
        cross_out(painter, layer, tokens)
    painter.restore()


def without(batch: Batch, selected: Numbers) -> Batch:
    """A batch without the outlines of some annotations."""
    numbers = batch.cache.annotations.records["number"][batch.strong]
    return replace(batch, strong=batch.strong[~np.isin(numbers, list(selected.get(batch.layer.name, ())))])


def cross_out(painter: QPainter, layer: Layer, tokens: Tokens) -> None:
    """A cross from corner to corner of each annotation that is to be removed."""
    ratio = painter.device().devicePixelRatioF()
    rows = layer.rows(layer.crossed_out)
    for pen in (
        casing_pen(tokens, width=2.0 + CASING, ratio=ratio),
        line_pen(layer.role, tokens, width=2.0, ratio=ratio),
    ):
        painter.setPen(pen)
        for x_min, y_min, x_max, y_max in layer.annotations.boxes[rows].tolist():
            painter.drawLine(QPointF(x_min, y_min), QPointF(x_max, y_max))
            painter.drawLine(QPointF(x_max, y_min), QPointF(x_min, y_max))
