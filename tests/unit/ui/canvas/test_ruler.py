import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from assay.ui.canvas.ruler_tool import Measure
from assay.ui.canvas.scene import Mode
from assay.ui.canvas.view_transform import View
from tests.unit.ui.canvas.conftest import GOLD
from tests.unit.ui.canvas.test_turning import at

LEFT = Qt.MouseButton.LeftButton
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def measure(qtbot, canvas, start: QPoint, end: QPoint, modifier=ALT):
    qtbot.mousePress(canvas, LEFT, modifier, start)
    qtbot.mouseMove(canvas, start + (end - start) / 2)
    send_move(canvas, end, modifier)
    qtbot.mouseRelease(canvas, LEFT, modifier, end)


def send_move(canvas, place, modifier):
    """A move that knows which keys are held, which qtbot's does not."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        LEFT,
        modifier,
    )
    QApplication.sendEvent(canvas, event)


@pytest.fixture
def ruled(vendor_and_gold):
    vendor_and_gold.toggle_ruler()
    return vendor_and_gold


def test_that_a_drag_shows_length_parts_and_angle_in_image_pixels(ruled, qtbot):
    measure(qtbot, ruled, at(ruled, 5, 45), at(ruled, 35, 5))
    assert ruled.measure == Measure((5, 45), (35, 5))
    assert ruled.measure.words() == "50.0 px · Δx 30.0 · Δy −40.0 · 53.1°"


def test_that_an_angle_is_counter_clockwise_from_the_right_whatever_way_y_goes():
    ways = {(10, -10): "45.0°", (10, 10): "−45.0°", (-10, -10): "135.0°", (0, 10): "−90.0°", (-10, 0): "180.0°"}
    assert {end: Measure((0, 0), end).words().split(" · ")[-1] for end in ways} == ways


@pytest.mark.parametrize("view", [View(2.0, 50, 50, 90.0), View(11.0, 20, 30, -33.0)])
def test_that_a_length_is_the_same_at_any_zoom_and_turn(ruled, qtbot, view):
    ruled.set_view(view)
    measure(qtbot, ruled, at(ruled, 12, 24), at(ruled, 24, 40))
    assert ruled.measure.length == pytest.approx(20, abs=1.5 / view.scale)


def test_that_it_is_pulled_to_a_vertex_and_alt_lets_it_go(ruled, qtbot):
    near = at(ruled, 20, 20) + QPoint(-4, -3)
    measure(qtbot, ruled, near, at(ruled, 80, 80) + QPoint(3, 4), Qt.KeyboardModifier.NoModifier)
    assert ruled.measure == Measure((20, 20), (80, 80))
    measure(qtbot, ruled, near, at(ruled, 50, 90), ALT)
    assert ruled.measure.start == (19, 19.25)


def test_that_what_is_hidden_is_not_felt(ruled, qtbot):
    ruled.set_layer_visible(GOLD, visible=False)
    measure(qtbot, ruled, at(ruled, 80, 80) + QPoint(3, 4), at(ruled, 90, 90), Qt.KeyboardModifier.NoModifier)
    assert ruled.measure.start == (80.75, 81)


def test_that_shift_keeps_it_level_or_plumb(ruled, qtbot):
    measure(qtbot, ruled, at(ruled, 5, 5), at(ruled, 45, 11), SHIFT | ALT)
    assert (ruled.measure.across, ruled.measure.down, ruled.measure.angle) == (40, 0, 0)
    measure(qtbot, ruled, at(ruled, 5, 5), at(ruled, 11, 45), SHIFT | ALT)
    assert (ruled.measure.across, ruled.measure.down, ruled.measure.angle) == (0, 40, -90)


def test_that_the_line_stays_through_a_zoom_and_goes_with_esc(ruled, qtbot):
    measure(qtbot, ruled, at(ruled, 5, 68), at(ruled, 95, 68))
    ruled.zoom_in()
    place = at(ruled, 25, 68)
    with_line = ruled.grab().toImage().pixelColor(place)
    qtbot.keyClick(ruled, Qt.Key.Key_Escape)
    assert not ruled.is_measuring
    assert ruled.measure is None
    assert with_line.lightness() > ruled.grab().toImage().pixelColor(place).lightness() + 60


def test_that_a_click_measures_nothing_and_picks_nothing(ruled, qtbot):
    with qtbot.assertNotEmitted(ruled.annotation_clicked):
        measure(qtbot, ruled, at(ruled, 25, 25), at(ruled, 25, 25))
    assert ruled.measure is None
    assert ruled.view() == View(4.0, 50, 50)


def test_that_the_line_shows_in_every_pane(ruled, qtbot):
    ruled.set_mode(Mode.SIDE_BY_SIDE)
    bare = ruled.grab().toImage()
    measure(qtbot, ruled, at(ruled, 5, 95), at(ruled, 60, 95))
    image = ruled.grab().toImage()
    for pane in (0, 1):
        place = at(ruled, 20, 95, pane)
        assert image.pixelColor(place).lightness() > bare.pixelColor(place).lightness() + 60


def test_that_another_image_begins_without_a_line(ruled, qtbot, picture):
    measure(qtbot, ruled, at(ruled, 5, 5), at(ruled, 60, 95))
    ruled.show_image(picture)
    assert ruled.measure is None
    assert ruled.is_measuring


coordinates = st.floats(-30_000, 30_000)
points = st.tuples(coordinates, coordinates)


@given(points, points)
def test_that_a_measure_turned_round_is_as_long_and_points_the_other_way(start, end):
    there, back = Measure(start, end), Measure(end, start)
    assert there.length == back.length
    assert -180 < there.angle <= 180
    if there.length > 1e-6:
        assert abs(abs(there.angle - back.angle) - 180) < 1e-6
