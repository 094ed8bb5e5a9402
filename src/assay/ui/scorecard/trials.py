import time
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal

from assay.review.try_settings import ComparisonSettings, Kept, Trial, taken_apart_by, try_settings
from assay.ui.scorecard.newest import Newest

FRAME = 0.008
"""Seconds that a trial may take on the window's own thread, so that the counts stand there with the slider."""

REST = 0.1
"""Seconds that settings rest before a trial is taken apart, which may take longer than a slider waits."""


class Trials(QObject):
    """Tries settings one after another, always the newest; those that were overtaken are left out.

    Small comparisons are tried at once, larger ones on a thread of their own, and taken apart on another, for which no slider waits.
    """

    counted = Signal(object)
    """The Trial of the newest settings."""
    measured = Signal(object, object)
    """The same Trial and what it comes to by class, annotator and image, once the settings rest."""
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: Kept | None = None
        self._trying = Newest("Trying settings", self._try)
        self._taking_apart = Newest("Taking a trial apart", self._take_apart, rest=REST)
        self._cost = 1.0
        self._told_last: Trial | None = None
        # queued: the thread emits, the window's thread hears
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def start(self, kept: Kept | None) -> None:
        """Try settings on another comparison from now on."""
        self.stop()
        self._kept, self._cost = kept, 1.0

    def stop(self) -> None:
        """Try nothing any more and tell nothing; waits for what is under way."""
        self._kept = None
        self._trying.stop()
        self._taking_apart.stop()

    def ask(self, settings: ComparisonSettings) -> None:
        """Try these settings next."""
        kept = self._kept
        if kept is None:
            return
        if self._cost < FRAME and not self._trying.is_at_work and not self._taking_apart.is_at_work:
            self._try_at_once(kept, settings)
        else:
            # what waits there is overtaken, and would keep a processor from these; forgotten first, as these may be done at once
            self._taking_apart.forget()
            self._trying.ask((kept, settings))

    def _try_at_once(self, kept: Kept, settings: ComparisonSettings) -> None:
        started = time.perf_counter()
        trial = try_settings(kept.blocks, settings)
        measured = taken_apart_by(kept.blocks, trial)
        self._cost = time.perf_counter() - started
        self.counted.emit(trial)
        self.measured.emit(trial, measured)

    def _try(self, asked: tuple[Kept, ComparisonSettings]) -> None:
        kept, settings = asked
        started = time.perf_counter()
        trial = try_settings(kept.blocks, settings)
        self._tell(kept, trial, None)
        if not self._trying.is_overtaken:
            self._taking_apart.ask((kept, trial, time.perf_counter() - started))

    def _take_apart(self, asked: tuple[Kept, Trial, float]) -> None:
        kept, trial, cost = asked
        started = time.perf_counter()
        measured = taken_apart_by(kept.blocks, trial)
        self._cost = cost + time.perf_counter() - started
        self._tell(kept, trial, measured)

    def _tell(self, kept: Kept, trial: object, measured: object) -> None:
        with suppress(RuntimeError):  # the window is gone, and with it whoever would hear
            self._told.emit((kept, trial), measured)

    def _hear(self, told: tuple, measured: object) -> None:
        kept, trial = told
        if kept is not self._kept:
            return
        if measured is None:
            self._told_last = trial
            self.counted.emit(trial)
        elif trial is self._told_last:
            self.measured.emit(trial, measured)
