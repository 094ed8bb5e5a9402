import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.model.people import Role
from assay.ui.welcome.new_project_dialog import NewProjectDialog


@pytest.fixture
def dialog(qtbot, tmp_path) -> NewProjectDialog:
    made = NewProjectDialog(folder=tmp_path)
    qtbot.addWidget(made)
    made.open()
    return made


def test_that_a_name_is_enough_to_begin(qtbot, dialog, tmp_path):
    dialog.reviewer.setText("Ana Nowak")
    QTest.keyClicks(dialog.name, "Histology pilot")
    with qtbot.waitSignal(dialog.project_wanted) as wanted:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert wanted.args == [tmp_path / "Histology pilot.assay", "Histology pilot", "Ana Nowak", Role.LEAD]
    assert not dialog.isVisible()


def test_that_the_role_can_be_chosen(qtbot, dialog):
    dialog.name.setText("Pilot")
    QTest.mouseClick(dialog.role_choice.button(Role.ADJUDICATOR), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.project_wanted) as wanted:
        dialog.accept()
    assert wanted.args[3] is Role.ADJUDICATOR


def test_that_a_project_that_is_there_is_not_made_again(dialog, tmp_path):
    (tmp_path / "Pilot.assay").touch()
    QTest.keyClicks(dialog.name, "Pilot")
    assert dialog.fault("name") == "Pilot.assay is there already; choose another name, or open it"
    assert not dialog.create_button.isEnabled()


def test_that_a_reviewer_needs_a_name(dialog):
    dialog.reviewer.setText("x")
    QTest.keyClick(dialog.reviewer, Qt.Key.Key_Backspace)
    assert "Give your name" in dialog.fault("reviewer")


def test_that_nothing_is_complained_of_before_anything_is_typed(dialog):
    assert dialog.fault("name") == ""
    assert not dialog.create_button.isEnabled()


def test_that_a_folder_that_is_not_there_is_said(dialog):
    dialog.folder.line.setText("/no/such/folder")
    assert dialog.fault("folder") == "/no/such/folder is no folder; choose one that exists"
