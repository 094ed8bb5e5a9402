import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from assay.ui.canvas.loupe_painting import FACTOR, RADIUS
from assay.ui.canvas.minimap import is_part
from assay.ui.canvas.view_transform import View, corners


@pytest.mark.parametrize(
    ("seen", "part"),
    [((-20, -20, 120, 120), False), ((5, 5, 95, 95), False), ((0, 0, 50, 100), True), ((40, 40, 60, 60), True)],
)
def test_that_the_map_shows_only_while_a_part_is_seen(seen, part):
    assert is_part((100.0, 100.0), np.array(corners(seen))) is part


def test_that_the_map_comes_with_zooming_in_and_goes_with_the_whole_image(vendor_and_gold):
    canvas = vendor_and_gold
    assert not canvas.controls.minimap.isVisible()
    canvas.set_view(View(16.0, 50.0, 50.0))
    assert canvas.controls.minimap.isVisible()
    canvas.fit()
    assert not canvas.controls.minimap.isVisible()


def test_that_a_press_on_the_map_goes_there(vendor_and_gold):
    canvas, minimap = vendor_and_gold, vendor_and_gold.controls.minimap
    canvas.set_view(View(16.0, 50.0, 50.0))
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() * 3 // 4, minimap.height() // 4))
    assert (canvas.view().centre_x, canvas.view().centre_y) == (pytest.approx(75, abs=1), pytest.approx(25, abs=1))
    assert canvas.view().scale == 16.0


def test_that_the_map_lies_inside_the_canvas_at_the_upper_right(vendor_and_gold):
    canvas = vendor_and_gold
    canvas.set_view(View(16.0, 50.0, 50.0))
    place = canvas.controls.minimap.geometry()
    assert canvas.rect().contains(place)
    assert place.center().x() > canvas.width() / 2 > 0 < place.center().y() < canvas.height() / 2


@pytest.mark.parametrize("width", [340, 456, 600, 1200])
def test_that_the_map_and_the_mode_switch_lie_apart_at_every_width(vendor_and_gold, width):
    canvas = vendor_and_gold
    canvas.resize(width, 456)
    canvas.set_view(View(16.0, 50.0, 50.0))
    controls = canvas.controls
    assert controls.minimap.isVisible()
    assert not controls.minimap.geometry().intersects(controls.modes.geometry())
    assert not controls.minimap.geometry().intersects(controls.zoom.geometry())


def test_that_the_loupe_magnifies_what_is_under_the_pointer(vendor_and_gold):
    canvas = vendor_and_gold
    edge = (canvas.width() / 2 + (20 - 50) * 4, canvas.height() / 2)  # on the vendor's left side
    shown = canvas.magnified(edge, factor=FACTOR, side=2 * RADIUS).toImage()
    middle = shown.pixelColor(round(RADIUS), round(RADIUS) + 20)
    assert middle.blue() > middle.red() + 60
    assert shown.pixelColor(round(RADIUS) - 56, round(RADIUS) + 8).getRgb()[:3] == (90, 90, 90)


def test_that_the_loupe_is_painted_about_the_pointer_while_it_is_on(vendor_and_gold):
    canvas = vendor_and_gold
    before = canvas.grab().toImage()
    canvas.toggle_loupe()
    QTest.mouseMove(canvas, QPointF(200, 200).toPoint())
    assert canvas.grab().toImage() != before
    canvas.toggle_loupe()
    QTest.mouseMove(canvas, QPoint(2, 2))
    assert canvas.grab().toImage() == before
