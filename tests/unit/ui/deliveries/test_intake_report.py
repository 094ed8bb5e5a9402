import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from assay.model.batches import Complaint, LabelSet, SetRole
from assay.model.ids import BatchId, LabelSetId
from assay.ui.deliveries.intake_report import ALL, LEFT_OUT, ODD, IntakeReport

LABEL_SET = LabelSet(
    LabelSetId(1), BatchId(1), SetRole.DELIVERY, 2, "labels", "coco", "/in/labels.json", "ab" * 32, 3, 40, 1,
    "2026-02-03T13:02:00.000Z",
)  # fmt: skip
BAD = Complaint("annotations[4]", "bbox has a negative width (-5)", left_out=True)
STRANGE = Complaint("two.png", "no such image file was found", left_out=False)


@pytest.fixture
def report(qtbot) -> IntakeReport:
    made = IntakeReport()
    qtbot.addWidget(made)
    made.show_report(LABEL_SET, [BAD, STRANGE])
    made.show()
    return made


def click_chip(report, name: str) -> None:
    QTest.mouseClick(report.chip(name), Qt.MouseButton.LeftButton)


def test_that_everything_is_shown_at_first(report):
    assert list(report.table.complaints) == [BAD, STRANGE]
    assert report.chip(ALL).isChecked()


@pytest.mark.parametrize(("name", "shown"), [(LEFT_OUT, [BAD]), (ODD, [STRANGE]), (ALL, [BAD, STRANGE])])
def test_that_a_chip_shows_one_kind(report, name, shown):
    click_chip(report, name)
    assert list(report.table.complaints) == shown


def test_that_an_intake_without_complaints_says_so(report):
    report.show_report(LABEL_SET, [])
    assert report.empty.isVisible()
    assert not report.table.isVisible()


def test_that_the_chosen_line_is_said_in_full(report):
    report.table.selectRow(0)
    assert report.said == "annotations[4]: bbox has a negative width (-5)"


def test_that_copying_takes_the_chosen_lines_with_tabs_between(report):
    report.table.selectRow(1)
    QTest.keyClick(report.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Odd\ttwo.png\tno such image file was found"


def test_that_what_is_shown_is_exported(report, tmp_path):
    click_chip(report, LEFT_OUT)
    report.export_to(tmp_path / "intake.csv")
    rows = list(csv.reader((tmp_path / "intake.csv").read_text("utf-8-sig").splitlines()))
    assert rows == [["kind", "place", "why"], ["Left out", BAD.place, BAD.why]]
    assert str(tmp_path / "intake.csv") in report.said


def test_that_a_place_that_cannot_be_written_is_said(report, tmp_path):
    report.export_to(tmp_path / "nowhere" / "intake.csv")
    assert "cannot be written" in report.said
