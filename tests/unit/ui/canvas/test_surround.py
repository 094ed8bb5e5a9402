"""What is left out around an image is painted by the image, to the last pixel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from assay.ui.canvas.image_painting import paint_board
from assay.ui.canvas.scene import Pane
from assay.ui.canvas.surround import covered_by_image, paint_surround
from assay.ui.canvas.view_transform import View

AREA = QRect(0, 0, 120, 90)
UNTOUCHED, SURROUND, BOARD = "#ff0000", "#101010", "#f0f0f0"

views = st.builds(
    View,
    scale=st.floats(0.05, 6),
    centre_x=st.floats(-20, 80),
    centre_y=st.floats(-20, 80),
    angle=st.sampled_from([0.0, 90.0, 180.0, -90.0, 30.0]),
)


def pane(left, width, height=90.0):
    return Pane(left=left, top=0, width=width, height=height, layers=())


@given(views, st.integers(1, 60), st.integers(1, 60), st.floats(0, 60))
def test_that_every_pixel_is_painted_by_the_surround_or_by_the_image(view, width, height, split):
    panes = [pane(0, split), pane(split, 120 - split)] if split >= 10 else [pane(0, 120)]
    canvas = QImage(AREA.size(), QImage.Format.Format_RGB32)
    canvas.fill(QColor(UNTOUCHED))
    painter = QPainter(canvas)
    paint_surround(painter, AREA, panes, (width, height), view, QColor(SURROUND))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for one in panes:
        painter.save()
        painter.setClipRect(QRectF(one.left, one.top, one.width, one.height))
        painter.translate(one.left, one.top)
        paint_board(painter, (width, height), view, viewport=one.size, colour=QColor(BOARD))
        painter.restore()
    painter.end()
    left_out = [(x, y) for x in range(120) for y in range(90) if is_reddish(canvas.pixelColor(x, y))]
    assert left_out == []


def is_reddish(colour: QColor) -> bool:
    """Whether some of a pixel was painted by nobody; both colours painted are grey."""
    return colour.red() > colour.blue()


@pytest.mark.parametrize(("angle", "size"), [(0.0, (93, 53)), (90.0, (53, 93)), (30.0, (0, 0))])
def test_that_a_large_image_spares_nearly_all_of_its_place(angle, size):
    found = covered_by_image(pane(0, 120, 120), (97, 57), View(1.0, 48.5, 28.5, angle))
    assert abs(found.width() - size[0]) <= 1
    assert abs(found.height() - size[1]) <= 1
