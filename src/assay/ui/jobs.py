"""Long verbs on one worker thread, with progress that the window shows and a Cancel that it keeps."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from assay.model.errors import AssayError
from assay.model.progress import Progress, Work
from assay.store.project import Project

MakeWork = Callable[[Any], Work[Any]]
"""Makes the work from the worker's own connection to the project, or from None where none is open."""


class _Worker(QThread):
    """Runs one piece of work to its end, or to the next step after `cancel`."""

    progressed = Signal(Progress)
    succeeded = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, project: Project | None, make_work: MakeWork, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._make_work = make_work
        self._stop = threading.Event()

    def cancel(self) -> None:
        """End the work at its next step; it puts everything back itself."""
        self._stop.set()

    def run(self) -> None:
        """Called by Qt on the worker's thread. The connection is made here because it belongs to one thread."""
        project = self._project.fork() if self._project else None
        try:
            self._run(self._make_work(project))
        except AssayError as error:
            self.failed.emit(str(error))
        finally:
            if project:
                project.close()

    def _run(self, work: Work[Any]) -> None:
        while not self._stop.is_set():
            try:
                self.progressed.emit(next(work))
            except StopIteration as finished:
                self.succeeded.emit(finished.value)
                return
        work.close()
        self.cancelled.emit()


class Jobs(QObject):
    """Long work, one piece at a time.

    `started(title)`, `progressed(Progress)` and `ended()` are for whoever shows a bar; `refused(sentence)` says why work failed.
    """

    started = Signal(str)
    progressed = Signal(Progress)
    ended = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._worker is not None

    def run(
        self,
        title: str,
        project: Project | None,
        make_work: MakeWork,
        *,
        then: Callable[[Any], None],
        cancelled: Callable[[], None] | None = None,
    ) -> bool:
        """Start long work; `then` gets its result on the window's thread. False when other work is still under way."""
        if self._worker is not None:
            self.refused.emit("Other work is still under way; wait for it or cancel it")
            return False
        worker = _Worker(project, make_work, self)
        self._worker = worker
        worker.progressed.connect(self.progressed)
        worker.succeeded.connect(lambda result: self._end(lambda: then(result)))
        worker.failed.connect(lambda sentence: self._end(lambda: self.refused.emit(sentence)))
        worker.cancelled.connect(lambda: self._end(cancelled))
        self.started.emit(title)
        worker.start()
        return True

    def cancel(self) -> None:
        """Ask the work under way to end."""
        if self._worker is not None:
            self._worker.cancel()

    def stop(self) -> None:
        """Cancel the work under way and wait for it, when the window closes."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker.wait()

    def _end(self, after: Callable[[], None] | None) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.wait()
            worker.deleteLater()
        self.ended.emit()
        if after is not None:
            after()
