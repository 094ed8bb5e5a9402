from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from assay.store.project import Project
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import ImportDialog, Stage
from assay.ui.deliveries.page import DeliveriesPage
from assay.ui.jobs import Jobs
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet
from tests.small_delivery import lay_out


@dataclass
class Bench:
    """A window with the page in it, and what the page works with."""

    window: QMainWindow
    session: Session
    selection: Selection
    actions: ActionSet
    jobs: Jobs
    page: DeliveriesPage

    @property
    def dialog(self) -> ImportDialog:
        return self.page.import_dialog

    @property
    def project(self) -> Project:
        return self.session.project


@dataclass(frozen=True)
class Files:
    """The label files of a small batch."""

    gold: Path
    delivery: Path


@pytest.fixture
def files(tmp_path) -> Files:
    return Files(*lay_out(tmp_path / "batch"))


@pytest.fixture
def make_bench(qtbot, project):
    """A function that shows the page on the project as it is now."""
    made = []  # a window that nothing holds is gone

    def let_end(jobs: Jobs) -> None:
        jobs.cancel()
        qtbot.waitUntil(lambda: not jobs.busy)

    def make() -> Bench:
        window = QMainWindow()
        actions = ActionSet(window)
        actions.enter_page(Page.DELIVERIES)
        session, selection, jobs = Session(project), Selection(project), Jobs()
        page = DeliveriesPage(session, selection, actions, jobs)
        window.setCentralWidget(page)
        qtbot.addWidget(window, before_close_func=lambda _: let_end(jobs))
        selection.choose_first_batch()
        window.resize(1280, 720)
        window.show()
        made.append(Bench(window, session, selection, actions, jobs, page))
        return made[-1]

    return make


@pytest.fixture
def bench(make_bench) -> Bench:
    return make_bench()


@pytest.fixture
def looked_at(qtbot):
    """A function that opens the dialog on a source and waits until it has looked at it."""

    def look(bench: Bench, source, role) -> ImportDialog:
        bench.dialog.open_on(source, role)
        qtbot.waitUntil(lambda: bench.dialog.stage in (Stage.READY, Stage.REFUSED))
        return bench.dialog

    return look
