from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.defect_types import defect_types
from assay.model.findings import ComparisonRecord, Finding
from assay.model.ids import BatchId, ImageId
from assay.review.measure import Measured
from assay.review.measure_accuracy import AccuracyReport
from assay.review.measure_quality import Quality
from assay.review.try_settings import ComparisonSettings, Kept, Trial
from assay.store.batches import label_set
from assay.store.findings import count_by_code, findings_on_image
from assay.ui.actions import Page
from assay.ui.deliveries.comparing import Comparing
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.jobs import Jobs
from assay.ui.scorecard.agreement.tab import AgreementTab
from assay.ui.scorecard.board import Board
from assay.ui.scorecard.entries import Listing, ObjectEntries, cell_rows, entry_of
from assay.ui.scorecard.listings import Shown, bin_listing, cell_title, headline_listing
from assay.ui.scorecard.lookups import FindingLookup, Lookup, TrialLookup, finding_about
from assay.ui.scorecard.names import Names, read_names
from assay.ui.scorecard.parts import ScorecardParts
from assay.ui.scorecard.side_card import OBJECTS, SETTINGS
from assay.ui.scorecard.sla_naming import SlaNaming
from assay.ui.scorecard.slow_figures import SlowFigures
from assay.ui.scorecard.trying import Trying
from assay.ui.scorecard.views import VIEWS
from assay.ui.scorecard.words import counted, local_time, pair_in_words, settings_in_words
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.window.action_set import ActionSet

MakeListing = Callable[[Measured, Names], Listing]
LINES = ("t_pair", "t_ok", "t_good", "t_good_outline")
"""The thresholds that are drawn into the histogram."""


