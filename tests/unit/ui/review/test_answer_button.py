import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from assay.ui.review.answer_button import AnswerButton, Tone


@pytest.fixture
def button(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    made = AnswerButton("Dismiss", "X")
    window.setCentralWidget(made)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.clearFocus()
    yield made
    window.close()  # and is alive until here


def test_that_the_space_bar_presses_a_button_reached_with_tab_and_does_nothing_else(button, qtbot):
    done = []
    action = QAction("Reveal", button.window())
    action.setShortcut(QKeySequence("Space"))
    action.triggered.connect(lambda: done.append("reveal"))
    button.window().addAction(action)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert done == []


def test_that_a_click_leaves_the_keyboard_where_it_was(button, qtbot):
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.hasFocus()


@pytest.mark.parametrize("tone", list(Tone))
def test_that_every_tone_paints_something_of_its_own(button, tone):
    plain = button.grab().toImage()
    button.set_tone(tone)
    assert (button.grab().toImage() == plain) == (tone is Tone.PLAIN)


def test_that_a_screen_reader_is_told_text_and_key(button):
    assert (button.accessibleName(), button.accessibleDescription()) == ("Dismiss", "Key X")
