from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.defect_types import defect_types
from assay.model.findings import ComparisonRecord
from assay.model.ids import ComparisonId, FindingId, ImageId
from assay.review.measure import Measured, measure
from assay.store.batches import label_set
from assay.store.findings import all_findings, count_by_code, findings_on_image
from assay.ui.actions import Page
from assay.ui.jobs import Jobs
from assay.ui.scorecard.board import Board
from assay.ui.scorecard.entries import FindingLookup, Listing, cell_rows, entry_of, object_entries
from assay.ui.scorecard.listings import annotator_listing, cell_title, class_listing, headline_listing
from assay.ui.scorecard.names import Names, read_names
from assay.ui.scorecard.words import local_time, settings_in_words
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.window.action_set import ActionSet

MakeListing = Callable[[Measured, Names], Listing]


class ScorecardPage(QWidget):
    """Can we accept this? The truth of the comparison: its figures with their intervals, and behind each figure what it counts."""

    page_wanted = Signal(Page)
    measured = Signal()
    """The comparison is taken apart and shown."""

    def __init__(self, session: Session, selection: Selection, actions: ActionSet, jobs: Jobs) -> None:
        super().__init__()
        self._session, self._selection, self._actions, self._jobs = session, selection, actions, jobs
        self._is_stale = True
        self._measured: tuple[ComparisonId, Measured] | None = None
        self._is_measuring = self._was_stopped = False
        self._names: Names | None = None
        self.board, self.empty = Board(), EmptyState("scorecard", "", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self._session.changed.connect(self._take_changes)
        self._selection.batch_chosen.connect(self._become_stale)
        self._jobs.ended.connect(self._work_ended)
        self.empty.pressed.connect(self._do_next)
        board = self.board
        board.tiles.chosen.connect(lambda name: self._list_measured(lambda m, _: headline_listing(name, m)))
        board.bars.chosen.connect(self._list_code)
        board.breakdown.cell_chosen.connect(self._list_cell)
        board.breakdown.class_chosen.connect(lambda key: self._list_measured(lambda m, n: class_listing(key, m, n)))
        board.breakdown.annotator_chosen.connect(
            lambda key: self._list_measured(lambda m, n: annotator_listing(key, m, n))
        )
        board.breakdown.image_chosen.connect(lambda key: self._list_image(ImageId(key)))
        board.breakdown.image_opened.connect(lambda key: self._open(ImageId(key), None))
        board.breakdown.measure_wanted.connect(self._measure_again)
        board.objects.opened.connect(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what became stale while the page was hidden."""
        super().showEvent(event)
        self._read_if_stale()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch("finding", "comparison", "label_set", "class"):
            self._become_stale()

    def _become_stale(self) -> None:
        self._is_stale = True
        self._read_if_stale()

    def _read_if_stale(self) -> None:
        if not (self._is_stale and self.isVisible()):
            return
        self._is_stale = False
        record = self._selection.comparison
        if record is None:
            self._show_empty()
        else:
            self._show_record(record)

    def _show_empty(self) -> None:
        has_both = self._selection.delivery is not None and self._selection.gold is not None
        if has_both:
            sentence = "The delivery and its gold are here; comparing them gives the figures of this page."
            self.empty.say("scorecard", "Not compared yet", sentence, button="Compare with gold  Ctrl+R")
        else:
            sentence = (
                "Import a delivery and its gold in Deliveries and compare them; this page then says how good it is."
            )
            self.empty.say("scorecard", "Nothing to score yet", sentence, button="Go to Deliveries")
        self._stack.setCurrentWidget(self.empty)

    def _do_next(self) -> None:
        if self._selection.delivery is not None and self._selection.gold is not None:
            self._actions["compare"].trigger()
        else:
            self.page_wanted.emit(Page.DELIVERIES)

    def _show_record(self, record: ComparisonRecord) -> None:
        connection, batch = self._session.project.connection, self._selection.batch
        assert batch is not None
        self._names = read_names(self._session.project, batch)
        delivery, gold = label_set(connection, record.delivery_id), label_set(connection, record.gold_id)
        self.board.title.setText(f"{batch.name}, round {delivery.round}, against {gold.title.lower()}")
        self.board.made_at.setText(f"{batch.vendor} · compared {local_time(record.made_at)}")
        self.board.settings.setText(
            f"{record.counts['images']:,} images with gold · {settings_in_words(record.settings)}"
        )
        self.board.tiles.show_counts(record.counts)
        by_code = count_by_code(connection, record.id)
        self.board.bars.show_counts(by_code)
        self.board.findings_count.setText(f"{sum(by_code.values()):,}")
        self.board.objects.clear()
        self._stack.setCurrentWidget(self.board)
        if self._measured is not None and self._measured[0] == record.id:
            self._show_measured()
        else:
            self._measured, self._was_stopped = None, False
            self.board.breakdown.show_waiting()
            self._measure_if_wanted()

    def _measure_again(self) -> None:
        self._was_stopped = False
        self.board.breakdown.show_waiting()
        self._measure_if_wanted()

    def _measure_if_wanted(self) -> None:
        """Take the comparison apart when nobody else works; when other work ends this is asked again."""
        record = self._selection.comparison
        is_known = self._measured is not None and record is not None and self._measured[0] == record.id
        if record is None or is_known or not self.isVisible() or self._jobs.busy or self._was_stopped:
            return
        self._is_measuring = self._jobs.run(
            "Measuring the delivery",
            self._session.project,
            lambda project: measure(project, record),
            then=lambda measured: self._take_measured(record.id, measured),
        )

    def _work_ended(self) -> None:
        """After other work it is our turn; our own was cancelled or failed unless its result follows."""
        if self._is_measuring:
            self._is_measuring, self._was_stopped = False, True
            self.board.breakdown.show_waiting(stopped=True)
        else:
            self._measure_if_wanted()

    def _take_measured(self, comparison_id: ComparisonId, measured: Measured) -> None:
        self._was_stopped = False
        record = self._selection.comparison
        if record is not None and record.id == comparison_id:
            self._measured = (comparison_id, measured)
            self._show_measured()
        else:
            self._measure_if_wanted()

    def _show_measured(self) -> None:
        assert self._measured is not None
        assert self._names is not None
        names = self._names
        self.board.breakdown.show_measured(
            self._measured[1], classes=names.classes, annotators=names.annotators, images=names.images
        )
        self.measured.emit()

    def _list_measured(self, make: MakeListing) -> None:
        if self._measured is not None and self._names is not None:
            self._show_listing(make(self._measured[1], self._names))

    def _list_cell(self, row: int, column: int) -> None:
        self._list_measured(
            lambda measured, names: Listing(
                title=cell_title(row, column, measured, names),
                entries=object_entries(measured.objects, cell_rows(measured, row, column)),
            )
        )

    def _list_code(self, code: str) -> None:
        record = self._selection.comparison
        if record is not None:
            found = all_findings(self._session.project.connection, record.id, code)
            name = defect_types()[code].name
            self._show_listing(Listing(title=name[:1].upper() + name[1:], entries=[entry_of(one) for one in found]))
            self.board.bars.mark(code)

    def _list_image(self, image_id: ImageId) -> None:
        record = self._selection.comparison
        if record is not None and self._names is not None:
            found = findings_on_image(self._session.project.connection, record.id, image_id)
            title = self._names.images.get(image_id, "–")
            self._show_listing(Listing(title=title, entries=[entry_of(one) for one in found]))

    def _show_listing(self, listing: Listing) -> None:
        record = self._selection.comparison
        if record is None or self._names is None:
            return
        self.board.bars.mark(None)
        lookup = FindingLookup(self._session.project, record.id)
        self.board.objects.show_listing(listing, lookup, schema=self._names.schema, file_names=self._names.images)

    def _open(self, image_id: ImageId, finding_id: FindingId | None) -> None:
        self._selection.choose_image(image_id, finding_id)
        self.page_wanted.emit(Page.REVIEW)
