import threading

import pytest
from PySide6.QtCore import Qt

from assay.model.changes import Changes
from assay.model.findings import Verdict
from assay.model.progress import Progress, result_of
from assay.review.judge_finding import judge_finding
from assay.review.measure_accuracy import measure_accuracy
from assay.review.measure_patterns import confusion_pairs
from assay.review.revert import undo
from assay.review.set_sla_metric import sla_metric
from assay.ui.actions import Page
from assay.ui.scorecard.object_model import ENTRY, FINDING
from assay.ui.scorecard.sla_dialog import SlaDialog
from assay.ui.scorecard.sla_strip import NONE
from tests.small_delivery import EXPECTED, compared


def listed(made) -> list[str | None]:
    """The code of each listed object's finding, None for an object that no finding speaks of."""
    model = made.page.board.objects.model
    found = [model.index(row, 0).data(FINDING) for row in range(model.rowCount())]
    return [one and one.code for one in found]


def test_that_before_the_first_comparison_the_page_leads_to_deliveries(qtbot, open_page):
    made = open_page()
    assert made.page.empty.isVisible()
    with qtbot.waitSignal(made.page.page_wanted) as wanted:
        made.page.empty.pressed.emit()
    assert wanted.args == [Page.DELIVERIES]


def test_that_every_rate_shows_its_interval_and_its_n(scorecard):
    tile = scorecard.page.board.tiles.tiles["precision"]
    assert tile.accessibleName() == "Precision: 0.500 .150–.850 · n 4"


@pytest.mark.parametrize(
    ("figure", "count"),
    [("matched", 2), ("mislabelled", 1), ("missing", 1), ("extra", 1), ("precision", 2), ("recall", 2), ("f1", 3)],
)
def test_that_a_figure_opens_the_list_of_what_it_counts(qtbot, scorecard, figure, count):
    qtbot.mouseClick(scorecard.page.board.tiles.tiles[figure], Qt.MouseButton.LeftButton)
    assert len(listed(scorecard)) == count


def test_that_a_bar_opens_the_findings_of_its_code(qtbot, scorecard):
    bars = scorecard.page.board.bars
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_centre("CLS-SWAP").toPoint())
    assert listed(scorecard) == ["CLS-SWAP"]


def test_that_the_bars_count_every_finding(scorecard):
    assert scorecard.page.board.findings_count.text() == str(sum(EXPECTED.values()))


def test_that_a_cell_opens_its_objects(qtbot, scorecard):
    heat_map = scorecard.page.board.breakdown.heat_map
    qtbot.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=heat_map.cell_centre(0, 2).toPoint())
    assert listed(scorecard) == ["MIS-OBJ"]


def test_that_the_arrow_keys_reach_a_cell_and_enter_opens_it(qtbot, scorecard):
    heat_map = scorecard.page.board.breakdown.heat_map
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(heat_map, key)
    assert listed(scorecard) == ["CLS-SWAP"]


