from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent

from assay.ui.canvas.gestures import Gestures

LEFT = Qt.MouseButton.LeftButton


def mouse(kind, x, y, button=LEFT):
    place = QPointF(x, y)
    return QMouseEvent(kind, place, place, button, button, Qt.KeyboardModifier.NoModifier)


def press(gestures, x, y, button=LEFT):
    gestures.press(mouse(QEvent.Type.MouseButtonPress, x, y, button))


def move(gestures, x, y):
    gestures.move(mouse(QEvent.Type.MouseMove, x, y))


def release(gestures, x, y, button=LEFT):
    gestures.release(mouse(QEvent.Type.MouseButtonRelease, x, y, button))


def heard(gestures):
    said = []
    gestures.panned.connect(lambda dx, dy: said.append(("panned", dx, dy)))
    gestures.clicked.connect(lambda place: said.append(("clicked", place.x(), place.y())))
    gestures.zoomed.connect(lambda factor, _: said.append(("zoomed", factor)))
    gestures.fit_wanted.connect(lambda: said.append("fit"))
    return said


def test_that_a_press_that_hardly_moves_is_a_click(qapp):
    gestures = Gestures()
    said = heard(gestures)
    press(gestures, 10, 10)
    move(gestures, 12, 11)
    release(gestures, 12, 11)
    assert said == [("clicked", 12.0, 11.0)]


def test_that_the_middle_button_never_clicks(qapp):
    gestures = Gestures()
    said = heard(gestures)
    press(gestures, 10, 10, Qt.MouseButton.MiddleButton)
    release(gestures, 10, 10, Qt.MouseButton.MiddleButton)
    assert said == []


def test_that_the_right_button_is_left_to_others(qapp):
    gestures = Gestures()
    said = heard(gestures)
    press(gestures, 10, 10, Qt.MouseButton.RightButton)
    move(gestures, 50, 50)
    release(gestures, 50, 50, Qt.MouseButton.RightButton)
    assert said == []


def test_that_a_release_after_a_double_click_is_no_second_click(qapp):
    gestures = Gestures()
    said = heard(gestures)
    press(gestures, 10, 10)
    release(gestures, 10, 10)
    gestures.double_click(mouse(QEvent.Type.MouseButtonDblClick, 10, 10))
    release(gestures, 10, 10)
    assert said == [("clicked", 10.0, 10.0), "fit"]


def test_that_a_wheel_that_reports_pixels_as_on_x11_still_zooms(qapp):
    gestures = Gestures()
    said = heard(gestures)
    inverted = False
    gestures.wheel(
        QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, 40),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            inverted,
        )
    )
    assert said == [("zoomed", 1.25)]


def test_that_pinching_zooms(qapp):
    gestures = Gestures()
    said = heard(gestures)
    place = QPointF(5, 5)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        place,
        0.1,
        QPointF(),
    )
    assert gestures.pinch(pinch)
    assert said == [("zoomed", 1.1)]
