from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.model.batches import SetRole
from assay.model.terms import Terms
from assay.review.set_terms import set_terms, terms_of
from assay.store.batches import batches
from assay.ui.session import Session
from assay.ui.terms.terms_dialog import TermsDialog
from assay.ui.terms.zone_list import clock_there, zone_names
from tests.small_delivery import bring_in, lay_out


@pytest.fixture
def batch(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks")
    return batches(project.connection)[0]


@pytest.fixture
def session(qtbot, project) -> Session:
    return Session(project)


@pytest.fixture
def dialog(qtbot, session, batch) -> TermsDialog:
    made = TermsDialog(session, batch)
    qtbot.addWidget(made)
    made.show()
    return made


def type_into(field, text: str) -> None:
    field.setFocus()
    field.selectAll() if hasattr(field, "selectAll") else field.lineEdit().selectAll()
    QTest.keyClicks(field, text)


def test_that_terms_typed_and_saved_with_enter_are_kept_and_can_be_undone(dialog, project, session, batch):
    type_into(dialog.guideline, "2.3")
    type_into(dialog.hours, "24")
    type_into(dialog.zone, "asia/kolkata")
    type_into(dialog.contact, "qa@labelworks.example")
    QTest.keyClick(dialog.contact, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    agreed = Terms(guideline_version="2.3", sla_hours=24, time_zone="Asia/Kolkata", contact="qa@labelworks.example")
    assert terms_of(project, batch) == agreed
    session.undo()
    assert terms_of(project, batch) == Terms()


def test_that_a_time_zone_that_is_none_is_said_and_cannot_be_saved(dialog, project, batch):
    type_into(dialog.zone, "Mars/Olympus")
    assert "There is no time zone 'Mars/Olympus'" in dialog.fault.text()
    assert not dialog.save_button.isEnabled()
    QTest.keyClick(dialog.contact, Qt.Key.Key_Return)
    assert terms_of(project, batch) == Terms()


def test_that_nothing_can_be_saved_before_anything_changed_and_escape_changes_nothing(dialog, project, batch):
    assert not dialog.save_button.isEnabled()
    type_into(dialog.guideline, "4")
    assert dialog.save_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert terms_of(project, batch) == Terms()


def test_that_the_dialog_begins_with_the_terms_as_they_are(qtbot, session, project, me, batch):
    agreed = Terms(guideline_version="4", sla_hours=9000, time_zone="Mars/Olympus", contact="Ana")
    project.connection.execute("UPDATE batch SET sla_hours = 9000")
    project.connection.execute("UPDATE vendor SET time_zone = 'Mars/Olympus'")
    set_terms(project, batch, agreed, by=me)
    made = TermsDialog(session, batch)
    qtbot.addWidget(made)
    assert made.terms == agreed


def test_that_the_clock_there_is_told_in_its_own_zone():
    noon = datetime(2026, 8, 6, 12, tzinfo=UTC)
    assert clock_there("Asia/Kolkata", now=noon) == "There it is Thu 06 Aug, 17:30 (UTC+05:30)"
    assert clock_there("Mars/Olympus", now=noon) == ""
    assert zone_names()[0] == "UTC"
