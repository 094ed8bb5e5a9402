import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from assay.model.batches import SetRole
from assay.model.defect_types import Severity
from assay.model.progress import result_of
from assay.review.check_delivery import check_delivery
from assay.store.batches import label_sets
from assay.store.defects import defects
from assay.store.intake import intake_findings
from assay.ui.actions import Page
from assay.ui.deliveries.intake_rows import RuleRow
from tests.small_delivery import DELIVERY, bring_in, coco

FAULTS = [(2, 1, (180, 10, 40, 40)), (2, 1, (190, 90, 40, 40)), (77, 1, (1, 1, 9, 9))]


@pytest.fixture
def bench(make_bench, project, me, files):
    """The page on a delivery of which one entry was left out, and two boxes reach out of their image; its gold has an image less."""
    (files.gold.parent / "images" / "three.png").unlink()
    bring_in(project, files.gold, SetRole.GOLD, by=me, vendor="Labelworks")
    files.delivery.write_text(json.dumps(coco([*DELIVERY, *FAULTS], first_id=501)))
    report = bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    result_of(check_delivery(project, report.label_set.id, by=me))
    return make_bench()


@pytest.fixture
def report(bench):
    return bench.page.batch_view.intake


def lines(report) -> list[str]:
    """Headings as their title and count, findings as their place."""
    return [f"{row.title} {row.count}" if isinstance(row, RuleRow) else row.place for row in report.table.intake.rows]


EVERYTHING = [
    "Entry left out 1", "annotations[6] (id 507)",
    "Image file not found here 1", "three.png",
    "Shape reaches out of the image 2", "two.png, id 505", "two.png, id 506",
]  # fmt: skip


