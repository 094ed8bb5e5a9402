"""Stories around the work: the command palette, the history, the keyboard sheet, a second window, a file that is no project."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review.make_demo import make_demo
from assay.store.findings import all_findings
from assay.store.project import Project
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import ImportDialog
from assay.ui.history.panel import HistoryPanel
from assay.ui.keyboard.keyboard_sheet import KeyboardSheet
from assay.ui.palette.command_palette import CommandPalette
from assay.ui.window.main_window import MainWindow


@pytest.fixture
def demo(tmp_path):
    return result_of(make_demo(tmp_path / "demo"))


def verdicts(user) -> list[Verdict]:
    comparison = user.bench.selection.comparison
    return [one.verdict for one in all_findings(user.project.connection, comparison.id) if one.verdict]


def test_that_an_action_is_found_and_done_by_a_few_letters(demo, tell):
    def story(user):
        user.press("Ctrl+K")
        palette = user.window.findChild(CommandPalette)
        user.wait_until(palette.isVisible)
        user.type_into(palette, "score")
        user.press_in(palette, "Return")
        assert user.bench.page is Page.SCORECARD

    tell(story, demo)


def test_that_an_old_action_is_put_back_from_the_history(demo, tell):
    def story(user):
        user.go_to(Page.REVIEW)
        user.wait_until(lambda: user.bench.selection.finding_id is not None)
        user.press("D")
        assert verdicts(user) == [Verdict.DEFECT]
        user.press("Ctrl+H")
        panel = user.bench.findChild(HistoryPanel)
        assert panel.isVisible()
        panel.choose(0)
        panel.put_back.click()
        assert verdicts(user) == []

    tell(story, demo)


def test_that_the_history_covers_no_button_of_the_canvas(demo, tell):
    def story(user):
        page = user.go_to(Page.REVIEW)
        user.wait_until(lambda: page.canvas.controls.zoom.isVisible())
        zoom, history = page.canvas.controls.zoom, user.window.findChild(HistoryPanel)
        before = zoom.pos()
        for keys in ((), ("F10",)):  # beside the findings, and over the canvas alone
            user.press(*keys, "Ctrl+H")
            user.wait_until(history.isVisible)
            right = zoom.mapTo(user.window, zoom.rect().topRight()).x()
            assert right < history.mapTo(user.window, history.rect().topLeft()).x()
            user.press("Ctrl+H")
            user.wait_until(lambda: not history.isVisible())
        user.press("F10")
        user.wait_until(lambda: zoom.pos() == before)

    tell(story, demo)


def test_that_the_keyboard_sheet_opens(demo, tell):
    def story(user):
        user.press("F1")
        sheets = [one for one in QApplication.topLevelWidgets() if isinstance(one, KeyboardSheet) and one.isVisible()]
        assert len(sheets) == 1
        sheets[0].close()

    tell(story, demo)


def test_that_a_second_window_says_who_holds_the_project_and_changes_nothing(demo, tell):
    def story(user):
        assert "open elsewhere" in user.bench.notice()
        user.go_to(Page.REVIEW)
        user.press("D")
        assert verdicts(user) == []
        assert not user.window.actions_by_name["confirm"].isEnabled()

    with Project.open(demo):
        tell(story, demo)


def test_that_a_file_that_is_no_project_gets_a_sentence(tmp_path, tell):
    notes = tmp_path / "notes.assay"
    notes.write_text("my notes")

    def story(user):
        assert user.window.bench is None
        assert "no Assay project" in user.window.said()

    tell(story, notes)
    assert notes.read_text() == "my notes"


def test_that_projects_are_opened_one_after_the_other(demo, tell, tmp_path):
    other = result_of(make_demo(tmp_path / "other"))

    def story(user):
        window: MainWindow = user.window
        for path in (other, demo, other):
            assert window.open_project(path)
            user.go_to(Page.REVIEW)
            user.wait_until(lambda: user.bench.selection.finding_id is not None)
            user.press("D")
        assert [len(verdicts(user)), Path(user.project.path)] == [2, other]

    tell(story, demo)
    with Project.open(demo) as project:
        assert project.connection.execute("SELECT count(*) FROM verdict").fetchone() == (1,)


def test_that_opening_the_open_project_again_leaves_it_writable(demo, tell):
    def story(user):
        assert user.window.open_project(demo)
        assert not user.project.read_only
        user.go_to(Page.REVIEW)
        user.wait_until(lambda: user.bench.selection.finding_id is not None)
        user.press("D")
        assert verdicts(user) == [Verdict.DEFECT]

    tell(story, demo)


def test_that_going_to_a_page_does_not_switch_on_an_undo_of_nothing(demo, tell):
    def story(user):
        user.go_to(Page.REVIEW)
        assert not user.window.actions_by_name["undo"].isEnabled()
        user.wait_until(lambda: user.bench.selection.finding_id is not None)
        user.press("D")
        user.go_to(Page.REWORK)
        assert user.window.actions_by_name["undo"].isEnabled()
        assert not user.window.actions_by_name["redo"].isEnabled()

    tell(story, demo)


def test_that_a_page_not_seen_yet_does_what_it_is_asked_for_elsewhere(demo, tell):
    def story(user):
        user.go_to(Page.REVIEW)
        user.press("Ctrl+I")
        assert user.dialog(ImportDialog).isVisible()

    tell(story, demo)


def test_that_every_action_is_heard_where_it_works(demo, tell):
    def story(user):
        for page in (Page.REVIEW, *Page):  # first with no other page made
            user.go_to(page)
            unheard = [spec.name for spec, action in user.window.actions_by_name if not is_heard(spec, action, page)]
            assert unheard == []

    tell(story, demo)


def is_heard(spec, action, page) -> bool:
    signals = ("2triggered(bool)", "2toggled(bool)")
    return spec.page not in (None, page) or any(action.receivers(signal) for signal in signals)
