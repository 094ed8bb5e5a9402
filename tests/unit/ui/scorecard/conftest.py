from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMainWindow

from assay.ui.actions import Page
from assay.ui.jobs import Jobs
from assay.ui.scorecard.page import ScorecardPage
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet
from tests.small_delivery import compared


@pytest.fixture
def open_page(qtbot, project):
    """Opens the page on the project as it is then."""

    def opened() -> SimpleNamespace:
        window = QMainWindow()
        qtbot.addWidget(window)
        session, selection = Session(project, window), Selection(project, window)
        actions, jobs = ActionSet(window), Jobs(window)
        page = ScorecardPage(session, selection, actions, jobs)
        actions.enter_page(Page.SCORECARD)
        window.setCentralWidget(page)
        window.resize(1280, 760)
        selection.choose_first_batch()
        window.show()
        return SimpleNamespace(
            window=window, page=page, session=session, selection=selection, actions=actions, jobs=jobs
        )

    return opened


@pytest.fixture
def scorecard(qtbot, open_page, project, me, tmp_path):
    """The page with a small comparison, taken apart, also in what takes longer."""
    compared(project, tmp_path / "batch", by=me)
    made = open_page()
    qtbot.waitUntil(lambda: "panoptic" in made.page.board.breakdown.tables)
    return made


@pytest.fixture
def scored_scorecard(qtbot, open_page, project, me, tmp_path):
    """The same of a delivery with scores and attributes."""
    compared(project, tmp_path / "batch", by=me, scored=True)
    made = open_page()
    qtbot.waitUntil(lambda: "tide" in made.page.board.breakdown.tables)
    return made
