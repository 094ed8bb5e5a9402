import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.model.people import Role
from assay.review.set_reviewer import add_reviewer
from assay.store.people import reviewers
from assay.ui.people.reviewers_dialog import ReviewersDialog
from assay.ui.session import Session


@pytest.fixture
def session(qtbot, project) -> Session:
    return Session(project)


@pytest.fixture
def dialog(qtbot, session) -> ReviewersDialog:
    made = ReviewersDialog(session)
    qtbot.addWidget(made)
    made.open()
    return made


def names(dialog) -> list[str]:
    model = dialog.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_everybody_is_listed_and_the_present_one_is_chosen(dialog):
    assert names(dialog) == ["Ana Nowak"]
    assert dialog.chosen().name == "Ana Nowak"
    assert not dialog.go_on_button.isEnabled()


def test_that_a_reviewer_is_added_with_a_role(dialog, project):
    QTest.keyClicks(dialog.adding.name, "Ben Okafor")
    dialog.adding.role.setCurrentIndex(dialog.adding.role.findData(Role.ADJUDICATOR))
    QTest.keyClick(dialog.adding.name, Qt.Key.Key_Return)
    assert [(one.name, one.role) for one in reviewers(project.connection)][1] == ("Ben Okafor", Role.ADJUDICATOR)
    assert dialog.chosen().name == "Ben Okafor"
    assert dialog.adding.name.text() == ""
    assert dialog.isVisible()


def test_that_a_name_that_is_taken_is_refused_in_place(dialog):
    QTest.keyClicks(dialog.adding.name, "Ana Nowak")
    QTest.mouseClick(dialog.adding.button, Qt.MouseButton.LeftButton)
    assert dialog.adding.fault.text() == "There is a reviewer “Ana Nowak” already"
    assert dialog.adding.name.text() == "Ana Nowak"


def test_that_somebody_else_goes_on(dialog, session):
    session.do(add_reviewer, "Ben Okafor", Role.REVIEWER)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.go_on_button, Qt.MouseButton.LeftButton)
    assert session.reviewer.name == "Ben Okafor"
    assert not dialog.isVisible()


def test_that_undoing_an_addition_takes_it_off_the_list(dialog, session):
    session.do(add_reviewer, "Ben Okafor", Role.REVIEWER)
    session.undo()
    assert names(dialog) == ["Ana Nowak"]
