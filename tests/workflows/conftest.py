"""Stories: `main()` is started as a user starts it, and what the user does takes the place of the event loop."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assay.__main__ import main
from assay.ui.actions import Page
from assay.ui.window.main_window import MainWindow

Story = Callable[["User"], None]


class User:
    """What a person does at the window: presses keys, goes to pages, and looks."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def bench(self):
        assert self.window.bench is not None, "no project is open"
        return self.window.bench

    @property
    def project(self):
        return self.bench.project

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the keyboard is."""
        for key in keys:
            combination = QKeySequence(key)[0]
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def write(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def type_into(self, widget: QWidget, text: str) -> None:
        """Type into the field of a window of its own, such as a palette."""
        QTest.keyClicks(widget.findChild(QLineEdit), text)

    def press_in(self, widget: QWidget, key: str) -> None:
        """Press a key in the field of a window of its own."""
        QTest.keyClick(widget.findChild(QLineEdit), QKeySequence(key)[0].key())

    def dialog(self, kind: type[QDialog]):
        """The dialog of this kind that is open."""
        self.wait_until(lambda: any(one.isVisible() for one in self.window.findChildren(kind)))
        return next(one for one in self.window.findChildren(kind) if one.isVisible())

    def type_into_field(self, field: QLineEdit, text: str) -> None:
        """Type into one field of a dialog and press Return there."""
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def come_back(self) -> None:
        """Go on in the main window after a dialog has closed."""
        self.window.activateWindow()
        self.wait_until(self.window.isActiveWindow)

    def click(self, widget, position=None) -> None:
        """Click a widget, in its middle."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=position or widget.rect().center())

    def go_to(self, page: Page):
        """Go to a page by its shortcut; gives its widget."""
        self.press(f"Ctrl+{list(Page).index(page) + 1}")
        widget = self.bench.widget_of(page)
        self.wait_until(widget.isVisible)
        return widget

    def save_as(self, path: Path) -> None:
        """Answer the dialog that asks where to save."""
        dialogs = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QFileDialog) and widget.isVisible()
        ]
        (dialog,) = dialogs
        dialog.fileSelected.emit(str(path))
        dialog.close()
        self.come_back()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


@pytest.fixture
def tell(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that starts Assay with arguments, lets the user do a story, and closes the window."""

    def tell(story: Story, *arguments: Path | str) -> None:
        def act(*_: object) -> int:
            (window,) = [
                widget
                for widget in QApplication.topLevelWidgets()
                if isinstance(widget, MainWindow) and widget.isVisible()
            ]
            window.activateWindow()
            user = User(window, qtbot)
            user.wait_until(window.isActiveWindow)
            story(user)
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents()
            return 0

        monkeypatch.setattr(QApplication, "exec", act)
        assert main([str(argument) for argument in arguments]) == 0

    return tell
