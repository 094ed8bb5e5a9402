import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainterPath, QRegion

from assay.ui.canvas.beside_panels import beside_panels, hidden_by
from assay.ui.canvas.view_transform import panned
from assay.ui.theme.tokens import RADIUS_LARGE
from tests.unit.ui.canvas.test_canvas import Paints


@pytest.mark.parametrize("size", [(340, 36), (36, 340), (64, 24), (20, 20)])
def test_that_what_shows_at_a_rounded_corner_is_not_hidden(size):
    panel = QRect(10, 20, *size)
    path = QPainterPath()
    path.addRoundedRect(panel, RADIUS_LARGE, RADIUS_LARGE)
    for rectangle in hidden_by(panel):
        assert path.contains(rectangle.toRectF())
    assert hidden_by(panel).contains(panel.adjusted(4, 4, -4, -4)), "where the buttons are"


def test_that_buttons_over_the_image_are_not_painted_with_every_frame(vendor_and_gold, qtbot):
    button = vendor_and_gold.controls.legend.row(vendor_and_gold.scene().layers[0].name)
    with qtbot.waitSignal(vendor_and_gold.settled):
        vendor_and_gold.refresh()
        vendor_and_gold.set_view(panned(vendor_and_gold.view(), dx=3, dy=0))
    frames, buttons = Paints(vendor_and_gold), Paints(button)
    with qtbot.waitSignal(vendor_and_gold.settled):
        vendor_and_gold.set_view(panned(vendor_and_gold.view(), dx=3, dy=0))
    assert frames.count == 1
    assert buttons.count == 0


def test_that_a_panel_that_is_not_there_hides_nothing(canvas):
    canvas.show_image(None)
    assert beside_panels(canvas) == QRegion(canvas.rect())
