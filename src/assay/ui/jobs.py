"""Long verbs on one worker thread, with progress that the window shows and a Cancel that it keeps."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from assay.model.errors import AssayError
from assay.model.progress import Progress, Work

if TYPE_CHECKING:
    from assay.store.project import Project

MakeWork = Callable[[Any], Work[Any]]
"""Makes the work from the worker's own connection to the project, or from None where none is open."""


FAULT = "Assay itself made a mistake here; nothing was written. The terminal says more"


@dataclass(eq=False, slots=True, kw_only=True)
class _Job:
    """One piece of work, and what is to be done when it has ended one way or another."""

    project: "Project | None"
    make_work: MakeWork
    then: Callable[[Any], None]
    failed: Callable[[str], None]
    cancelled: Callable[[], None] | None
    cancel: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None


@dataclass(frozen=True, slots=True)
class _News:
    """What a worker tells: how far its job is, or what to call because it has ended."""

    job: _Job
    progress: Progress | None = None
    after: Callable[[], None] | None = None


class Jobs(QObject):
    """Long work, one piece at a time.

    `started(title)`, `progressed(Progress)` and `ended()` are for whoever shows a bar; `refused(sentence)` says why work failed.
    """

    started = Signal(str)
    progressed = Signal(Progress)
    ended = Signal()
    refused = Signal(str)
    stopping = Signal()
    """The window closes: whoever has a thread of its own ends it now."""
    _told = Signal(_News)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None
        self._is_stopped = False
        # queued: the worker's thread emits, the window's thread hears
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def run(
        self,
        title: str,
        project: "Project | None",
        make_work: MakeWork,
        *,
        then: Callable[[Any], None],
        failed: Callable[[str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> bool:
        """Start long work; `then` gets its result on the window's thread. False when other work is still under way, or the window is closing.

        failed: gets the sentence why the work could not be done, where a panel says it itself; `refused` otherwise.
        """
        if self._is_stopped:  # whoever waited for the work that was stopped would begin now, and outlive the window
            return False
        if self._job is not None:
            self.refused.emit("Other work is still under way; wait for it or cancel it")
            return False
        job = _Job(
            project=project, make_work=make_work, then=then, failed=failed or self.refused.emit, cancelled=cancelled
        )
        job.thread = threading.Thread(target=self._work, args=(job,), name=title)
        self._job = job
        self.started.emit(title)
        job.thread.start()
        return True

    def cancel(self) -> None:
        """Ask the work under way to end at its next step; it puts everything back itself."""
        if self._job is not None:
            self._job.cancel.set()

    def stop(self) -> None:
        """Cancel the work under way and wait for it, when the window closes; nobody hears of it, and no other begins."""
        self._is_stopped = True
        self.stopping.emit()
        job, self._job = self._job, None
        if job is not None and job.thread is not None:
            job.cancel.set()
            job.thread.join()

    def _work(self, job: _Job) -> None:
        """What the worker does. Its connection is made here because a connection belongs to one thread."""
        after: Callable[[], None] = lambda: job.failed(FAULT)  # noqa: E731
        try:
            project = job.project.fork() if job.project else None
            try:
                after = self._finished(job, job.make_work(project))
            finally:
                if project:
                    project.close()
        except AssayError as error:
            sentence = str(error)
            after = lambda: job.failed(sentence)  # noqa: E731 – the name `error` ends with this block
        finally:  # also when Assay itself is at fault: the traceback goes to the terminal, the window goes on
            self._told.emit(_News(job, after=after))

    def _finished(self, job: _Job, work: Work[Any]) -> Callable[[], None]:
        while not job.cancel.is_set():
            try:
                progress = next(work)
            except StopIteration as finished:
                result = finished.value
                return lambda: job.then(result)
            self._told.emit(_News(job, progress=progress))
        work.close()
        return job.cancelled or (lambda: None)

    def _hear(self, news: _News) -> None:
        if news.job is not self._job:  # stopped while this was on the way: the project may be closed by now
            return
        if news.progress is not None:
            self.progressed.emit(news.progress)
            return
        self._job = None
        self.ended.emit()
        if news.after is not None:
            news.after()
