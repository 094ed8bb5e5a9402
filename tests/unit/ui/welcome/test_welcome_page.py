from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from assay.ui.welcome.recent_delegate import cross_rect
from assay.ui.welcome.welcome_page import WelcomePage


@pytest.fixture
def paths(tmp_path) -> list[Path]:
    """Two projects that are there and, between them, one that has gone."""
    found = [tmp_path / f"{name}.assay" for name in ("one", "gone", "two")]
    for path in (found[0], found[2]):
        path.touch()
    return found


@pytest.fixture
def page(qtbot, paths) -> WelcomePage:
    made = WelcomePage(paths)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    return made


def place_of(page, row: int):
    return page.recent.visualRect(page.recent.model().index(row, 0))


@pytest.mark.parametrize(("button", "signal"), [("new_button", "new_wanted"), ("demo_button", "demo_wanted")])
def test_that_each_button_asks_for_its_thing(qtbot, page, button, signal):
    with qtbot.waitSignal(getattr(page, signal)):
        QTest.mouseClick(getattr(page, button), Qt.MouseButton.LeftButton)


def test_that_open_asks_which_project(qtbot, page):
    with qtbot.waitSignal(page.open_wanted) as wanted:
        QTest.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [None]


def test_that_enter_opens_the_latest_project(qtbot, page, paths):
    with qtbot.waitSignal(page.open_wanted) as wanted:
        QTest.keyClick(page.recent, Qt.Key.Key_Return)
    assert wanted.args == [paths[0]]


def test_that_a_click_opens_a_project(qtbot, page, paths):
    with qtbot.waitSignal(page.open_wanted) as wanted:
        QTest.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, 2).center())
    assert wanted.args == [paths[2]]


def test_that_a_project_that_has_gone_is_not_opened(qtbot, page):
    with qtbot.assertNotEmitted(page.open_wanted):
        QTest.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, 1).center())
    spoken = page.recent.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("not found")


def test_that_delete_takes_a_project_off_the_list(qtbot, page, paths):
    with qtbot.waitSignal(page.forget_wanted) as wanted:
        QTest.keyClick(page.recent, Qt.Key.Key_Delete)
    assert wanted.args == [paths[0]]
    assert page.recent.paths == (paths[1], paths[2])


def test_that_the_cross_takes_a_project_off_the_list_without_opening_it(qtbot, page, paths):
    cross = cross_rect(place_of(page, 2)).center()
    with qtbot.assertNotEmitted(page.open_wanted), qtbot.waitSignal(page.forget_wanted) as wanted:
        QTest.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert wanted.args == [paths[2]]


def test_that_the_list_is_hidden_when_nothing_is_left_in_it(page):
    for _ in range(3):
        QTest.keyClick(page.recent, Qt.Key.Key_Delete)
    assert not page.recent.isVisible()


@pytest.mark.parametrize(("name", "opened"), [("one.assay", True), ("labels.json", False)])
def test_that_only_a_project_file_can_be_dropped(page, tmp_path, name, opened):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    wanted = []
    page.open_wanted.connect(wanted.append)
    page.dropEvent(event)
    assert wanted == ([tmp_path / name] if opened else [])


def test_that_what_went_wrong_is_said(page):
    page.say("That is no Assay project")
    assert page.said == "That is no Assay project"


def test_that_nothing_looks_chosen_before_anybody_chose_and_down_chooses_the_first(page):
    chosen = page.recent.selectionModel()
    assert not chosen.hasSelection()
    QTest.keyClick(page.recent, Qt.Key.Key_Down)
    assert [index.row() for index in chosen.selectedIndexes()] == [0]
    QTest.keyClick(page.recent, Qt.Key.Key_Down)
    assert [index.row() for index in chosen.selectedIndexes()] == [1]
