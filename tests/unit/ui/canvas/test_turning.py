"""What is seen, found and painted while the image is turned on the screen."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assay.ui.canvas.scene import Mode, Region
from assay.ui.canvas.view_transform import View, to_screen
from tests.annotation_builder import box, polygon
from tests.unit.ui.canvas.conftest import GOLD, SIZE, VENDOR, vendor
from tests.unit.ui.canvas.test_canvas import is_gold, is_vendor

ANGLES = [90.0, 180.0, -90.0, 30.0, -77.5]
COLOURS = {(25, 25): (200, 40, 40), (75, 25): (40, 200, 40), (75, 75): (40, 40, 200), (25, 75): (200, 200, 40)}
"""A colour in each quarter of the image."""


def at(canvas, x, y, pane=0):
    """Where an image point is on a turned canvas."""
    shown = canvas.panes()[pane]
    left, top = to_screen(canvas.view(), [(x, y)], viewport=shown.size)[0].tolist()
    return QPoint(round(shown.left + left), round(shown.top + top))


def pixel(canvas, x, y, pane=0):
    return canvas.grab().toImage().pixelColor(at(canvas, x, y, pane))


def turned(canvas, qtbot, angle, scale=3.0):
    with qtbot.waitSignal(canvas.settled):
        canvas.set_view(View(scale, 50.0, 50.0, angle))
    return canvas


@pytest.fixture
def quarters(tmp_path):
    pixels = np.zeros((*SIZE, 3), np.uint8)
    for (x, y), colour in COLOURS.items():
        pixels[y - 25 : y + 25, x - 25 : x + 25] = colour
    Image.fromarray(pixels).save(tmp_path / "quarters.png")
    return tmp_path / "quarters.png"


@pytest.mark.parametrize("scale", [0.7, 3.0, 12.0])
@pytest.mark.parametrize("angle", ANGLES)
def test_that_each_pixel_is_shown_where_the_turned_view_says(show, quarters, qtbot, angle, scale):
    canvas = turned(show(path=quarters), qtbot, angle, scale)
    for again in ("resampled", "from a copy at this scale"):
        picture = canvas.grab().toImage()
        for (x, y), colour in COLOURS.items():
            near_x, near_y = (np.floor(50 + (side - 50) / scale) + 0.5 for side in (x, y))  # the middle of a pixel
            place = at(canvas, near_x, near_y)
            assert picture.pixelColor(place).getRgb()[:3] == pytest.approx(colour, abs=12), (again, x, y)


@pytest.mark.parametrize("angle", ANGLES)
def test_that_outlines_hover_and_clicks_obey_the_turn(vendor_and_gold, qtbot, angle):
    canvas = turned(vendor_and_gold, qtbot, angle)
    assert any(is_vendor(pixel(canvas, 20 + by, 25)) for by in (-0.3, 0, 0.3))
    assert any(is_gold(pixel(canvas, 80, y)) for y in range(50, 62))
    qtbot.mouseMove(canvas, at(canvas, 25, 25))
    assert canvas.scene().hovered == (VENDOR, 1)
    with qtbot.waitSignal(canvas.annotation_clicked) as clicked:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 25, 25))
    assert clicked.args == [VENDOR, 1]


def many():
    """So many shapes that a worker paints them outside Qt."""
    spots = [(x, y) for x in range(2, 98, 6) for y in range(2, 98, 6)]
    return [polygon([(x, y), (x + 3, y + 1), (x + 2, y + 4)]) for x, y in spots]


@pytest.mark.parametrize("angle", ANGLES)
def test_that_the_raster_of_many_shapes_obeys_the_turn(show, qtbot, angle):
    canvas = show(vendor(*many(), box(40, 40, 60, 60)))
    canvas = turned(canvas, qtbot, angle)
    picture = canvas.grab().toImage()
    for x, y in ((40, 45.5), (60, 51.5), (45.5, 40), (51.5, 60)):
        assert is_vendor(picture.pixelColor(at(canvas, x, y)))


def test_that_an_overlay_of_another_angle_stands_in_until_the_new_one_is_made(show, qtbot):
    canvas = show(vendor(*many(), box(20, 20, 80, 80)))
    canvas.set_view(View(3.0, 50.0, 50.0, 40.0))
    picture = canvas.grab().toImage()  # before the worker has painted anything for this angle
    near = [picture.pixelColor(at(canvas, 80 + by, 45.5)) for by in (-0.5, 0, 0.5)]
    assert any(is_vendor(colour) for colour in near)


@pytest.mark.parametrize("angle", ANGLES)
def test_that_only_a_part_is_painted_anew_and_it_holds_all_that_changed(vendor_and_gold, qtbot, angle):
    canvas = turned(vendor_and_gold, qtbot, angle)
    qtbot.mouseMove(canvas, at(canvas, 25, 25))
    before, area = pixels_of(canvas), canvas._touched_area()
    qtbot.mouseMove(canvas, at(canvas, 75, 75))
    assert canvas.scene().hovered == (GOLD, 1)
    changed = (before != pixels_of(canvas)).any(axis=-1)
    area |= canvas._touched_area()
    for part in area:
        changed[part.top() : part.bottom() + 1, part.left() : part.right() + 1] = False
    assert not changed.any()
    assert sum(part.width() * part.height() for part in area) < canvas.width() * canvas.height()


def pixels_of(canvas):
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.array(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)


@pytest.mark.parametrize("angle", ANGLES)
def test_that_turning_about_the_pointer_keeps_the_point_under_it(vendor_and_gold, angle):
    canvas = vendor_and_gold
    canvas.set_view(View(6.0, 50.0, 50.0))
    place = QPointF(150, 260)
    before = canvas.image_point(canvas.panes()[0], place.x(), place.y())
    gesture = QNativeGestureEvent(
        Qt.NativeGestureType.RotateNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        place, place, canvas.mapToGlobal(place), angle, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas, gesture)
    assert canvas.view().angle == angle
    assert canvas.image_point(canvas.panes()[0], place.x(), place.y()) == pytest.approx(before, abs=1e-6)


def test_that_a_pinch_zooms_to_the_fingers(vendor_and_gold):
    canvas = vendor_and_gold
    place = QPointF(150, 260)
    before = canvas.image_point(canvas.panes()[0], place.x(), place.y())
    gesture = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        place, place, canvas.mapToGlobal(place), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas, gesture)
    assert canvas.view().scale == pytest.approx(6.0)
    assert canvas.image_point(canvas.panes()[0], place.x(), place.y()) == pytest.approx(before, abs=1e-6)


def test_that_the_wheel_turns_with_alt(vendor_and_gold):
    canvas, place, inverted = vendor_and_gold, QPointF(228, 228), False
    wheel = QWheelEvent(
        place, canvas.mapToGlobal(place), QPoint(), QPoint(120, 0), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.AltModifier, Qt.ScrollPhase.NoScrollPhase, inverted,
    )  # fmt: skip
    QApplication.sendEvent(canvas, wheel)
    assert canvas.view().angle == 5.0


def test_that_a_fitted_image_stays_fitted_while_it_is_turned(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.resize(600, 400)
    canvas.turn(90)
    assert canvas.view() == View((400 - 56) / 100, 50.0, 50.0, 90.0)
    canvas.turn(45)
    assert canvas.view().scale == pytest.approx((400 - 56) / 100 / np.sqrt(2))
    qtbot.mouseClick(canvas.controls.zoom._angle, Qt.MouseButton.LeftButton)
    assert canvas.view() == View((400 - 56) / 100, 50.0, 50.0)
    assert not canvas.controls.zoom._angle.isVisible()


def test_that_another_image_is_upright_unless_the_view_is_kept(vendor_and_gold, qtbot, picture):
    canvas = vendor_and_gold
    canvas.turn(90)
    canvas.keep_view(True)
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(picture, size=SIZE)
    assert canvas.view().angle == 90
    canvas.keep_view(False)
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(picture, size=SIZE)
    assert canvas.view().angle == 0


def test_that_a_region_drawn_on_a_turned_image_is_in_image_pixels(vendor_and_gold, qtbot):
    canvas = turned(vendor_and_gold, qtbot, 90.0)
    canvas.begin_region()
    with qtbot.waitSignal(canvas.region_drawn) as drawn:
        start, end = at(canvas, 20, 60), at(canvas, 50, 30)
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(canvas, end)
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert drawn.args == pytest.approx([20, 30, 50, 60], abs=0.5)


def test_that_panning_drags_the_image_along_on_a_turned_image(vendor_and_gold, qtbot):
    canvas = turned(vendor_and_gold, qtbot, -77.5)
    held = at(canvas, 40, 40)
    qtbot.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=held)
    qtbot.mouseMove(canvas, held + QPoint(30, -12))
    qtbot.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=held + QPoint(30, -12))
    assert at(canvas, 40, 40) == held + QPoint(30, -12)


def test_that_a_finding_is_framed_and_its_frame_stands_around_it_on_a_turned_image(vendor_and_gold, qtbot):
    canvas = turned(vendor_and_gold, qtbot, 30.0)
    canvas.set_regions([Region(key=7, box=(20, 20, 60, 60))])
    canvas.select_region(7)
    canvas.frame((20, 20, 60, 60))
    assert canvas.view().angle == 30.0
    assert all(canvas.rect().contains(at(canvas, x, y)) for x, y in ((20, 20), (60, 20), (60, 60), (20, 60)))


def test_that_both_panes_are_turned_side_by_side(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.set_mode(Mode.SIDE_BY_SIDE)
    turned(canvas, qtbot, 90.0, scale=2.0)
    assert is_vendor(pixel(canvas, 20, 25, pane=0))
    assert any(is_gold(pixel(canvas, 80, y, pane=1)) for y in range(50, 62))


def test_that_the_minimap_leads_to_the_place_on_a_turned_image(vendor_and_gold, qtbot):
    canvas = turned(vendor_and_gold, qtbot, 90.0, scale=16.0)
    minimap = canvas.controls.minimap
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() * 3 // 4, minimap.height() // 4))
    assert canvas.view() == View(16.0, pytest.approx(75, abs=1), pytest.approx(25, abs=1), 90.0)
