import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from assay.ui.review.text_field import TextField

KEY = Qt.Key


@pytest.fixture
def field(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    written = TextField("Comment", accessible_name="Comment")
    window.setCentralWidget(written)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    written.setFocus()
    yield written
    window.close()  # and is alive until here


def shortcut(field: TextField, keys: str) -> list[str]:
    """What is done when the keys of a window's shortcut are pressed."""
    done: list[str] = []
    action = QAction("Act", field.window())
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda: done.append(keys))
    field.window().addAction(action)
    return done


@pytest.mark.parametrize(
    ("keys", "key"), [("D", KEY.Key_D), ("Return", KEY.Key_Return), ("Space", KEY.Key_Space), ("Left", KEY.Key_Left)]
)
def test_that_plain_keys_are_writing_and_no_shortcuts(field, qtbot, keys, key):
    done = shortcut(field, keys)
    qtbot.keyClick(field, key)
    assert done == []


def test_that_ctrl_and_function_keys_stay_the_windows(field, qtbot):
    command, function = shortcut(field, "Ctrl+K"), shortcut(field, "F9")
    qtbot.keyClick(field, KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, KEY.Key_F9)
    assert (command, function) == (["Ctrl+K"], ["F9"])


def test_that_esc_leaves(field, qtbot):
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, KEY.Key_Escape)
