from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.people import Reviewer
from assay.review.create_project import last_reviewer
from assay.review.revert import redo, undo
from assay.review.set_reviewer import switch_reviewer
from assay.store.project import Project

Verb = Callable[..., Changes]


class Session(QObject):
    """One person at work in one open project: runs verbs and tells what they changed.

    Every panel listens to `changed`, decides whether what it shows is stale, and reads it again; panels never call panels.
    """

    changed = Signal(Changes)
    refused = Signal(str)
    """A verb could not be done; the sentence says why."""
    reviewer_switched = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.reviewer: Reviewer = last_reviewer(project)

    def do(self, verb: Verb, *args: Any, **options: Any) -> Changes | None:
        """Run a short verb of `review/` as the present reviewer. None when it was refused; the window says why."""
        try:
            changes = verb(self.project, *args, by=self.reviewer, **options)
        except AssayError as error:
            self.refused.emit(str(error))
            return None
        self._tell(changes)
        return changes

    def undo(self) -> None:
        """Put back the last action."""
        self.do(undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self.do(redo)

    def _tell(self, changes: Changes) -> None:
        """Say what changed; undo may have put another person at the desk, or taken away the one who sat there."""
        before = self.reviewer
        if changes.touch("reviewer", "setting"):
            self.reviewer = last_reviewer(self.project)
        self.changed.emit(changes)
        if self.reviewer != before:
            self.reviewer_switched.emit()

    def go_on_as(self, reviewer: Reviewer) -> None:
        """Let somebody else sit down here."""
        if reviewer == self.reviewer:
            return
        self.reviewer = reviewer
        if not self.project.read_only:
            self.changed.emit(switch_reviewer(self.project, reviewer))
        self.reviewer_switched.emit()
