from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from assay.model.batches import SetRole
from assay.model.changes import Changes
from assay.model.ids import IntakeFindingId
from assay.model.intake import IntakeFinding
from assay.review.import_labels import ImportReport
from assay.review.log_intake_defects import log_intake_defects
from assay.ui.actions import Page
from assay.ui.deliveries.batch_header import BatchHeader
from assay.ui.deliveries.batch_panel import BatchPanel
from assay.ui.deliveries.batch_view import BatchView
from assay.ui.deliveries.checking import Checking
from assay.ui.deliveries.comparing import Comparing
from assay.ui.deliveries.drop_overlay import DropOverlay
from assay.ui.deliveries.figures_strip import FiguresStrip
from assay.ui.deliveries.import_dialog import ImportDialog
from assay.ui.deliveries.next_step import key_hints
from assay.ui.deliveries.overview import read_overview
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.deliveries.sources import dropped_path
from assay.ui.deliveries.work_bar import WorkBar
from assay.ui.jobs import Jobs
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.window.action_set import ActionSet

SHOWN_TABLES = (
    "batch",
    "vendor",
    "label_set",
    "image",
    "intake_finding",
    "comparison",
    "finding",
    "schema_version",
    "defect",
)
IMPORTED_TABLES = (
    "batch", "vendor", "label_set", "image", "intake_finding", "schema_version", "class", "image_review", "annotation_page",
)  # fmt: skip


class DeliveriesPage(QWidget):
    """What came in, and is it complete?"""

    page_wanted = Signal(Page)
    """The user wants to go on to another page."""
    hints_changed = Signal()

    def __init__(self, session: Session, selection: Selection, actions: ActionSet, jobs: Jobs) -> None:
        super().__init__()
        self._session = session
        self._selection = selection
        self._jobs = jobs
        self._is_stale = True
        self._newest_import: ImportReport | None = None
        self._looks_next = False
        self._hints = key_hints(None)
        comparing, checking = OwnWork(jobs, session.project, self), OwnWork(jobs, session.project, self)
        self.comparing = Comparing(session, selection, comparing, self)
        self.checking = Checking(session, selection, checking, self)
        self.batches = BatchPanel(session.project)
        self.batch_view = BatchView(
            session.project,
            BatchHeader(actions),
            FiguresStrip(WorkBar(comparing, accessible_name="Comparing with gold")),
            WorkBar(checking, accessible_name="Checking the delivery"),
        )
        self.empty = EmptyState(
            "deliveries",
            "Nothing has come in yet",
            "Drop a vendor's delivery here, or press Ctrl+I. Gold comes in with Ctrl+Shift+I.",
            button="Import delivery…",
        )
        self.import_dialog = ImportDialog(session, selection, jobs, self)
        self._overlay = DropOverlay(self)
        self._lay_out()
        self._connect(actions)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.batches.view)

    def read_again(self) -> None:
        """Show what the project file says now."""
        self._is_stale = False
        self.batches.read_again()
        self._show_batch()

    def import_from(self, source: Path | None, role: SetRole) -> None:
        """Open the import dialog, on a file or folder when it is given."""
        self.import_dialog.open_on(source, role)

    def hints(self) -> list[tuple[str, str]]:
        """The keys that matter here, with what they do."""
        return self._hints

    def _import_delivery(self) -> None:
        self.import_from(None, SetRole.DELIVERY)

    def _import_gold(self) -> None:
        self.import_from(None, SetRole.GOLD)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.batches)
        splitter.addWidget(self.batch_view)
        splitter.setSizes([264, 1016])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self.batches.setMinimumWidth(200)
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self, actions: ActionSet) -> None:
        self._session.changed.connect(self._note_changes)
        self._selection.batch_chosen.connect(self._follow_selection)
        self.batches.chosen.connect(self._selection.choose_batch)
        self.batch_view.header.review_wanted.connect(lambda: self.page_wanted.emit(Page.REVIEW))
        self.batch_view.intake.opened.connect(self._open_in_review)
        self.batch_view.intake.log_wanted.connect(self._log_defects)
        self.import_dialog.imported.connect(self._take_in)
        self.comparing.done.connect(self._look_after_comparing)
        self.empty.pressed.connect(self._import_delivery)
        # methods, not lambdas: the actions outlive the page, and a lambda would keep answering for it
        actions["import_delivery"].triggered.connect(self._import_delivery)
        actions["import_gold"].triggered.connect(self._import_gold)
        actions["compare"].triggered.connect(self.comparing.start)
        actions["check_delivery"].triggered.connect(self.checking.start)

    def _note_changes(self, changes: Changes) -> None:
        if changes.touch(*SHOWN_TABLES):
            self._become_stale()

    def _follow_selection(self) -> None:
        if self.isVisible() and not self._is_stale:
            self._show_batch()
        else:
            self._become_stale()

    def _become_stale(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.read_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self.read_again()

    def _show_batch(self) -> None:
        batch = self._selection.batch
        self._stack.setCurrentIndex(0 if batch else 1)
        self.setFocusProxy(self.batches.view if batch else self.empty)
        overview = read_overview(self._session.project, batch.id) if batch else None
        self._hints = key_hints(overview)
        self.hints_changed.emit()
        if batch is None or overview is None:
            return
        self.batches.show_chosen(batch.id)
        newest, self._newest_import = self._newest_import, None
        self.batch_view.show_overview(overview, label_set_id=newest.label_set.id if newest else None)

    def _take_in(self, report: ImportReport) -> None:
        self._newest_import = report
        self._selection.choose_batch(report.batch.id)
        self._session.changed.emit(Changes.everywhere(IMPORTED_TABLES))
        self.checking.start_if_possible(self._compare_or_look)

    def _compare_or_look(self) -> None:
        """After an import was checked: compare, and look into the images when that is done, since it takes the longest."""
        self._looks_next = self.comparing.start_if_possible()
        if not self._looks_next:
            self.checking.look_if_needed()

    def _look_after_comparing(self) -> None:
        if self._looks_next:
            self._looks_next = False
            self.checking.look_if_needed()

    def _open_in_review(self, finding: IntakeFinding) -> None:
        if finding.image_id is None:
            self._session.refused.emit("This finding is about the delivery as a whole; there is no image to show")
            return
        self._selection.choose_image(finding.image_id)
        self.page_wanted.emit(Page.REVIEW)

    def _log_defects(self, finding_ids: Sequence[IntakeFindingId]) -> None:
        if (delivery := self._selection.delivery) is not None:
            self._session.do(log_intake_defects, delivery.id, finding_ids)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what letting go will do."""
        path = dropped_path(event.mimeData())
        if path is None or self._session.project.read_only:
            return
        event.acceptProposedAction()
        self._overlay.show_over(f"Let go to import {path.name}")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is going to be imported."""
        super().dragLeaveEvent(event)
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the import dialog on what was dropped."""
        self._overlay.hide()
        if (path := dropped_path(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.import_from(path, SetRole.DELIVERY)
