from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from assay.model.progress import Progress
from assay.store.project import Project
from assay.ui.jobs import Jobs, MakeWork


@dataclass(frozen=True, slots=True)
class _Piece:
    title: str
    make_work: MakeWork
    then: Callable[[Any], None]


class OwnWork(QObject):
    """One panel's long work among everybody's: only its own progress and refusals, and its turn when other work is under way.

    Work that is started while earlier work of the same panel runs takes its place.
    """

    progressed = Signal(Progress)
    refused = Signal(str)
    cancelled = Signal()
    changed = Signal()
    """It began, ended, or began to wait."""

    def __init__(self, jobs: Jobs, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._project = project
        self._running: _Piece | None = None
        self._next: _Piece | None = None
        jobs.progressed.connect(self._pass_on)
        # queued, so that whoever's work has just ended may follow it up first
        jobs.ended.connect(self._begin_next, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether work of this panel is under way."""
        return self._running is not None

    @property
    def is_waiting(self) -> bool:
        """Whether work waits until somebody else's has ended."""
        return self._next is not None and self._running is None

    @property
    def is_active(self) -> bool:
        """Whether there is anything to cancel."""
        return self._running is not None or self._next is not None

    def start(self, title: str, make_work: MakeWork, *, then: Callable[[Any], None]) -> None:
        """Do this next; earlier work of this panel is cancelled, other work is waited for."""
        self._next = _Piece(title, make_work, then)
        if self._running is not None:
            self._jobs.cancel()
        else:
            self._begin_next()
        self.changed.emit()

    def cancel(self) -> None:
        """End what is under way, and forget what waits."""
        was_waiting, self._next = self.is_waiting, None
        if self._running is not None:
            self._jobs.cancel()
        elif was_waiting:
            self.changed.emit()
            self.cancelled.emit()

    def _begin_next(self) -> None:
        if self._next is None or self._running is not None or self._jobs.busy:
            return
        piece, self._next = self._next, None
        self._running = piece
        self._jobs.run(
            piece.title,
            self._project,
            piece.make_work,
            then=lambda result: self._succeed(piece, result),
            failed=self._refuse,
            cancelled=self._stop,
        )
        self.changed.emit()

    def _succeed(self, piece: _Piece, result: Any) -> None:
        is_wanted = self._next is None
        self._end()
        if is_wanted:
            piece.then(result)

    def _stop(self) -> None:
        is_wanted = self._next is None
        self._end()
        if is_wanted:
            self.cancelled.emit()

    def _end(self) -> None:
        self._running = None
        self._begin_next()
        self.changed.emit()

    def _pass_on(self, progress: Progress) -> None:
        if self._running is not None:
            self.progressed.emit(progress)

    def _refuse(self, sentence: str) -> None:
        is_wanted = self._next is None
        self._end()
        if is_wanted:
            self.refused.emit(sentence)
