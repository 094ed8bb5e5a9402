"""What lies around the image on the canvas."""

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from assay.ui.canvas.scene import Pane
from assay.ui.canvas.view_transform import QUARTERS, Size, View, screen_box

INSET = 2
"""Pixels of the image's edge that are filled all the same: it may be painted a pixel further in."""


def paint_surround(
    painter: QPainter, area: QRect, panes: Sequence[Pane], size: Size, view: View, colour: QColor
) -> None:
    """Fill an area but for where each pane is going to paint its image: filling what is painted over takes as long as painting it. size: the image's."""
    rest = QRegion(area)
    for pane in panes:
        rest -= QRegion(covered_by_image(pane, size, view))
    painter.save()
    painter.setClipRegion(rest, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, colour)
    painter.restore()


def covered_by_image(pane: Pane, size: Size, view: View) -> QRect:
    """The part of a pane that its image covers wholly, a little less than all of it; nothing of it where the view is turned by no quarter."""
    if view.angle not in QUARTERS:
        return QRect()
    left, top, right, bottom = screen_box(view, (0.0, 0.0, *size), viewport=pane.size)
    first = max(ceil(left) + INSET, 0), max(ceil(top) + INSET, 0)
    last = min(floor(right) - INSET, floor(pane.width) - 1), min(floor(bottom) - INSET, floor(pane.height) - 1)
    sides = last[0] - first[0], last[1] - first[1]
    return QRect(ceil(pane.left) + first[0], ceil(pane.top) + first[1], *(max(side, 0) for side in sides))
