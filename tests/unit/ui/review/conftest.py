from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from assay.model.batches import ImageStatus
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.store.batches import images
from assay.store.defects import defects
from assay.store.findings import all_findings
from assay.store.project import Project
from assay.store.queue import queue_ids, queue_rows
from assay.ui.actions import Page
from assay.ui.jobs import Jobs
from assay.ui.review.page import ReviewPage
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.window.action_set import ActionSet
from tests.small_delivery import compared


@dataclass
class Desk:
    """The Review page in a window, with hands on the keyboard and eyes on the project file."""

    window: QMainWindow
    page: ReviewPage
    project: Project
    session: Session
    selection: Selection
    actions: ActionSet
    press_key: Callable

    def press(self, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys as the window gets them, whatever has the keyboard."""
        for key in keys:
            self.press_key(QApplication.focusWidget() or self.page.canvas, key, modifier)

    def open_image(self, file_name: str) -> None:
        found = images(self.project.connection, self.selection.batch.id)
        self.selection.choose_image(next(image.id for image in found if image.file_name == file_name))

    def image(self) -> str:
        """The file name of the image at hand."""
        return self.page.image.labels.image.file_name

    def finding(self, code: str) -> Finding:
        """The one finding of a code, as the project file has it."""
        (found,) = all_findings(self.project.connection, self.selection.comparison.id, code)
        return found

    def defects(self) -> list[Defect]:
        return defects(self.project.connection, self.selection.delivery.id)

    def status(self, file_name: str) -> ImageStatus:
        ids = queue_ids(self.project.connection, self.selection.delivery.id)
        rows = queue_rows(self.project.connection, self.selection.delivery.id, ids)
        return next(row.status for row in rows if row.file_name == file_name)


@pytest.fixture
def sit_down(qtbot, qapp, project):
    """A function that shows the page of the project as it is now."""
    apply_theme(qapp, "dark")

    def seated() -> Desk:
        window = QMainWindow()
        qtbot.addWidget(window)
        session, selection, actions = Session(project, window), Selection(project, window), ActionSet(window)
        page = ReviewPage(session, selection, actions, Jobs(window))
        window.setCentralWidget(page)
        window.resize(1280, 760)
        actions.enter_page(Page.REVIEW)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        selection.choose_first_batch()
        page.canvas.setFocus()
        return Desk(window, page, project, session, selection, actions, press_of(qtbot))

    return seated


@pytest.fixture
def desk(sit_down, project, me, tmp_path) -> Desk:
    """The page on a compared delivery: one.png has a swapped class, two.png misses an object, three.png shows one too many."""
    compared(project, tmp_path / "batch", by=me)
    return sit_down()


def press_of(qtbot) -> Callable:
    def press(widget, key: Qt.Key | str, modifier: Qt.KeyboardModifier) -> None:
        if isinstance(key, str):
            qtbot.keyClicks(widget, key, modifier)
        else:
            qtbot.keyClick(widget, key, modifier)

    return press