class ScorecardPage(QWidget):
    """Can we accept this? The truth of the comparison: its figures with their intervals, and behind each figure what it counts."""

    page_wanted = Signal(Page)
    measured = Signal()
    """The comparison is taken apart and shown."""

    def __init__(self, session: Session, selection: Selection, actions: ActionSet, jobs: Jobs) -> None:
        super().__init__()
        self._session, self._selection, self._actions = session, selection, actions
        self._is_stale = True
        self._names: Names | None = None
        self.board, self.empty = Board(), EmptyState("scorecard", "", "")
        self.trying = Trying(session.project, selection, jobs, self)
        self.slow = SlowFigures(OwnWork(jobs, session.project, self), self)
        self.sla = SlaNaming(session, selection, OwnWork(jobs, session.project, self), self)
        self._comparing = Comparing(session, selection, OwnWork(jobs, session.project, self), self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.agreement = AgreementTab(session, selection, jobs)
        self.agreement.page_wanted.connect(self.page_wanted)
        self.agreement.board.panel.compare.clicked.connect(actions["compare_two"].trigger)
        self.parts = ScorecardParts(self._stack, self.agreement)
        layout.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        self._session.changed.connect(self._take_changes)
        self._selection.batch_chosen.connect(self._become_stale)
        self.empty.pressed.connect(self._do_next)
        self.trying.measured.connect(self._show_measured)
        self.trying.read_in.connect(self._show_as_it_stands)
        self.trying.counted.connect(self._show_trial)
        self.trying.stopped.connect(lambda: self.board.breakdown.show_waiting(stopped=True))
        self._connect_board()
        self._connect_settings()

    def _connect_board(self) -> None:
        board = self.board
        board.tiles.chosen.connect(lambda name: self._list_measured(lambda m, _: headline_listing(name, m)))
        board.bars.chosen.connect(self._list_code)
        parts = board.breakdown
        parts.cell_chosen.connect(self._list_cell)
        parts.listing_chosen.connect(self._show_listing)
        parts.image_opened.connect(lambda key: self._open(ImageId(key), None))
        parts.batch_opened.connect(lambda key: self._selection.choose_batch(BatchId(key)))
        parts.measure_wanted.connect(self._measure_again)
        parts.slow_view_wanted.connect(self.slow.measure)
        parts.sla.wanted.connect(self.sla.ask)
        self.sla.known.connect(self._show_accuracy)
        self.slow.began.connect(parts.show_slow)
        self.slow.stopped.connect(lambda: parts.show_slow(stopped=True))
        self.slow.known.connect(self._show_quality)
        parts.histogram.bin_chosen.connect(lambda place: self._list_measured(lambda m, _: bin_listing(place, m)))
        board.objects.opened.connect(self._open)

    def _connect_settings(self) -> None:
        panel = self.board.settings_panel
        panel.changed.connect(self._try)
        panel.compare_wanted.connect(lambda: self._comparing.start_with(panel.settings()))
        panel.reset_wanted.connect(self._reset)
        self.board.breakdown.histogram.threshold_moved.connect(self._drag_threshold)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what became stale while the page was hidden."""
        super().showEvent(event)
        self._read_if_stale()
        self.trying.go_on()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch("setting"):
            self.sla.measure()
        if changes.touch("finding", "comparison", "label_set", "class"):
            self.trying.forget_labels(changes)
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
        self.board.title.setText(f"{batch.name}, {pair_in_words(delivery, gold)}")
        self.board.made_at.setText(f"{batch.vendor} · compared {local_time(record.made_at)}")
        self._show_figures(record)
        self._show_settings(ComparisonSettings.from_json(record.settings))
        self.board.objects.clear()
        self._stack.setCurrentWidget(self.board)
        if not self.trying.knows(record):
            self.slow.forget()
            self.board.breakdown.show_waiting()
        self.trying.follow(record)

    def _show_figures(self, record: ComparisonRecord) -> None:
        images = f"{counted(record.counts['images'], 'image')} with gold"
        self.board.say_settings(f"{images} · {settings_in_words(record.settings)}", tried=False)
        self.board.tiles.show_counts(record.counts)
        if (quality := self.slow.of(record)) is not None:
            self.board.tiles.show_intervals(quality.overall)
        self._show_codes(count_by_code(self._session.project.connection, record.id))

    def _show_codes(self, by_code: dict[str, int]) -> None:
        self.board.bars.show_counts(by_code)
        self.board.findings_count.setText(f"{sum(by_code.values()):,}")

    def _show_settings(self, settings: ComparisonSettings) -> None:
        names = [one.name for one in self._names.schema.classes] if self._names else []
        differ = settings != self._own_settings()
        may_write = not self._session.project.read_only
        self.board.settings_panel.show_settings(settings, names, differ=differ, may_write=may_write)
        self.board.breakdown.histogram.show_lines({key: getattr(settings, key) for key in LINES})

    def _own_settings(self) -> ComparisonSettings | None:
        record = self._selection.comparison
        return ComparisonSettings.from_json(record.settings) if record else None

    def _try(self, settings: ComparisonSettings) -> None:
        differ, may_write = settings != self._own_settings(), not self._session.project.read_only
        self.board.settings_panel.show_difference(differ=differ, may_write=may_write)
        self.board.breakdown.histogram.show_lines({key: getattr(settings, key) for key in LINES})
        self.trying.ask(settings)

    def _drag_threshold(self, key: str, value: float) -> None:
        self.board.side.choose(SETTINGS)
        self.board.settings_panel.move_threshold(key, value)

    def _reset(self) -> None:
        if (own := self._own_settings()) is not None:
            self._show_settings(own)
            self.trying.ask(own)

    def _show_trial(self, trial: Trial) -> None:
        """Let the figures follow settings that are only tried."""
        record = self._selection.comparison
        if record is None:
            return
        if trial.settings == self._own_settings():
            self._show_figures(record)
            return
        self.board.say_settings(settings_in_words(trial.settings.as_json()), tried=True)
        self.board.tiles.show_counts(trial.comparison.counts.as_json())
        self._show_codes(dict(trial.by_code))
        pairs = trial.comparison.pairs
        self.board.breakdown.histogram.show_pairs(pairs.iou[pairs.same_class], pairs.iou[~pairs.same_class])

    def _measure_again(self) -> None:
        self.board.breakdown.show_waiting()
        if (record := self._selection.comparison) is not None:
            self.trying.follow(record, again=True)

    def _show_measured(self, measured: Measured) -> None:
        self.board.breakdown.show_measured(self._shown(measured), tried=self.trying.trial is not None)
        self.measured.emit()

    def _show_as_it_stands(self, kept: Kept) -> None:
        """Show what does not follow settings that are only tried."""
        breakdown = self.board.breakdown
        breakdown.forget_slow()
        self._show_accuracy(kept.accuracy)
        breakdown.show_deliveries(kept.deliveries, self._shown(kept.measured), kept.record.delivery_id)
        self.slow.follow(kept, looked_at=VIEWS[breakdown.views.choice()].is_slow)

    def _show_accuracy(self, report: AccuracyReport) -> None:
        self.board.breakdown.show_accuracy(report, may_write=not self._session.project.read_only)

    def _show_quality(self, kept: Kept, quality: Quality) -> None:
        self.board.breakdown.show_quality(quality, self._shown(kept.measured))
        if self.trying.trial is None:
            self.board.tiles.show_intervals(quality.overall)

    def _shown(self, measured: Measured) -> Shown:
        assert self._names is not None
        return Shown(measured=measured, names=self._names, found_on=self._found_on)

    def _found_on(self, image_id: ImageId) -> Sequence[Finding]:
        lookup = self._lookup()
        return lookup.on_image(image_id) if lookup else ()

    def _lookup(self) -> Lookup | None:
        """What is said of the objects that are shown; None before the first comparison."""
        record, trial = self._selection.comparison, self.trying.trial
        if trial is not None:
            return TrialLookup(trial)
        return FindingLookup(self._session.project, record.id) if record else None

    def _list_measured(self, make: MakeListing) -> None:
        if self.trying.now is not None and self._names is not None:
            self._show_listing(make(self.trying.now, self._names))

    def _list_cell(self, row: int, column: int) -> None:
        self._list_measured(
            lambda measured, names: Listing(
                title=cell_title(row, column, measured, names),
                entries=ObjectEntries(measured.objects, cell_rows(measured, row, column)),
            )
        )

    def _list_code(self, code: str) -> None:
        lookup = self._lookup()
        if lookup is None:
            return
        found = lookup.with_code(code)
        name = defect_types()[code].name
        self._show_listing(Listing(title=name[:1].upper() + name[1:], entries=[entry_of(one) for one in found]))
        self.board.bars.mark(code)

    def _show_listing(self, listing: Listing) -> None:
        lookup = self._lookup()
        if lookup is None or self._names is None:
            return
        self.board.bars.mark(None)
        self.board.side.choose(OBJECTS)
        self.board.objects.show_listing(listing, lookup, schema=self._names.schema, file_names=self._names.images)

    def _open(self, image_id: ImageId, finding: Finding | None) -> None:
        """Go to an object in Review; what is only tried has no finding there, but the comparison may have one about the same object."""
        record = self._selection.comparison
        if finding is not None and not finding.id and record is not None:
            kept = findings_on_image(self._session.project.connection, record.id, image_id)
            finding = finding_about(kept, replace(entry_of(finding), code=""))
        self._selection.choose_image(image_id, finding.id if finding else None)
        self.page_wanted.emit(Page.REVIEW)
