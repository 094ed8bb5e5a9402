from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.rework import ReworkRequest
from assay.review.request_rework import package_name, request_rework, rewrite_package
from assay.store.defects import rework_requests
from assay.store.journal import now
from assay.ui.actions import Page
from assay.ui.jobs import Jobs
from assay.ui.rework.defect_area import DefectArea
from assay.ui.rework.defect_filter import count_severities, count_states
from assay.ui.rework.defect_model import DefectModel
from assay.ui.rework.defect_rows import State, read_defect_rows, request_numbers
from assay.ui.rework.defect_table import DefectTable
from assay.ui.rework.due_words import due_of_new_request, due_words, zone_of_vendor
from assay.ui.rework.earlier_requests import EarlierRequests
from assay.ui.rework.filter_bar import FilterBar
from assay.ui.rework.request_panel import RequestPanel
from assay.ui.rework.save_dialog import ask_for_place
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.key_button import keys_of
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.role_label import role_label
from assay.ui.window.action_set import ActionSet


class ReworkPage(QWidget):
    """What must the vendor mend? The delivery's defects, the request made of those that are chosen, and the requests before it."""

    page_wanted = Signal(Page)

    def __init__(self, session: Session, selection: Selection, actions: ActionSet, jobs: Jobs) -> None:
        super().__init__()
        self._session, self._selection, self._actions, self._jobs = session, selection, actions, jobs
        self._is_stale = True
        self._package = ""
        self.model, self.filters = DefectModel(), FilterBar()
        self.table, self.earlier = DefectTable(self.model), EarlierRequests()
        self.area = DefectArea(self.table)
        self.request = RequestPanel(key=keys_of(actions["write_package"]))
        self.empty = EmptyState("rework", "", "")
        self._count = role_label("", "secondary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._body())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()

    def _body(self) -> QSplitter:
        left = QWidget()
        left.setProperty("surface", "panel")
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._header())
        layout.addWidget(self.filters)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.earlier)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        for panel, share, least in ((left, 1, 560), (self.request, 0, 280)):
            panel.setMinimumWidth(least)
            body.addWidget(panel)
            body.setStretchFactor(body.count() - 1, share)
        body.setSizes([960, 320])
        return body

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(16, 0, 16, 0)
        header.setSpacing(8)
        header.addWidget(role_label("Defects", "title"))
        header.addWidget(self._count)
        header.addStretch(1)
        for key, does in (("Space", "choose"), ("Ctrl+A", "all"), ("↵", "open in Review")):
            header.addWidget(KeyCap(key))
            header.addWidget(role_label(does, "faint"))
        return header

    def _connect(self) -> None:
        self._session.changed.connect(self._take_changes)
        self._session.reviewer_switched.connect(self._show_rights)
        self._selection.batch_chosen.connect(self._become_stale)
        self._jobs.started.connect(lambda _: self._show_rights())
        self._jobs.ended.connect(self._show_rights)
        self.empty.pressed.connect(lambda: self.page_wanted.emit(Page.REVIEW))
        self.area.review_wanted.connect(lambda: self.page_wanted.emit(Page.REVIEW))
        self.filters.changed.connect(self._show_filtered)
        self.model.choice_changed.connect(self._show_choice)
        self.table.opened.connect(self._open_in_review)
        self.earlier.write_again.connect(self._ask_to_write_again)
        self.request.write_wanted.connect(self._ask_to_write)
        self._actions["write_package"].triggered.connect(self._ask_to_write)
        self._actions["choose_all"].triggered.connect(lambda: self.model.choose_shown(chosen=True))
        self._actions["choose_none"].triggered.connect(lambda: self.model.choose_shown(chosen=False))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what became stale while the page was hidden."""
        super().showEvent(event)
        self._read_if_stale()
        self.table.setFocus()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch("defect", "rework_request", "rework_item", "finding", "label_set", "batch", "vendor"):
            self._become_stale()

    def _become_stale(self) -> None:
        self._is_stale = True
        self._read_if_stale()

    def _read_if_stale(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self._read()

    def _read(self) -> None:
        project, batch, delivery = self._session.project, self._selection.batch, self._selection.delivery
        rows = read_defect_rows(project, batch, delivery) if batch and delivery else []
        requests = rework_requests(project.connection, batch.id) if batch else []
        if batch is None or delivery is None or not (rows or requests):
            self.empty.say("rework", "No defects yet", "Confirm findings in Review with D.", button="Go to Review")
            self._stack.setCurrentWidget(self.empty)
            return
        self.model.show_rows(rows)
        self._count.setText(f"{len(rows):,} in round {delivery.round}")
        self.earlier.show_requests(requests, request_numbers(project, batch))
        self._package = package_name(batch, delivery, now())
        due = due_of_new_request(batch, now())
        words = due_words(due, vendor=batch.vendor, zone_name=zone_of_vendor(project, batch))
        self.request.show_terms(hours=batch.sla_hours, due=words, package=self._package)
        self._show_filtered()
        self._stack.setCurrentIndex(1)

    def _show_filtered(self) -> None:
        wanted = self.filters.filter()
        in_state = [row for row in self.model.rows if wanted.has_state(row)]
        self.filters.show_counts(count_states(self.model.rows), count_severities(in_state))
        self.model.set_filter(wanted)
        delivery = self._selection.delivery
        assert delivery is not None
        self.area.show_defects(shown=self.model.rowCount(), known=len(self.model.rows), round_number=delivery.round)

    def _show_choice(self) -> None:
        waiting = sum(row.state is State.TO_SEND for row in self.model.rows)
        self.request.show_chosen(self.model.chosen, waiting=waiting)
        self._show_rights()

    def _show_rights(self) -> None:
        project = self._session.project
        if project.read_only:
            why_not = f"Open elsewhere by {project.held_by}; nothing can be written here."
        elif self._jobs.busy:
            why_not = "Work is under way; wait for it or cancel it."
        elif not any(row.state is State.TO_SEND for row in self.model.rows):
            why_not = "Nothing is left to send."
        elif not self.model.chosen:
            why_not = "Choose at least one defect to send."
        else:
            why_not = ""
        self.request.allow(allowed=not why_not, why_not=why_not)

    def _ask_to_write(self) -> None:
        if self.request.write.isEnabled():
            place = self._session.project.path.parent / self._package
            ask_for_place(self, "Write rework package", place, self._write)

    def _write(self, path: Path) -> None:
        batch, person = self._selection.batch, self._session.reviewer
        assert batch is not None
        ids, note = [row.id for row in self.model.chosen], self.request.note.toPlainText().strip()
        self._jobs.run(
            "Writing the rework package",
            self._session.project,
            lambda project: request_rework(project, batch, path, by=person, defect_ids=ids, note=note),
            then=lambda result: self._show_written(result[0], result[1], path),
        )

    def _show_written(self, request: ReworkRequest, changes: Changes, path: Path) -> None:
        self.request.note.clear()
        self._session.changed.emit(changes)
        self._selection.read_again()
        self._say_written(request, path, request.package_sha256)

    def _ask_to_write_again(self, request: ReworkRequest) -> None:
        place = self._session.project.path.parent / request.package
        ask_for_place(self, "Write the package again", place, lambda path: self._write_again(request, path))

    def _write_again(self, request: ReworkRequest, path: Path) -> None:
        self._jobs.run(
            "Writing the rework package again",
            self._session.project,
            lambda project: rewrite_package(project, request, path),
            then=lambda digest: self._say_written(request, path, digest),
        )

    def _say_written(self, request: ReworkRequest, path: Path, digest: str) -> None:
        assert self._selection.batch is not None
        number = request_numbers(self._session.project, self._selection.batch)[request.id]
        items = f"{request.items:,} item" + ("" if request.items == 1 else "s")
        self.request.written.show_package(f"Request {number} written, {items}", path, digest)

    def _open_in_review(self, place: int) -> None:
        row = self.model.row(place)
        if row.image_id is None:
            self._session.refused.emit("This defect is about the delivery as a whole; there is no image to show")
            return
        self._selection.choose_image(row.image_id, row.finding_id)
        self.page_wanted.emit(Page.REVIEW)