def click_line(report, text: str) -> None:
    index = report.table.intake.index(lines(report).index(text), 0)
    place = report.table.visualRect(index).center()
    QTest.mouseClick(report.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_findings_stand_under_their_rule(report):
    assert lines(report) == EVERYTHING


def test_that_a_chip_shows_one_severity(report):
    QTest.mouseClick(report.filters.chips[Severity.MINOR], Qt.MouseButton.LeftButton)
    assert lines(report) == EVERYTHING[4:]
    assert report.filters.chips[Severity.MINOR].text() == "Minor  2"
    assert not report.filters.chips[Severity.CRITICAL].isVisible()


def test_that_a_search_shows_what_says_it(report):
    QTest.keyClicks(report.filters.search, "506")
    assert lines(report) == ["Shape reaches out of the image 1", "two.png, id 506"]
    QTest.keyClicks(report.filters.search, "x")
    assert report.empty.isVisible()


def test_that_a_click_on_a_heading_folds_its_findings(report):
    click_line(report, "Entry left out 1")
    assert lines(report) == EVERYTHING[:1] + EVERYTHING[2:]
    QTest.keyClick(report.table, Qt.Key.Key_Right)
    assert lines(report) == EVERYTHING


def test_that_the_chosen_line_is_said_in_full(report):
    click_line(report, "two.png, id 505")
    assert report.said == "two.png, id 505: the box reaches 20 pixels beyond the right of the image"


def test_that_copying_takes_the_chosen_lines_with_tabs_between(report):
    click_line(report, "three.png")
    QTest.keyClick(report.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "REF-IMAGE\tobservation\tthree.png\tno such image file was found"


@pytest.mark.parametrize("ending", [".csv", ".json", ".html"])
def test_that_what_is_shown_is_exported(report, tmp_path, ending):
    QTest.mouseClick(report.filters.chips[Severity.MINOR], Qt.MouseButton.LeftButton)
    path = tmp_path / f"intake{ending}"
    report.export_to(path)
    text = path.read_text("utf-8-sig")
    assert report.said == f"Written to {path}"
    assert "beyond the right of the image" in text
    assert "annotations[6]" not in text
    if ending == ".csv":
        assert [row["code"] for row in csv.DictReader(text.splitlines())] == ["GEO-OOB", "GEO-OOB"]


def test_that_a_place_that_cannot_be_written_is_said(report, tmp_path):
    report.export_to(tmp_path / "nowhere" / "intake.csv")
    assert "nowhere" in report.said
    report.export_to(tmp_path / "intake.doc")
    assert "choose one of these endings" in report.said


def test_that_all_that_can_be_charged_is_logged_and_marked(bench, report, project):
    assert report.log.text() == "Log all 3 defects"
    QTest.mouseClick(report.log, Qt.MouseButton.LeftButton)
    logged = defects(project.connection, bench.selection.delivery.id)
    assert [one.code for one in logged] == ["FMT-PARSE", "GEO-OOB", "GEO-OOB"]
    assert [row.logged for row in report.table.intake.rows if isinstance(row, RuleRow)] == [1, 0, 2]
    assert not report.log.isEnabled()
    assert bench.page.batch_view.header.sentence.endswith("2 faults found by the intake, all logged as defects")
    assert report.title == "Delivery round 0 · 3 defects logged"
    bench.session.undo()
    assert bench.page.batch_view.header.sentence.endswith("2 faults found by the intake")
    assert defects(project.connection, bench.selection.delivery.id) == []
    assert report.log.text() == "Log all 3 defects"


def test_that_a_heading_stands_for_all_of_its_rule(bench, report, project):
    click_line(report, "Shape reaches out of the image 2")
    assert report.log.text() == "Log 2 defects"
    QTest.mouseClick(report.log, Qt.MouseButton.LeftButton)
    assert [one.code for one in defects(project.connection, bench.selection.delivery.id)] == ["GEO-OOB", "GEO-OOB"]


def test_that_what_is_no_fault_cannot_be_logged(report):
    click_line(report, "three.png")
    assert not report.log.isEnabled()


def test_that_enter_opens_the_image_in_review(qtbot, bench, report):
    click_line(report, "two.png, id 506")
    with qtbot.waitSignal(bench.page.page_wanted) as wanted:
        QTest.keyClick(report.table, Qt.Key.Key_Return)
    assert wanted.args == [Page.REVIEW]
    found = intake_findings(bench.project.connection, bench.selection.delivery.id)
    assert bench.selection.image_id == next(one.image_id for one in found if one.place == "two.png, id 506")


def test_that_a_finding_about_the_whole_delivery_opens_nothing(qtbot, bench, report):
    click_line(report, "annotations[6] (id 507)")
    with qtbot.waitSignal(bench.session.refused) as refused:
        QTest.keyClick(report.table, Qt.Key.Key_Return)
    assert "no image" in refused.args[0]


def test_that_only_the_newest_delivery_can_be_charged(make_bench, bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    page = make_bench().page
    view = page.batch_view.label_sets.view
    view.setCurrentIndex(view.model().index(1, 0))
    assert page.batch_view.intake.findings
    assert not page.batch_view.intake.log.isEnabled()


def test_that_checking_again_finds_what_the_schema_now_forbids(qtbot, bench, report, project):
    project.connection.execute("UPDATE class SET shapes = '[3]' WHERE name = 'car'")
    with qtbot.waitSignal(bench.page.checking.done):
        bench.actions["check_delivery"].trigger()
    assert any(line.startswith("Wrong kind of shape") for line in lines(report))


def test_that_checking_without_a_delivery_says_what_is_lacking(qtbot, project, me, files, make_bench):
    bring_in(project, files.gold, SetRole.GOLD, by=me)
    bench = make_bench()
    with qtbot.waitSignal(bench.session.refused) as refused:
        bench.actions["check_delivery"].trigger()
    assert "no delivery yet" in refused.args[0]


def test_that_a_delivery_without_any_finding_says_so(make_bench, project, me, files):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    intake = make_bench().page.batch_view.intake
    assert intake.empty.isVisible()
    assert not intake.table.isVisible()


def test_that_images_are_looked_into_when_an_import_was_checked_and_compared(
    qtbot, make_bench, project, me, files, looked_at
):
    image = files.gold.parent / "images" / "two.png"
    image.write_bytes(image.read_bytes()[:-40])
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, vendor="Labelworks")
    bench = make_bench()
    dialog = looked_at(bench, files.gold, SetRole.GOLD)
    QTest.mouseClick(dialog.parts.import_button, Qt.MouseButton.LeftButton)
    delivery = label_sets(project.connection, 1, SetRole.DELIVERY)[0]
    found = lambda: [one.rule for one in intake_findings(project.connection, delivery.id)]  # noqa: E731
    qtbot.waitUntil(lambda: found() == ["image-truncated"], timeout=20_000)
    qtbot.waitUntil(lambda: not bench.jobs.busy)
    assert bench.selection.comparison is not None


def test_that_the_keyboard_is_back_on_the_list_when_everything_was_logged(bench, report):
    QTest.mouseClick(report.log, Qt.MouseButton.LeftButton)
    assert not report.log.isEnabled()
    assert bench.window.focusWidget() is report.table


def test_that_an_exported_report_is_proposed_beside_the_project_under_the_batchs_name(bench, report):
    QTest.mouseClick(report.export, Qt.MouseButton.LeftButton)
    (dialog,) = report.findChildren(QFileDialog)
    assert Path(dialog.directory().path()) == bench.project.path.parent
    assert Path(dialog.selectedFiles()[0]).name == "intake_batch-1_delivery-round-0.html"
    dialog.close()


def test_that_a_source_beside_the_project_is_shown_by_its_place_there(bench, report):
    assert Path(report.source) == Path("batch") / "delivery.json"
