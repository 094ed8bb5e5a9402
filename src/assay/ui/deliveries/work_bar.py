from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assay.model.progress import Progress
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.progress_thin import ProgressThin
from assay.ui.widgets.role_label import set_role

WAITING = "Other work is still under way; this starts when it has ended"


class WorkBar(QWidget):
    """How far a piece of work is: what it is doing, a thin bar, and a button that cancels it."""

    running_changed = Signal()
    """The work began, ended, or waits for its turn."""

    def __init__(self, work: OwnWork, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._doing = ElidedLabel()
        set_role(self._doing, "secondary")
        self._bar = ProgressThin(accessible_name=accessible_name)
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("kind", "quiet")
        self._cancel.setAccessibleName(f"Cancel: {accessible_name}")
        self._cancel.clicked.connect(work.cancel)
        work.progressed.connect(self._show_progress)
        work.changed.connect(self._show_state)
        self._lay_out()
        self._show_state()

    @property
    def is_running(self) -> bool:
        """Whether there is work to show."""
        return self._work.is_active

    @property
    def doing(self) -> str:
        """What is said over the bar."""
        return self._doing.text()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addStretch(1)
        left.addWidget(self._doing)
        left.addWidget(self._bar)
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(left, 1)
        layout.addWidget(self._cancel)

    def _show_progress(self, progress: Progress) -> None:
        counted = f", {progress.done:,} of {progress.total:,}" if progress.total else ""
        self._doing.setText(f"{progress.doing}{counted}")
        self._bar.show_progress(progress.done, progress.total)

    def _show_state(self) -> None:
        if self._work.is_waiting:
            self._doing.setText(WAITING)
            self._bar.show_progress(0, 0)
        self.running_changed.emit()
