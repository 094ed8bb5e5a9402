from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.review.revert import plain_summary
from assay.review.set_image_folder import set_image_folder
from assay.store.batches import label_sets
from assay.store.findings import count_contested
from assay.store.history import action_record, history, next_up
from assay.store.image_folders import image_folder
from assay.store.project import Project
from assay.store.settings import setting
from assay.ui.actions import PAGES, ActionSpec, Page
from assay.ui.export.comparison_exports import ComparisonExports
from assay.ui.history.panel import WIDTH as HISTORY_WIDTH
from assay.ui.history.panel import HistoryPanel
from assay.ui.jobs import Jobs
from assay.ui.people.reviewer_badge import ReviewerBadge
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet
from assay.ui.window.notice_bar import NoticeBar
from assay.ui.window.pages import HasHints, LeadsToPages, ReadsOut, make_page
from assay.ui.window.status_line import StatusLine
from assay.ui.window.top_bar import TopBar

if TYPE_CHECKING:
    from assay.ui.deliveries.comparing import Comparing
    from assay.ui.export.export_dialog import ExportDialog


class Workbench(QWidget):
    """One open project: its five pages with the bars around them."""

    def __init__(self, project: Project, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.session = Session(project, self)
        self.selection = Selection(project, self)
        self.jobs = Jobs(self)
        self.page: Page | None = None
        self.actions_by_name = actions
        self._top = TopBar(actions, ReviewerBadge(self.session, actions))
        self._notice = NoticeBar()
        self._history = HistoryPanel(self.session, self)
        self._status = StatusLine()
        self._exports = ComparisonExports(project, self.selection, self.jobs, self._notice.say, self)
        self._stack = QStackedWidget()
        self._pages: dict[Page, QWidget] = {}
        self._lay_out()
        self._connect()
        actions.set_read_only(read_only=project.read_only)
        self.selection.choose_first_batch()
        self.show_page(Page.REVIEW if self.selection.delivery else Page.DELIVERIES)
        self._follow(Changes())
        if project.read_only:
            self._notice.say(
                f"{project.path.name} is open elsewhere, by {project.held_by}; here it can only be looked at"
            )

    def _lay_out(self) -> None:
        self._history.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top)
        layout.addWidget(self._notice)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._status)

    def _connect(self) -> None:
        self._top.page_wanted.connect(self.show_page)
        self.session.changed.connect(self._follow)
        self.session.refused.connect(self._notice.say)
        self.selection.batch_chosen.connect(self._show_place)
        self.jobs.started.connect(self._status.start_work)
        self.jobs.progressed.connect(self._status.show_progress)
        self.jobs.ended.connect(self._status.end_work)
        self.jobs.refused.connect(self._notice.say)
        self._status.cancel_wanted.connect(self.jobs.cancel)
        self._history.close_wanted.connect(lambda: self.actions_by_name["history"].setChecked(False))
        self.actions_by_name["history"].toggled.connect(self._show_history)
        self.actions_by_name["image_folder"].triggered.connect(self._ask_for_images)
        self.actions_by_name["terms"].triggered.connect(self._ask_for_terms)
        self.actions_by_name["export_labels"].triggered.connect(self._ask_for_export)
        self.actions_by_name["export_findings"].triggered.connect(self._exports.ask_where_findings_go)
        self.actions_by_name["export_scorecard"].triggered.connect(self._exports.ask_where_scorecard_goes)
        self.actions_by_name["compare_two"].triggered.connect(self._ask_what_to_compare)
        self.actions_by_name["revise_gold"].triggered.connect(self._ask_for_revision)
        self.actions_by_name["undo"].triggered.connect(self.session.undo)
        self.actions_by_name["redo"].triggered.connect(self.session.redo)
        for page in PAGES:
            self.actions_by_name[f"page_{page.lower()}"].triggered.connect(
                lambda _=False, page=page: self.show_page(page)
            )
        for spec, action in self.actions_by_name:
            if spec.done_by is not None:
                action.triggered.connect(lambda _=False, spec=spec: self._wake(spec))

    def _wake(self, spec: ActionSpec) -> None:
        """Make the page that does what was asked for, and ask it: it was not there to hear."""
        if spec.done_by is not None and spec.done_by not in self._pages:
            self.widget_of(spec.done_by)
            self.actions_by_name[spec.name].trigger()

    def show_page(self, page: Page) -> None:
        """Go to one of the five pages."""
        self.page = page
        widget = self.widget_of(page)
        self._stack.setCurrentWidget(widget)
        self.actions_by_name.enter_page(page)
        self._show_undo()
        self._top.show_page(page)
        self._show_hints()
        self._status.show_readout("")
        widget.setFocus()
        self._place_history()

    def _show_hints(self) -> None:
        widget = self.widget_of(self.page) if self.page else None
        self._status.show_hints(widget.hints() if isinstance(widget, HasHints) else [])

    def widget_of(self, page: Page) -> QWidget:
        """One page's widget, made when it is first asked for."""
        if page not in self._pages:
            self._pages[page] = self._made_page(page)
        return self._pages[page]

    def _made_page(self, page: Page) -> QWidget:
        widget = make_page(page, self)
        # a page that takes the keyboard keeps it from going to the first button in the top bar
        widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stack.addWidget(widget)
        if isinstance(widget, LeadsToPages):
            widget.page_wanted.connect(self.show_page)
        if isinstance(widget, HasHints):
            widget.hints_changed.connect(self._show_hints)
        if isinstance(widget, ReadsOut):
            widget.readout.connect(self._status.show_readout)
        return widget

    def notice(self) -> str:
        """The sentence across the window, empty when there is none."""
        return self._notice.text()

    def _ask_for_images(self) -> None:
        if (batch := self.selection.batch) is None:
            return
        dialog = QFileDialog(self, f"Image folder of {batch.name}", str(image_folder(self.project, batch) or ""))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.session.do(set_image_folder, batch, Path(path)))
        dialog.open()

    def _ask_for_terms(self) -> None:
        from assay.ui.terms.terms_dialog import TermsDialog

        if self.selection.batch is None:
            self._notice.say("There is no batch yet; import a delivery first")
            return
        dialog = TermsDialog(self.session, self.selection.batch, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @cached_property
    def comparing(self) -> "Comparing":
        """Compares any two label sets; made when it is first asked for, since what compares takes its time to load."""
        from assay.ui.deliveries.comparing import Comparing
        from assay.ui.deliveries.own_work import OwnWork

        comparing = Comparing(self.session, self.selection, OwnWork(self.jobs, self.project, self), self)
        comparing.done.connect(self._look_at_comparison)
        return comparing

    @cached_property
    def export_dialog(self) -> "ExportDialog":
        """The dialog that writes labels, made when it is first asked for."""
        from assay.ui.export.export_dialog import ExportDialog

        return ExportDialog(self.session, self.jobs, self)

    def _ask_for_export(self) -> None:
        if (batch := self.selection.batch) is None:
            self._notice.say("There is no batch yet; import a delivery first")
        else:
            self.export_dialog.open_on(batch)

    def _ask_for_revision(self) -> None:
        from assay.ui.revision.revision_dialog import RevisionDialog

        if self.selection.batch is None:
            return
        dialog = RevisionDialog(self.session, self.jobs, self.selection.batch, self)
        dialog.made.connect(self.actions_by_name["compare"].trigger)
        dialog.open()

    def _ask_what_to_compare(self) -> None:
        from assay.ui.label_sets.compare_dialog import CompareDialog

        selection = self.selection
        sets = label_sets(self.project.connection, selection.batch.id) if selection.batch else []
        if len(sets) < 2:
            self._notice.say("There are not two label sets to compare yet; import some first")
            return
        dialog = CompareDialog(sets, selection.delivery, selection.gold, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.comparing.compare_two)
        dialog.open()

    def _look_at_comparison(self) -> None:
        """After any two label sets were compared: where their figures are, unless they show already."""
        if self.page not in (Page.REVIEW, Page.SCORECARD):
            self.show_page(Page.SCORECARD)

    def _show_history(self, shown: bool) -> None:
        self._place_history()
        self._history.setVisible(shown)
        self._history.raise_()
        self._clear_canvases()

    def _place_history(self) -> None:
        """The history lies over the right of the page, so that the canvas keeps its room."""
        page = self._stack.geometry()
        self._history.setGeometry(page.right() + 1 - HISTORY_WIDTH, page.top(), HISTORY_WIDTH, page.height())
        if self._history.isVisible():
            self._clear_canvases()

    def _clear_canvases(self) -> None:
        """Let no canvas have its buttons beneath the history."""
        from assay.ui.canvas.furnished_stage import FurnishedStage  # not before there is one

        for canvas in self._stack.findChildren(FurnishedStage):
            right = canvas.mapTo(self, QPoint(canvas.width(), 0)).x()
            covered = right - self._history.x() if self._history.isVisible() else 0
            canvas.keep_clear(right=min(max(covered, 0), canvas.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the history at the right edge."""
        super().resizeEvent(event)
        self._place_history()

    def close_project(self) -> None:
        """End long work and close the file."""
        self.jobs.stop()
        self.project.close()

    def _follow(self, changes: Changes) -> None:
        """Say what was saved and what waits, after anything changed."""
        if changes:
            self._notice.hide()
        self._show_undo()
        if changes.touch("batch", "label_set", "comparison"):
            self.selection.read_again()
        self._show_place()

    def _show_undo(self) -> None:
        """Say when the last action was saved, and what Undo would put back if anything."""
        connection, may_write = self.project.connection, not self.project.read_only
        undo, redo = next_up(connection)
        self.actions_by_name["undo"].setEnabled(undo is not None and may_write)
        self.actions_by_name["redo"].setEnabled(redo is not None and may_write)
        last = history(connection, limit=1)
        record = action_record(connection, undo) if undo is not None and may_write else None
        self._status.show_saved(last[0].at if last else "", plain_summary(record[0]) if record else "")

    def _show_place(self) -> None:
        batch = self.selection.batch
        parts = ["read-only" if self.project.read_only else ""]
        parts += [batch.name, self.selection.in_words(), batch.vendor] if batch else []
        self._top.show_place(setting(self.project.connection, "name"), " · ".join(filter(None, parts)))
        comparison = self.selection.comparison
        self._top.show_waiting(
            Page.ADJUDICATE, count_contested(self.project.connection, comparison.id) if comparison else 0
        )
