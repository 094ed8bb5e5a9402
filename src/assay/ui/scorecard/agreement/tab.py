from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assay.model.changes import Changes
from assay.review.measure_raters import AgreementFigures, Between, RatersMeasured, Unit, Units, measure_raters
from assay.review.raters_of_batch import independent_sets
from assay.store.batches import label_sets
from assay.ui.actions import Page
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.jobs import Jobs
from assay.ui.scorecard.agreement.board import AgreementBoard
from assay.ui.scorecard.agreement.consensus_making import ConsensusMaking
from assay.ui.scorecard.agreement.words import title_of
from assay.ui.scorecard.names import Names, read_names
from assay.ui.selection import Selection
from assay.ui.session import Session

READS = ("label_set", "class", "annotator", "batch")


class AgreementTab(QWidget):
    """How far raters of the batch agree: label sets, or the annotators of one; measured anew whenever they or the choice change."""

    page_wanted = Signal(Page)
    measured = Signal()
    """The chosen raters are measured and shown."""

    def __init__(self, session: Session, selection: Selection, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._selection = session, selection
        self._work = OwnWork(jobs, session.project, self)
        self._is_stale, self._batch_id = True, None
        self.now: RatersMeasured | None = None
        self._names: Names | None = None
        self.board = AgreementBoard(self._work)
        self._consensus = ConsensusMaking(session, jobs, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.board)
        self._connect()

    def _connect(self) -> None:
        self._session.changed.connect(self._take_changes)
        self._selection.batch_chosen.connect(self._become_stale)
        self._work.cancelled.connect(self.board.say_cancelled)
        self._work.refused.connect(self.board.say_refused)
        board = self.board
        board.measure_wanted.connect(self.measure)
        board.panel.changed.connect(self.measure)
        self._consensus.made.connect(board.panel.tell_consensus)
        board.panel.consensus_wanted.connect(self._ask_for_consensus)
        board.matrix.chosen.connect(self._list_pair)
        board.row_chosen.connect(self._list_row)
        board.units.opened.connect(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what became stale while the tab was hidden."""
        super().showEvent(event)
        self._read_if_stale()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch(*READS):
            self._become_stale()

    def _become_stale(self) -> None:
        self._is_stale = True
        self._read_if_stale()

    def _read_if_stale(self) -> None:
        batch = self._selection.batch
        if not (self._is_stale and self.isVisible()):
            return
        self._is_stale = False
        if batch is None:
            self.board.say_empty("There is no batch yet; import labels in Deliveries first.")
            return
        connection, panel = self._session.project.connection, self.board.panel
        sets = label_sets(connection, batch.id)
        independent = [one.id for one in independent_sets(self._session.project, batch)]
        is_new = batch.id != self._batch_id
        if is_new:
            panel.sets, self._batch_id = {}, batch.id
            panel.show_people(())
        panel.show_sets(sets, independent, may_write=not self._session.project.read_only)
        if is_new:
            panel.start_between(Between.SETS if len(independent) > 1 else Between.ANNOTATORS)
        self._names = read_names(self._session.project, batch)
        self.measure()

    def measure(self) -> None:
        """Measure the chosen raters; what was under way for others is cancelled."""
        batch, panel = self._selection.batch, self.board.panel
        self.now = None
        if batch is None or not panel.sets or panel.lacking():
            self._work.cancel()
            self.board.say_empty(panel.lacking() or "This batch has no labels yet; import some in Deliveries first.")
            return
        chosen = panel.chosen()
        self.board.say_measuring()
        self._work.start("Measuring agreement", lambda project: measure_raters(project, batch, chosen), then=self._show)

    def _show(self, found: RatersMeasured) -> None:
        assert self._names is not None
        self.now = found
        if found.chosen.between is Between.ANNOTATORS and not found.chosen.people:
            self.board.panel.show_people(found.report.raters)
        self.board.show_measured(found, self._names.classes)
        self.measured.emit()

    def _ask_for_consensus(self) -> None:
        if self._selection.batch is not None and self.now is not None:
            self._consensus.ask(self._selection.batch, self.now)

    def _list_row(self, row: AgreementFigures) -> None:
        if self.now is not None and self._names is not None:
            self._list(title_of(row, self._names.classes), self.now.units(row))

    def _list_pair(self, first: int, second: int) -> None:
        if self.now is not None:
            names = self.now.report.raters
            self._list(f"{names[first]} and {names[second]}", self.now.units(raters=(first, second)))

    def _list(self, title: str, units: Units) -> None:
        assert self.now is not None
        assert self._names is not None
        self.board.units.show_units(
            title,
            units,
            raters=self.now.report.raters,
            classes=self._names.classes,
            images=self._names.images,
        )

    def _open(self, unit: Unit) -> None:
        """Go to an object's image in Review, with the raters' labels on it; without a delivery, the first two are the pair it shows."""
        assert self.now is not None
        raters = self.now.chosen.sets
        shown = [raters[rater] for rater in unit.said] if self.now.chosen.between is Between.SETS else [raters[0]]
        if self._selection.delivery is None and self._selection.batch is not None:
            known = {one.id: one for one in label_sets(self._session.project.connection, self._selection.batch.id)}
            self._selection.look_at(known[shown[0]], known[shown[-1]])
        self._selection.show_beside(shown)
        self._selection.choose_image(unit.image_id)
        self.page_wanted.emit(Page.REVIEW)
