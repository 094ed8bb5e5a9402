import threading
import time
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal

from assay.review.try_settings import ComparisonSettings, Kept, taken_apart_by, try_settings

FRAME = 0.008
"""Seconds that a trial may take on the window's own thread, so that the counts stand there with the slider."""


class Trials(QObject):
    """Tries settings one after another, always the newest; those that were overtaken are left out.

    Small comparisons are tried at once, larger ones on a thread that ends when nothing is asked for any more.
    """

    counted = Signal(object)
    """The Trial of the newest settings."""
    measured = Signal(object, object)
    """The same Trial and what it comes to by class, annotator and image, once the settings rest."""
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: Kept | None = None
        self._wanted: ComparisonSettings | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._cost = 1.0
        # queued: the thread emits, the window's thread hears
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def start(self, kept: Kept | None) -> None:
        """Try settings on another comparison from now on."""
        self.stop()
        self._kept, self._cost = kept, 1.0

    def stop(self) -> None:
        """Try nothing any more and tell nothing; waits for what is under way."""
        self._kept = None
        with self._lock:
            self._wanted, thread = None, self._thread
        if thread is not None:
            thread.join()

    def ask(self, settings: ComparisonSettings) -> None:
        """Try these settings next."""
        kept = self._kept
        if kept is None:
            return
        if self._cost < FRAME and not self._is_at_work():
            self._try_at_once(kept, settings)
            return
        with self._lock:
            self._wanted = settings
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, args=(kept,), name="Trying settings")
                self._thread.start()

    def _is_at_work(self) -> bool:
        with self._lock:
            return self._thread is not None

    def _try_at_once(self, kept: Kept, settings: ComparisonSettings) -> None:
        started = time.perf_counter()
        trial = try_settings(kept.blocks, settings)
        measured = taken_apart_by(kept.blocks, trial)
        self._cost = time.perf_counter() - started
        self.counted.emit(trial)
        self.measured.emit(trial, measured)

    def _work(self, kept: Kept) -> None:
        while (settings := self._next()) is not None:
            started = time.perf_counter()
            trial = try_settings(kept.blocks, settings)
            self._tell(kept, trial, None)
            if self._wanted is None:
                measured = taken_apart_by(kept.blocks, trial)
                self._cost = time.perf_counter() - started
                self._tell(kept, trial, measured)

    def _next(self) -> ComparisonSettings | None:
        """The newest settings that nobody has tried yet; the thread ends with None."""
        with self._lock:
            wanted, self._wanted = self._wanted, None
            if wanted is None:
                self._thread = None
            return wanted

    def _tell(self, kept: Kept, trial: object, measured: object) -> None:
        with suppress(RuntimeError):  # the window is gone, and with it whoever would hear
            self._told.emit((kept, trial), measured)

    def _hear(self, told: tuple, measured: object) -> None:
        kept, trial = told
        if kept is not self._kept:
            return
        if measured is None:
            self.counted.emit(trial)
        else:
            self.measured.emit(trial, measured)
