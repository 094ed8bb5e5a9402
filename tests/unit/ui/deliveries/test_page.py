import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.changes import Changes
from assay.model.progress import result_of
from assay.model.terms import Terms
from assay.review.compare_delivery import compare_delivery
from assay.review.set_terms import set_terms
from assay.store.batches import batches, label_sets
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import Stage
from assay.ui.deliveries.next_step import NextStep
from tests.small_delivery import CATEGORIES, bring_in, compared

EVERYTHING = Changes.everywhere(("label_set", "comparison"))


def tile(bench, caption: str) -> str:
    return bench.page.batch_view.figures.tile(caption).accessibleName()


def titles(bench) -> list[str]:
    view = bench.page.batch_view.label_sets.view
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def primary(bench) -> list[NextStep]:
    return [step for step in NextStep if bench.page.batch_view.header.button(step).is_primary]


def press(bench, step: NextStep) -> None:
    QTest.mouseClick(bench.page.batch_view.header.button(step), Qt.MouseButton.LeftButton)


def test_that_an_empty_project_says_how_to_bring_a_delivery_in(bench):
    assert bench.page.empty.isVisible()
    assert "Ctrl+I" in bench.page.empty.accessibleName()


def test_that_the_import_key_opens_the_dialog_for_a_delivery(bench):
    bench.actions["import_delivery"].trigger()
    assert bench.dialog.isVisible()
    assert bench.dialog.parts.form.role is SetRole.DELIVERY


def test_that_the_gold_key_opens_the_dialog_for_gold(bench):
    bench.actions["import_gold"].trigger()
    assert bench.dialog.parts.form.role is SetRole.GOLD


def test_that_label_sets_stand_deliveries_first_and_the_newest_first(make_bench, project, me, files):
    bring_in(project, files.gold, SetRole.GOLD, by=me, vendor="Labelworks")
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    assert titles(make_bench()) == ["Delivery round 1", "Delivery round 0", "Gold revision 1"]


def test_that_a_delivery_without_gold_asks_for_gold_next(make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    assert primary(bench) == [NextStep.IMPORT_GOLD]
    assert not bench.page.batch_view.header.button(NextStep.COMPARE).isVisible()


def test_that_comparing_shows_its_figures_and_leads_on_to_the_review(qtbot, make_bench, project, me, files):
    bring_in(project, files.gold, SetRole.GOLD, by=me, vendor="Labelworks")
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    assert primary(bench) == [NextStep.COMPARE]
    with qtbot.waitSignal(bench.page.comparing.done):
        press(bench, NextStep.COMPARE)
    assert tile(bench, "Findings").startswith("Findings: 3")
    assert tile(bench, "Precision") == "Precision: 0.500 2 of 4"
    assert tile(bench, "Mean IoU") == "Mean IoU: 1.000 over 2 pairs"
    assert primary(bench) == [NextStep.REVIEW]
    assert bench.selection.comparison is not None


def test_that_a_rate_of_nothing_is_not_a_number(make_bench, project, me, tmp_path, files):
    empty = tmp_path / "batch" / "empty.json"
    images = json.loads(files.gold.read_text())["images"]
    empty.write_text(json.dumps({"images": images, "categories": CATEGORIES, "annotations": []}))
    bring_in(project, empty, SetRole.GOLD, by=me)
    bring_in(project, empty, SetRole.DELIVERY, by=me)
    result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=me))
    bench = make_bench()
    assert tile(bench, "Precision").startswith("Precision: n/a")
    assert tile(bench, "Mean IoU").startswith("Mean IoU: n/a")


def test_that_a_batch_is_compared_again_by_the_settings_of_the_last_time(qtbot, make_bench, project, me, files):
    bring_in(project, files.gold, SetRole.GOLD, by=me)
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    batch = batches(project.connection)[0]
    result_of(compare_delivery(project, batch, ComparisonSettings(t_ok=0.55), by=me))
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    with qtbot.waitSignal(bench.page.comparing.done) as done:
        bench.actions["compare"].trigger()
    assert done.args[0].settings["t_ok"] == 0.55


def test_that_comparing_without_gold_says_what_is_lacking(qtbot, make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    with qtbot.waitSignal(bench.session.refused) as refused:
        bench.actions["compare"].trigger()
    assert "has no gold yet" in refused.args[0]
    assert not bench.jobs.busy


def test_that_newer_gold_makes_comparing_the_next_step_again(make_bench, project, me, tmp_path):
    compared(project, tmp_path / "batch", by=me)
    bring_in(project, tmp_path / "batch" / "gold.json", SetRole.GOLD, by=me)
    bench = make_bench()
    assert primary(bench) == [NextStep.COMPARE]
    assert "outdated" in tile(bench, "Findings")


def test_that_review_leads_to_the_review_page(qtbot, make_bench, project, me, tmp_path):
    compared(project, tmp_path / "batch", by=me)
    bench = make_bench()
    with qtbot.waitSignal(bench.page.page_wanted) as wanted:
        press(bench, NextStep.REVIEW)
    assert wanted.args == [Page.REVIEW]


def test_that_clicking_a_batch_makes_it_the_one_the_window_looks_at(make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="North", vendor="Labelworks")
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="South", vendor="Annotators Inc")
    bench = make_bench()
    assert bench.selection.batch.name == "South"
    view = bench.page.batches.view
    rows = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert rows == ["Annotators Inc", "South", "Labelworks", "North"]
    place = view.visualRect(view.model().index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.selection.batch.name == "North"


def test_that_the_arrow_keys_go_from_batch_to_batch_over_vendors(make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="North", vendor="Labelworks")
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="South", vendor="Annotators Inc")
    bench = make_bench()
    QTest.keyClick(bench.page.batches.view, Qt.Key.Key_Down)
    assert bench.selection.batch.name == "North"