def test_that_enter_on_an_object_goes_to_it_in_review(qtbot, scorecard):
    qtbot.mouseClick(scorecard.page.board.tiles.tiles["missing"], Qt.MouseButton.LeftButton)
    view = scorecard.page.board.objects.view
    with qtbot.waitSignal(scorecard.page.page_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == [Page.REVIEW]
    assert scorecard.selection.image_id == view.currentIndex().data(ENTRY).image_id
    assert scorecard.selection.finding_id is not None


def test_that_a_row_of_the_classes_lists_what_is_not_matched(qtbot, scorecard):
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("classes")
    table = breakdown.tables["classes"]
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(listed(scorecard)) == 3


def test_that_an_annotator_of_few_annotations_is_not_told_a_rate(scorecard):
    table = scorecard.page.board.breakdown.tables["annotators"]
    assert [table.model().index(0, column).data() for column in range(4)] == ["a7", "–", "4", "n < 30"]


def test_that_enter_on_an_image_opens_it_in_review(qtbot, scorecard):
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("images")
    table = breakdown.tables["images"]
    table.selectRow(0)
    with qtbot.waitSignal(scorecard.page.page_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [Page.REVIEW]
    assert scorecard.selection.image_id is not None


def test_that_a_verdict_leaves_the_list_that_is_open(qtbot, scorecard):
    qtbot.mouseClick(scorecard.page.board.tiles.tiles["missing"], Qt.MouseButton.LeftButton)
    finding = scorecard.page.board.objects.view.currentIndex().data(FINDING)
    scorecard.session.do(judge_finding, [finding.id], Verdict.DEFECT)
    assert listed(scorecard) == ["MIS-OBJ"]


def test_that_measuring_waits_until_other_work_has_ended(qtbot, open_page, project, me, tmp_path):
    made = open_page()
    gate = threading.Event()

    def other_work(_):
        yield Progress(0, 1, "Other work")
        gate.wait(10)

    compared(project, tmp_path / "batch", by=me)
    made.jobs.run("Other work", project, other_work, then=lambda _: None)
    made.selection.read_again()
    assert not made.page.board.breakdown.tables
    gate.set()
    qtbot.waitUntil(lambda: bool(made.page.board.breakdown.tables))


def test_that_measuring_is_done_once(qtbot, open_page, project, me, tmp_path):
    compared(project, tmp_path / "batch", by=me)
    made = open_page()
    titles = []
    made.jobs.started.connect(titles.append)
    qtbot.waitUntil(lambda: "panoptic" in made.page.board.breakdown.tables and not made.jobs.busy)
    assert titles == ["Measuring quality"]


def test_that_cancelled_measuring_is_offered_again(qtbot, open_page, project, me, tmp_path):
    made = open_page()
    compared(project, tmp_path / "batch", by=me)
    made.jobs.started.connect(made.jobs.cancel)
    with qtbot.waitSignal(made.jobs.ended):
        made.selection.read_again()
    assert not made.page.board.breakdown.tables
    made.jobs.started.disconnect(made.jobs.cancel)
    made.page.board.breakdown.measure_wanted.emit()
    qtbot.waitUntil(lambda: bool(made.page.board.breakdown.tables))
    assert set(made.page.board.breakdown.tables) >= {"accuracy", "pairs", "edges", "classes", "annotators", "images"}


def test_that_what_takes_longer_is_cancelled_and_asked_for_again(qtbot, open_page, project, me, tmp_path):
    compared(project, tmp_path / "batch", by=me)
    made = open_page()
    breakdown = made.page.board.breakdown

    def cancel(title: str) -> None:
        if title == "Measuring quality":
            made.jobs.cancel()

    made.jobs.started.connect(cancel)
    qtbot.waitSignal(made.page.slow.stopped).wait()
    made.jobs.started.disconnect(cancel)
    assert "quality" not in breakdown.tables
    for button in breakdown.views.buttons_to("quality"):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "quality" in breakdown.tables and breakdown.tables["quality"].isVisible())


def test_that_a_new_comparison_is_read_when_the_window_hears_of_it(qtbot, open_page, project, me, tmp_path):
    made = open_page()
    compared(project, tmp_path / "batch", by=me)
    made.session.changed.emit(Changes.everywhere(("finding", "label_set")))
    made.selection.read_again()
    qtbot.waitUntil(lambda: bool(made.page.board.breakdown.tables))
    assert made.page.board.title.text().endswith("against gold, revision 1")


def test_that_every_accuracy_is_shown_as_its_definition_measures_it(qtbot, scorecard, project):
    report = result_of(measure_accuracy(project, scorecard.selection.comparison, None))
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("accuracy")
    table = breakdown.tables["accuracy"]
    model = table.model()
    shown = [[model.index(row, column).data() for column in (0, 1, 3, 4)] for row in range(model.rowCount())]
    told = [[one.definition.title, f"{one.value:.3f}", f"{one.part}", f"{one.whole}"] for one in report.accuracies]
    assert shown == told
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(6, 0)).center())
    assert listed(scorecard) == ["CLS-SWAP"]


def test_that_the_agreed_accuracy_is_named_on_the_page_measured_as_agreed_and_undone(qtbot, scorecard, project):
    made, breakdown = scorecard, scorecard.page.board.breakdown
    breakdown.choose("accuracy")
    assert breakdown.sla.sentence.text() == NONE
    qtbot.mouseClick(breakdown.sla.button, Qt.MouseButton.LeftButton)
    (dialog,) = made.page.findChildren(SlaDialog)
    dialog.definition.setCurrentIndex(dialog.definition.findData("perfect_object_rate"))
    dialog.threshold.setValue(40)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    metric = sla_metric(project, made.selection.batch)
    assert (metric.definition, metric.threshold) == ("perfect_object_rate", 0.4)
    qtbot.waitUntil(lambda: breakdown.sla.sentence.text().startswith("SLA met, not demonstrated at 95 %"))
    model = breakdown.tables["accuracy"].model()
    starred = [model.index(row, 0).data() for row in range(7) if "★" in model.index(row, 0).data()]
    assert starred == ["Perfect objects ★ SLA ≥ 40.0%: met"]
    made.session.do(undo)
    qtbot.waitUntil(lambda: breakdown.sla.sentence.text() == NONE)
    assert not any("★" in model.index(row, 0).data() for row in range(7))


def test_that_a_metric_can_be_that_of_one_batch_and_keeps_all_that_it_depends_on(qtbot, scorecard, project):
    batch = scorecard.selection.batch
    dialog = SlaDialog(scorecard.session, batch)
    qtbot.addWidget(dialog)
    dialog.scope.setCurrentIndex(1)
    dialog.iou.setValue(0.75)
    dialog.class_aware.setChecked(True)
    dialog.floor.setCurrentIndex(1)
    wanted = dialog.chosen
    dialog.accept()
    assert sla_metric(project, batch) == wanted
    again = SlaDialog(scorecard.session, batch)
    qtbot.addWidget(again)
    assert again.chosen == wanted


def test_that_confused_classes_are_ranked_with_their_interval_and_open_their_objects(qtbot, scorecard):
    measured = scorecard.page.trying.now
    pair = confusion_pairs(measured.confusion, measured.classes)[0]
    breakdown = scorecard.page.board.breakdown
    for button in breakdown.views.buttons_to("pairs"):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    table = breakdown.tables["pairs"]
    shown = [table.model().index(0, column).data() for column in range(1, 4)]
    assert shown == [str(pair.count), str(pair.found), f"{pair.share:.3f}"]
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert listed(scorecard) == ["CLS-SWAP"]
