import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from assay.model.batches import SetRole
from assay.model.defect_types import Severity
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review.judge_finding import judge_finding
from assay.review.request_rework import request_rework
from assay.store.defects import defects, rework_items, rework_requests
from assay.store.findings import all_findings
from assay.ui.actions import Page
from assay.ui.rework.defect_rows import State
from tests.small_delivery import bring_in, lay_out


def shown(made) -> list[str]:
    return [made.page.model.row(place).code for place in range(made.page.model.rowCount())]


def chosen(made) -> list[str]:
    return [row.code for row in made.page.model.chosen]


def click_box(qtbot, made, place) -> None:
    table = made.page.table
    middle = table.visualRect(made.page.model.index(place, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def save_as(qtbot, made, path) -> None:
    """Answer the dialog that asks for a place, and wait until the package is written."""
    dialog = made.page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: made.page.request.written.isVisible() and not made.jobs.busy)


def test_that_without_defects_the_page_leads_to_review(qtbot, open_page, comparison):
    made = open_page()
    assert made.page.empty.isVisible()
    with qtbot.waitSignal(made.page.page_wanted) as wanted:
        made.page.empty.pressed.emit()
    assert wanted.args == [Page.REVIEW]


def test_that_a_round_without_defects_after_a_request_leads_to_review_too(qtbot, rework, project, me, tmp_path):
    result_of(request_rework(project, rework.selection.batch, tmp_path / "r.zip", by=me))
    _, again = lay_out(tmp_path / "again")
    bring_in(project, again, SetRole.DELIVERY, by=me)
    rework.selection.read_again()
    area = rework.page.area
    assert area.currentWidget() is area.words
    assert area.words.accessibleName().startswith("No defects in round 1 yet")
    with qtbot.waitSignal(rework.page.page_wanted) as wanted:
        area.words.pressed.emit()
    assert wanted.args == [Page.REVIEW]


def test_that_words_stand_where_no_defect_is_of_the_chosen_state(qtbot, rework):
    area = rework.page.area
    assert area.currentWidget() is rework.page.table
    qtbot.mouseClick(rework.page.filters.states.button(State.SENT), Qt.MouseButton.LeftButton)
    assert area.currentWidget() is area.words
    assert area.words.accessibleName().startswith("None of these")


def test_that_a_defect_confirmed_meanwhile_appears_and_is_chosen(open_page, project, comparison):
    made = open_page()
    one = all_findings(project.connection, comparison.id)[0]
    made.session.do(judge_finding, [one.id], Verdict.DEFECT)
    assert chosen(made) == [one.code]


def test_that_what_is_not_charged_cannot_be_chosen(qtbot, rework):
    place = shown(rework).index("REF-IMAGE")
    click_box(qtbot, rework, place)
    assert sorted(chosen(rework)) == ["CLS-SWAP", "EXT-GHOST", "MIS-OBJ"]


def test_that_a_click_on_its_box_leaves_a_defect_out_and_another_takes_it_back(qtbot, rework):
    place = shown(rework).index("MIS-OBJ")
    click_box(qtbot, rework, place)
    assert "MIS-OBJ" not in chosen(rework)
    click_box(qtbot, rework, place)
    assert "MIS-OBJ" in chosen(rework)


def test_that_space_leaves_the_selected_defects_out(qtbot, rework):
    rework.page.table.selectRow(shown(rework).index("CLS-SWAP"))
    qtbot.keyClick(rework.page.table, Qt.Key.Key_Space)
    assert "CLS-SWAP" not in chosen(rework)


def test_that_none_and_all_are_chosen_by_key(qtbot, rework):
    rework.actions["choose_none"].trigger()
    assert chosen(rework) == []
    assert not rework.page.request.write.isEnabled()
    qtbot.keyClick(rework.window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(rework)) == 3


def test_that_the_state_and_the_severity_filter_what_is_shown(qtbot, rework):
    qtbot.mouseClick(rework.page.filters.states.button(State.NOT_CHARGED), Qt.MouseButton.LeftButton)
    assert shown(rework) == ["REF-IMAGE"]
    qtbot.mouseClick(rework.page.filters.states.button("all"), Qt.MouseButton.LeftButton)
    rework.page.filters.chips[Severity.MAJOR].click()
    assert sorted(shown(rework)) == ["CLS-SWAP", "EXT-GHOST", "MIS-OBJ"]


def test_that_a_filter_does_not_change_what_is_chosen(qtbot, rework):
    qtbot.mouseClick(rework.page.filters.states.button(State.NOT_CHARGED), Qt.MouseButton.LeftButton)
    assert len(chosen(rework)) == 3


def test_that_the_package_holds_what_was_chosen_and_lies_where_it_was_asked_for(qtbot, rework, project, tmp_path):
    click_box(qtbot, rework, shown(rework).index("MIS-OBJ"))
    rework.page.request.note.setPlainText("Mind the vans.")
    rework.actions["write_package"].trigger()
    save_as(qtbot, rework, tmp_path / "package.zip")
    (request,) = rework_requests(project.connection, rework.selection.batch.id)
    assert (request.items, request.note) == (2, "Mind the vans.")
    assert hashlib.sha256((tmp_path / "package.zip").read_bytes()).hexdigest() == request.package_sha256
    sent = {item.defect_id for item in rework_items(project.connection, request.id)}
    kept = [one.code for one in defects(project.connection, rework.selection.delivery.id) if one.id not in sent]
    assert sorted(kept) == ["MIS-OBJ", "REF-IMAGE"]


def test_that_sent_defects_say_in_which_request_and_are_chosen_no_more(qtbot, rework, tmp_path):
    rework.actions["write_package"].trigger()
    save_as(qtbot, rework, tmp_path / "package.zip")
    words = {row.code: row.state_words for row in rework.page.model.rows}
    assert words["CLS-SWAP"] == "In request 1"
    assert words["REF-IMAGE"] == "Not charged"
    assert chosen(rework) == []


def test_that_an_earlier_package_is_written_again_byte_for_byte(qtbot, rework, tmp_path):
    rework.actions["write_package"].trigger()
    save_as(qtbot, rework, tmp_path / "package.zip")
    rework.page.request.written.hide()
    rework.page.earlier.buttons[0].click()
    save_as(qtbot, rework, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "package.zip").read_bytes()


def test_that_enter_goes_to_the_defect_in_review(qtbot, rework):
    place = shown(rework).index("EXT-GHOST")
    rework.page.table.selectRow(place)
    with qtbot.waitSignal(rework.page.page_wanted) as wanted:
        qtbot.keyClick(rework.page.table, Qt.Key.Key_Return)
    assert wanted.args == [Page.REVIEW]
    assert rework.selection.finding_id == rework.page.model.row(place).finding_id


@pytest.mark.parametrize("column", range(9))
def test_that_every_column_sorts_both_ways(rework, column):
    first = shown(rework)
    orders = []
    for _ in range(3):
        rework.page.model.sort_next(column)
        orders.append(shown(rework))
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(first)
    assert orders[2] == first
