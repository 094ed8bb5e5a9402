import pytest
from PySide6.QtWidgets import QMainWindow

from assay.model.people import Role
from assay.review.create_project import last_reviewer
from assay.review.set_reviewer import add_reviewer
from assay.store.people import reviewers
from assay.ui.people.reviewer_badge import ReviewerBadge
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet


@pytest.fixture
def session(qtbot, project) -> Session:
    return Session(project)


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def badge(window, session) -> ReviewerBadge:
    made = ReviewerBadge(session, ActionSet(window))
    window.setCentralWidget(made)
    window.show()
    return made


def entries(badge):
    badge.menu().aboutToShow.emit()
    return [action for action in badge.menu().actions() if not action.isSeparator()]


def test_that_the_badge_says_who_works_here(badge):
    assert badge.accessibleName() == "Working as Ana Nowak, lead"


def test_that_the_menu_lists_everybody_and_marks_the_present_one(badge, session):
    session.do(add_reviewer, "Ben Okafor", Role.REVIEWER)
    found = entries(badge)
    assert [action.text() for action in found] == ["Ana Nowak  ·  lead", "Ben Okafor  ·  reviewer", "Reviewers…"]
    assert [action.isChecked() for action in found] == [True, False, False]


def test_that_the_menu_lets_somebody_else_go_on(badge, session, project):
    session.do(add_reviewer, "Ben Okafor", Role.REVIEWER)
    entries(badge)[1].trigger()
    assert session.reviewer.name == "Ben Okafor"
    assert badge.accessibleName() == "Working as Ben Okafor, reviewer"
    assert last_reviewer(project).name == "Ben Okafor"


def test_that_undoing_a_switch_lets_the_one_before_go_on(badge, session, project):
    session.do(add_reviewer, "Ben Okafor", Role.REVIEWER)
    entries(badge)[1].trigger()
    session.undo()
    assert session.reviewer.name == "Ana Nowak"
    assert badge.accessibleName() == "Working as Ana Nowak, lead"
    session.undo()
    assert session.reviewer.name == "Ana Nowak"
    assert len(reviewers(project.connection)) == 1
