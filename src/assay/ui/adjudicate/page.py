from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.findings import Ruling
from assay.model.ids import FindingId
from assay.model.sentences import headline
from assay.review.adjudicate import adjudicate
from assay.store.findings import contested_findings
from assay.store.judgements import contested_by, precedents, ruled_by
from assay.ui.actions import Page
from assay.ui.adjudicate.contested_list import ContestedList
from assay.ui.adjudicate.next_case import next_case
from assay.ui.adjudicate.reading import Names, read_case, read_names
from assay.ui.adjudicate.ruling_panel import RulingPanel
from assay.ui.adjudicate.sides import Sides
from assay.ui.adjudicate.words import ANSWERS
from assay.ui.jobs import Jobs
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.key_button import keys_of
from assay.ui.window.action_set import ActionSet


class AdjudicatePage(QWidget):
    """Who is right? The contested findings, each side's view of one, and the ruling with its reason."""

    page_wanted = Signal(Page)

    def __init__(self, session: Session, selection: Selection, actions: ActionSet, jobs: Jobs) -> None:
        super().__init__()
        del jobs  # every page is made alike; ruling is short work
        self._session, self._selection, self._actions = session, selection, actions
        self._is_stale = True
        self._names: Names | None = None
        self._current: FindingId | None = None
        self.contested, self.sides = ContestedList(), Sides()
        self.ruling = RulingPanel({answer.action: keys_of(actions[answer.action]) for answer in ANSWERS})
        self.empty = EmptyState("adjudicate", "", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._body())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()

    def _body(self) -> QSplitter:
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        for panel, share, least in ((self.contested, 0, 220), (self.sides, 1, 480), (self.ruling, 0, 280)):
            panel.setMinimumWidth(least)
            body.addWidget(panel)
            body.setStretchFactor(body.count() - 1, share)
        body.setSizes([264, 696, 320])
        return body

    def _connect(self) -> None:
        self._session.changed.connect(self._take_changes)
        self._session.reviewer_switched.connect(self._show_rights)
        self._selection.batch_chosen.connect(self._become_stale)
        self.contested.finding_chosen.connect(self._show_finding)
        self.ruling.ruled.connect(self._rule)
        self.ruling.left.connect(self.contested.view.setFocus)
        self.ruling.review_wanted.connect(self._open_in_review)
        self.empty.pressed.connect(lambda: self.page_wanted.emit(Page.REVIEW))
        for answer in ANSWERS:
            self._actions[answer.action].triggered.connect(lambda _, one=answer.ruling: self._answer(one))
        self._actions["next_contested"].triggered.connect(lambda: self.contested.step(1))
        self._actions["previous_contested"].triggered.connect(lambda: self.contested.step(-1))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what became stale while the page was hidden, and go to the finding that is looked at elsewhere."""
        super().showEvent(event)
        self._read_if_stale()
        self.contested.choose(self._selection.finding_id)
        self.contested.view.setFocus()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch("finding", "verdict", "adjudication", "comparison", "label_set", "class"):
            self._become_stale()

    def _become_stale(self) -> None:
        self._is_stale = True
        self._read_if_stale()

    def _read_if_stale(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self._read()

    def _read(self) -> None:
        record, batch, project = self._selection.comparison, self._selection.batch, self._session.project
        found = contested_findings(project.connection, record.id) if record else []
        if not found or batch is None:
            self._current = None
            self._show_empty()
            return
        self._names = read_names(project, batch)
        who = {one.id: said.who for one in found if (said := contested_by(project.connection, one.id))}
        wanted = next_case(found, before=self.contested.model.findings, current=self._current)
        self.contested.show_findings(found, schema=self._names.schema, file_names=self._names.images, who=who)
        self._stack.setCurrentIndex(1)
        self._show_rights()
        self.contested.choose(wanted)

    def _show_empty(self) -> None:
        sentence = "Press C on a finding in Review to bring it here."
        self.empty.say("adjudicate", "Nothing is contested", sentence, button="Go to Review")
        self._stack.setCurrentWidget(self.empty)

    def _show_finding(self, finding_id: FindingId) -> None:
        place = self.contested.model.place_of(finding_id)
        if place is None or self._names is None:
            return
        self._current = finding_id
        finding, project = self.contested.model.findings[place], self._session.project
        batch, record = self._selection.batch, self._selection.comparison
        assert batch is not None
        assert record is not None
        self.sides.show_case(read_case(project, batch, record, finding, self._names))
        self.ruling.show_finding(
            finding,
            headline=headline(finding, self._names.schema),
            detail=f"{finding.code} · {self._names.images.get(finding.image_id, '–')}",
            contested=contested_by(project.connection, finding.id),
            ruled=ruled_by(project.connection, finding.id),
            precedents=precedents(project.connection, finding.code),
        )

    def _show_rights(self) -> None:
        project, person = self._session.project, self._session.reviewer
        if project.read_only:
            self.ruling.allow(
                allowed=False, why_not=f"Open elsewhere by {project.held_by}; here it can only be looked at."
            )
        elif person.may_adjudicate:
            self.ruling.allow(allowed=True)
        else:
            sentence = f"{person.name} is a reviewer. An adjudicator or a lead rules; you can look and read along."
            self.ruling.allow(allowed=False, why_not=sentence)

    def _answer(self, ruling: Ruling) -> None:
        if self._current is not None:
            self.ruling.answer(ruling)

    def _rule(self, ruling: Ruling, reason: str) -> None:
        if self._current is not None:
            self._session.do(adjudicate, self._current, ruling, reason=reason)
            self.contested.view.setFocus()

    def _open_in_review(self) -> None:
        place = self.contested.model.place_of(self._current)
        if place is not None:
            finding = self.contested.model.findings[place]
            self._selection.choose_image(finding.image_id, finding.id)
            self.page_wanted.emit(Page.REVIEW)
