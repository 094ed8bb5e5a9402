from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMainWindow

from assay.model.findings import Verdict
from assay.review.judge_finding import judge_finding
from assay.review.log_defect import log_defect
from assay.store.findings import all_findings
from assay.ui.actions import Page
from assay.ui.jobs import Jobs
from assay.ui.rework.page import ReworkPage
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet
from tests.small_delivery import compared


@pytest.fixture
def comparison(project, me, tmp_path):
    return compared(project, tmp_path / "batch", by=me)


@pytest.fixture
def open_page(qtbot, project):
    """Opens the page on the project as it is then."""

    def opened() -> SimpleNamespace:
        window = QMainWindow()
        qtbot.addWidget(window)
        session, selection = Session(project, window), Selection(project, window)
        actions, jobs = ActionSet(window), Jobs(window)
        page = ReworkPage(session, selection, actions, jobs)
        actions.enter_page(Page.REWORK)
        window.setCentralWidget(page)
        window.resize(1280, 760)
        selection.choose_first_batch()
        with qtbot.waitExposed(window):
            window.show()
        return SimpleNamespace(
            window=window, page=page, session=session, selection=selection, actions=actions, jobs=jobs
        )

    return opened


@pytest.fixture
def rework(open_page, project, me, comparison):
    """The page with three defects to send and one that is not charged."""
    for one in all_findings(project.connection, comparison.id):
        judge_finding(project, [one.id], Verdict.DEFECT, by=me)
    image = all_findings(project.connection, comparison.id)[0].image_id
    log_defect(project, label_set_id=comparison.delivery_id, image_id=image, code="REF-IMAGE", box=(0, 0, 9, 9), by=me)
    return open_page()
