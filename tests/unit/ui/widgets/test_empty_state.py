from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from assay.ui.widgets.empty_state import EmptyState


def test_that_its_button_is_there_only_when_it_has_something_to_say(qtbot):
    state = EmptyState("deliveries", "No delivery yet", "Drop a folder here.")
    qtbot.addWidget(state)
    state.show()
    button = state.findChild(QPushButton)
    assert not button.isVisible()
    state.say("deliveries", "No delivery yet", "Drop a folder here.", button="Import…")
    assert button.isVisible()
    with qtbot.waitSignal(state.pressed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_a_screen_reader_hears_the_whole(qtbot):
    state = EmptyState("image", "No image chosen", "Pick one.")
    qtbot.addWidget(state)
    assert state.accessibleName() == "No image chosen. Pick one."
