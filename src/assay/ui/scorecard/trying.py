from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assay.model.changes import Changes
from assay.model.findings import ComparisonRecord
from assay.model.ids import LabelSetId
from assay.review.measure import Measured
from assay.review.try_settings import ComparisonSettings, Kept, Trial, keep_for_trials
from assay.store.project import Project
from assay.ui.jobs import Jobs
from assay.ui.scorecard.trials import Trials
from assay.ui.selection import Selection


class Trying(QObject):
    """The comparison in memory: taken apart as it stands, and by settings that are only tried.

    It is read in once, by a job that waits for other work; settings are tried on it from then on.
    """

    counted = Signal(object)
    """A Trial has its counts."""
    measured = Signal(object)
    """What is shown now is taken apart: Measured."""
    read_in = Signal(object)
    """The comparison as it stands: Kept."""
    stopped = Signal()
    """The person cancelled the measuring."""

    def __init__(self, project: Project, selection: Selection, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._project, self._selection, self._jobs, self._page = project, selection, jobs, page
        self._wanted: ComparisonRecord | None = None
        self._kept: Kept | None = None
        self._is_measuring = False
        self.now: Measured | None = None
        """What is shown, taken apart; None while it is being read in."""
        self.trial: Trial | None = None
        """The settings that are tried and not compared by yet; None while those of the comparison hold."""
        self._trials = Trials(self)
        self._trials.counted.connect(self._take_counts)
        self._trials.measured.connect(self._take_measured)
        jobs.ended.connect(self._work_ended)
        jobs.stopping.connect(self._trials.stop)

    def knows(self, record: ComparisonRecord) -> bool:
        """Whether a comparison's label sets are in memory."""
        return self._kept is not None and _sets(self._kept.record) == _sets(record)

    def forget_labels(self, changes: Changes) -> None:
        """Read the labels again when next they are needed, if they or the schema changed."""
        if changes.touch("class", "image", "batch"):
            self._kept = None

    def follow(self, record: ComparisonRecord, *, again: bool = False) -> None:
        """Take this comparison apart, now or when other work has ended."""
        self.trial = None
        self._wanted = record
        is_same = self._kept is not None and self._kept.record.settings == record.settings
        if self.knows(record) and is_same and not again:
            self._trials.ask(ComparisonSettings.from_json(record.settings))
            return
        self.now, self._kept = None, None
        self._trials.start(None)
        self._measure_if_wanted()

    def ask(self, settings: ComparisonSettings) -> None:
        """Try other settings on the comparison."""
        self._trials.ask(settings)

    def go_on(self) -> None:
        """Read the comparison in if that had to wait until the page is looked at."""
        if not self._is_measuring:
            self._measure_if_wanted()

    def _measure_if_wanted(self) -> None:
        """Read the comparison in when nobody else works; when other work ends this is asked again."""
        record, batch = self._wanted, self._selection.batch
        if record is None or batch is None or self.knows(record) or self._jobs.busy or not self._page.isVisible():
            return
        self._is_measuring = self._jobs.run(
            "Measuring the delivery",
            self._project,
            lambda project: keep_for_trials(project, batch, record),
            then=self._take_kept,
        )

    def _work_ended(self) -> None:
        """After other work it is our turn; our own was cancelled or failed unless its result follows."""
        if self._is_measuring:
            self._is_measuring, self._wanted = False, None
            self.stopped.emit()
        else:
            self._measure_if_wanted()

    def _take_kept(self, kept: Kept) -> None:
        record = self._selection.comparison
        self._wanted = record
        if record is None or _sets(kept.record) != _sets(record):
            self._measure_if_wanted()
            return
        self._kept = kept
        self._trials.start(kept)
        self._take_measured(kept.trial, kept.measured)
        self.read_in.emit(kept)

    def _take_counts(self, trial: Trial) -> None:
        self.trial = trial if trial.settings != self._own_settings() else None
        self.counted.emit(trial)

    def _take_measured(self, trial: Trial, measured: Measured) -> None:
        self.trial = trial if trial.settings != self._own_settings() else None
        self.now = measured
        self.measured.emit(measured)

    def _own_settings(self) -> ComparisonSettings | None:
        record = self._selection.comparison
        return ComparisonSettings.from_json(record.settings) if record else None


def _sets(record: ComparisonRecord) -> tuple[LabelSetId, LabelSetId]:
    return record.delivery_id, record.gold_id
