import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

from assay.ui.widgets.segmented_control import Segment, SegmentedControl


@pytest.fixture
def control(qtbot):
    made = SegmentedControl(
        (Segment("a", "Overlay"), Segment("b", "Side by side"), Segment("c", "Blink")), accessible_name="Mode"
    )
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_that_the_first_segment_holds_at_first(control):
    assert control.choice() == "a"


def test_that_a_click_picks_a_segment_and_says_so(control, qtbot):
    with qtbot.waitSignal(control.chosen) as said:
        qtbot.mouseClick(control.button("b"), Qt.MouseButton.LeftButton)
    assert said.args == ["b"]
    assert control.choice() == "b"


def test_that_arrow_keys_move_between_segments(control, qtbot):
    control.button("a").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(control.button("a"), Qt.Key.Key_Right)
    assert control.choice() == "b"


def test_that_arrow_keys_say_so_too(control, qtbot):
    control.button("a").setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(control.chosen) as said:
        qtbot.keyClick(control.button("a"), Qt.Key.Key_Right)
    assert said.args == ["b"]


def test_that_choosing_in_code_says_nothing(control, qtbot):
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("c")
    assert control.choice() == "c"


def test_that_holding_a_segment_is_told_from_letting_go(control, qtbot):
    said = []
    control.held.connect(lambda name, is_held: said.append((name, is_held)))
    qtbot.mousePress(control.button("c"), Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(control.button("c"), Qt.MouseButton.LeftButton)
    assert said == [("c", True), ("c", False)]


def test_that_it_has_names_for_a_screen_reader(control):
    assert control.accessibleName() == "Mode"
    assert control.button("b").accessibleName() == "Side by side"


def test_that_return_on_a_segment_is_left_to_the_dialog_around_it(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    control, done = (
        SegmentedControl((Segment("a", "One"), Segment("b", "Two")), accessible_name="Which"),
        QPushButton("Done"),
    )
    done.setDefault(True)
    layout = QVBoxLayout(dialog)
    layout.addWidget(control)
    layout.addWidget(done)
    dialog.open()
    control.button("a").setFocus()
    with qtbot.waitSignal(done.clicked):
        qtbot.keyClick(control.button("a"), Qt.Key.Key_Return)
