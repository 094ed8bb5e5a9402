"""The window around everything. It opens on the welcome page, so what only a project or a dialog needs is imported when that opens."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget

from assay.model.errors import AssayError
from assay.ui.jobs import Jobs
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.welcome.welcome_page import WelcomePage
from assay.ui.window.action_set import ActionSet
from assay.ui.window.menus import menu_bar
from assay.ui.window.preferences import Preferences

if TYPE_CHECKING:
    from assay.model.people import Role
    from assay.store.project import Project
    from assay.ui.palette.command_palette import CommandPalette
    from assay.ui.window.workbench import Workbench

SMALLEST = (1024, 640)
FIRST_SIZE = (1440, 900)
TITLE_BAR = 40
"""Pixels of a screen that the window's own frame takes."""
PROJECT_FILTER = "Assay projects (*.assay)"


class MainWindow(QMainWindow):
    """The window: the welcome page, or the workbench of the project that is open."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.bench: Workbench | None = None
        self._jobs = Jobs(self)
        self._welcome = WelcomePage(preferences.recent())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._welcome)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*SMALLEST)
        self.resize(first_size(self.screen().availableSize()))
        self.setWindowTitle("Assay")
        self._connect()
        self._make_actions()

    def _make_actions(self) -> None:
        """Actions of their own for each project, so that none is left connected to the pages of another."""
        self.actions_by_name = ActionSet(self)
        self._palette: CommandPalette | None = None
        self._connect_actions()
        self.actions_by_name.enter_page(None)
        if sys.platform == "darwin":
            self.setMenuBar(menu_bar(self.actions_by_name, self))

    def _connect_actions(self) -> None:
        do = {
            "new_project": self._ask_for_new, "open_project": self._ask_for_project, "quit": self.close,
            "search_actions": self._search_actions, "keyboard": self._show_keyboard, "formats": self._show_formats,
            "reviewers": self._show_reviewers, "schema": self._show_schema,
            "image_memory": self._ask_for_image_memory,
            "theme_dark": lambda: self._choose_theme("dark"), "theme_light": lambda: self._choose_theme("light"),
            "theme_system": lambda: self._choose_theme("system"),
        }  # fmt: skip
        for name, act in do.items():
            self.actions_by_name[name].triggered.connect(act)
        self._show_theme()

    def _connect(self) -> None:
        self._welcome.new_wanted.connect(self._ask_for_new)
        self._welcome.open_wanted.connect(lambda path: self.open_project(path) if path else self._ask_for_project())
        self._welcome.demo_wanted.connect(self._make_demo)
        self._welcome.forget_wanted.connect(self._preferences.forget_project)
        self._jobs.refused.connect(self._welcome.say)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def open_project(self, path: Path) -> bool:
        """Open a project in place of the one that is open. False when it could not be; the window says why."""
        from assay.store.project import Project

        if self._writes_already(path):
            return True  # opened a second time it would find itself in its own way
        try:
            project = Project.open(path)
        except AssayError as error:
            self.complain(str(error))
            return False
        self._show_project(project)
        return True

    def _writes_already(self, path: Path) -> bool:
        if self.bench is None or self.bench.project.read_only:
            return False
        return path.exists() and path.samefile(self.bench.project.path)

    def _show_project(self, project: "Project") -> None:
        from assay.ui.window.workbench import Workbench

        self.close_project()
        self._preferences.remember_project(project.path)
        self.bench = Workbench(project, self.actions_by_name)
        self._stack.addWidget(self.bench)
        self._stack.setCurrentWidget(self.bench)
        self.setWindowTitle(f"{project.path.stem} – Assay")

    def close_project(self) -> None:
        """Close the project that is open, if any; the welcome page stays."""
        if self.bench is None:
            return
        self.bench.close_project()
        self._stack.removeWidget(self.bench)
        self.bench.deleteLater()
        self.bench = None
        self.actions_by_name.remove()
        if self._palette is not None:
            self._palette.deleteLater()
        self._make_actions()

    def said(self) -> str:
        """The sentence that the window shows: across the workbench, or on the welcome page."""
        return self.bench.notice() if self.bench is not None else self._welcome.said

    def complain(self, sentence: str) -> None:
        """Say why something could not be done: across the workbench, or on the welcome page."""
        if self.bench is not None:
            self.bench.session.refused.emit(sentence)
        else:
            self._welcome.say(sentence)

    def _ask_for_project(self) -> None:
        dialog = QFileDialog(self, "Open project", "", PROJECT_FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_project(Path(path)))
        dialog.open()

    def _ask_for_new(self) -> None:
        from assay.ui.welcome.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(self)
        dialog.project_wanted.connect(self._make_project)
        dialog.open()

    def _make_project(self, path: Path, name: str, reviewer: str, role: "Role") -> None:
        from assay.review.create_project import create_project

        try:
            project = create_project(path, name=name, reviewer=reviewer, role=role)
        except AssayError as error:
            self.complain(str(error))
            return
        self._show_project(project)

    def _make_demo(self) -> None:
        from platformdirs import user_documents_path

        from assay.review.make_demo import make_demo

        folder = user_documents_path() / "Assay demo"
        self._welcome.say("Making the demo…")
        self._jobs.run("Making the demo", None, lambda _: make_demo(folder), then=self._open_demo)

    def _open_demo(self, path: Path) -> None:
        self.open_project(path)

    def _search_actions(self) -> None:
        from assay.ui.palette.command_palette import CommandPalette

        self._palette = self._palette or CommandPalette(self.actions_by_name, self)
        self._palette.ask()

    def _show_keyboard(self) -> None:
        from assay.ui.keyboard.keyboard_sheet import KeyboardSheet

        KeyboardSheet(self).open()

    def _show_formats(self) -> None:
        from assay.ui.formats.formats_dialog import FormatsDialog

        FormatsDialog(self).open()

    def _show_schema(self) -> None:
        from assay.ui.schema.schema_dialog import SchemaDialog

        if self.bench is not None:
            SchemaDialog(self.bench.session, self).open()

    def _show_reviewers(self) -> None:
        from assay.ui.people.reviewers_dialog import ReviewersDialog

        if self.bench is not None:
            ReviewersDialog(self.bench.session, self).open()

    def _ask_for_image_memory(self) -> None:
        from assay.ui.window.image_memory_dialog import ImageMemoryDialog

        dialog = ImageMemoryDialog(self._preferences.image_megabytes, self)
        dialog.chosen.connect(self._keep_image_memory)
        dialog.open()

    def _keep_image_memory(self, megabytes: int) -> None:
        self._preferences.image_megabytes = megabytes

    def _choose_theme(self, choice: str) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._preferences.theme = choice
            apply_theme(application, choice)  # type: ignore[arg-type]
        self._show_theme()

    def _show_theme(self) -> None:
        """Mark the theme that is chosen; a click on it would take its mark away."""
        for choice in ("dark", "light", "system"):
            self.actions_by_name[f"theme_{choice}"].setChecked(self._preferences.theme == choice)

    def _follow_system(self) -> None:
        if self._preferences.theme == "system":
            self._choose_theme("system")

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as last time."""
        if (state := self._preferences.layout("window")) is not None and not self.property("was_shown"):
            self.restoreGeometry(state)
        self.setProperty("was_shown", True)  # noqa: FBT003 – Qt's own signature
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End long work, close the project, remember the size."""
        self._preferences.remember_layout("window", self.saveGeometry())
        self._jobs.stop()
        self.close_project()
        super().closeEvent(event)


def first_size(screen: QSize) -> QSize:
    """How large a window is that nobody has sized: no larger than a screen that has room for it at all."""
    room = screen - QSize(0, TITLE_BAR)
    has_room = room.width() >= SMALLEST[0] and room.height() >= SMALLEST[1]
    return QSize(*FIRST_SIZE).boundedTo(room) if has_room else QSize(*FIRST_SIZE)