def test_that_missing_images_and_entries_left_out_are_said(make_bench, project, me, files):
    document = json.loads(files.delivery.read_text())
    document["annotations"][0]["category_id"] = 99
    files.delivery.write_text(json.dumps(document))
    (files.delivery.parent / "images" / "one.png").unlink()
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    sentence = bench.page.batch_view.header.sentence
    assert "1 of 3 image files not found" in sentence
    assert "1 entry of the file left out" in sentence
    assert tile(bench, "Missing").startswith("Missing: 1")


def test_that_what_changes_while_the_page_is_hidden_is_read_when_it_is_shown(make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    bench.window.hide()
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench.session.changed.emit(EVERYTHING)
    assert titles(bench) == ["Delivery round 0"]
    bench.window.show()
    assert titles(bench) == ["Delivery round 1", "Delivery round 0"]


def test_that_the_import_key_works_while_another_page_is_shown(make_bench, project, me, files):
    bench = make_bench()
    bench.page.hide()
    bench.actions["import_delivery"].trigger()
    assert bench.dialog.isVisible()


@pytest.mark.parametrize(("width", "is_lower"), [(1024, True), (1900, False)])
def test_that_the_figures_stand_in_two_rows_where_there_is_little_room(
    make_bench, project, me, tmp_path, width, is_lower
):
    compared(project, tmp_path / "batch", by=me)
    bench = make_bench()
    bench.window.resize(width, 720)
    QApplication.sendPostedEvents()
    figures = bench.page.batch_view.figures
    tops = [figures.tile(name).mapTo(figures, QPoint(0, 0)).y() for name in ("SLA", "Recall")]
    assert (tops[1] > tops[0]) == is_lower


def dropped(path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def drag_over(bench, mime: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    bench.page.dragEnterEvent(event)
    return event.isAccepted()


def test_that_dropping_a_file_opens_the_dialog_on_it(qtbot, bench, files):
    mime = dropped(files.delivery)
    assert drag_over(bench, mime)
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    bench.page.dropEvent(event)
    qtbot.waitUntil(lambda: bench.dialog.stage is Stage.READY)
    assert bench.dialog.parts.form.source.text == str(files.delivery)


@pytest.mark.parametrize("text", ["hello"])
def test_that_text_cannot_be_dropped(bench, text):
    mime = QMimeData()
    mime.setText(text)
    assert not drag_over(bench, mime)


def test_that_importing_gold_after_a_delivery_compares_at_once(qtbot, make_bench, project, me, files, looked_at):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, vendor="Labelworks")
    bench = make_bench()
    dialog = looked_at(bench, files.gold, SetRole.GOLD)
    with qtbot.waitSignal(bench.page.comparing.done):
        QTest.mouseClick(dialog.parts.import_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert [one.role for one in label_sets(project.connection, bench.selection.batch.id)] == ["delivery", "gold"]
    assert tile(bench, "Findings").startswith("Findings: 3")
    assert bench.page.batch_view.label_sets.view.currentIndex().data() == "Gold revision 1"


def test_that_the_keyboard_of_an_empty_project_is_on_the_button_that_imports(bench):
    bench.page.setFocus()
    QTest.keyClick(bench.window.focusWidget(), Qt.Key.Key_Space)
    assert bench.dialog.isVisible()


def test_that_a_label_set_says_in_full_what_it_holds_and_what_it_came_as(make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, vendor="Labelworks")
    spoken = make_bench().page.batch_view.label_sets.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Delivery round 0, 3 images · ")
    assert spoken.endswith("COCO instances")


def test_that_a_guideline_which_the_delivery_does_not_follow_stands_beside_the_batchs(make_bench, project, me, files):
    bring_in(project, files.gold, SetRole.GOLD, by=me, vendor="Labelworks")
    files.delivery.write_text(
        json.dumps(json.loads(files.delivery.read_text()) | {"info": {"guideline_version": "2.1"}})
    )
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    bench = make_bench()
    assert tile(bench, "Guideline") == "Guideline: – delivery: 2.1"
    bench.session.do(set_terms, batches(project.connection)[0], Terms(guideline_version="2.2"))
    assert tile(bench, "Guideline") == "Guideline: 2.2 delivery: 2.1"
    bench.session.do(set_terms, batches(project.connection)[0], Terms(guideline_version="v2.1", sla_hours=24))
    assert tile(bench, "Guideline") == "Guideline: v2.1"
    assert tile(bench, "SLA") == "SLA: 24 h per round"
