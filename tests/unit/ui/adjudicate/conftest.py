from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMainWindow

from assay.model.findings import Verdict
from assay.review.judge_finding import judge_finding
from assay.store.findings import all_findings
from assay.ui.actions import Page
from assay.ui.adjudicate.page import AdjudicatePage
from assay.ui.jobs import Jobs
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet
from tests.small_delivery import compared


@pytest.fixture
def findings(project, me, tmp_path):
    """The three findings of a small comparison: a swap, a missing object, one too many."""
    return all_findings(project.connection, compared(project, tmp_path / "batch", by=me).id)


@pytest.fixture
def open_page(qtbot, project):
    """Opens the page on the project as it is then."""

    def opened() -> SimpleNamespace:
        window = QMainWindow()
        qtbot.addWidget(window)
        session, selection, actions = Session(project, window), Selection(project, window), ActionSet(window)
        page = AdjudicatePage(session, selection, actions, Jobs(window))
        actions.enter_page(Page.ADJUDICATE)
        window.setCentralWidget(page)
        window.resize(1280, 760)
        selection.choose_first_batch()
        with qtbot.waitExposed(window):
            window.show()
        return SimpleNamespace(window=window, page=page, session=session, selection=selection, actions=actions)

    return opened


@pytest.fixture
def adjudication(open_page, project, me, findings):
    """The page with all three findings contested; the second says why."""
    for place, one in enumerate(findings):
        comment = "Hidden by the pole." if place == 1 else ""
        judge_finding(project, [one.id], Verdict.CONTESTED, by=me, comment=comment)
    return open_page()
