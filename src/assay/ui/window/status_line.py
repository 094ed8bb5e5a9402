from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from assay.model.progress import Progress
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.progress_thin import ProgressThin

HEIGHT = 28
BAR_WIDTH = 160


class StatusLine(QFrame):
    """What was saved last, the keys for the moment at hand, and what lies under the cursor; a bar with Cancel while long work runs."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "status")
        self.setFixedHeight(HEIGHT)
        self._saved = ElidedLabel("")
        self._readout = QLabel()
        self._shown_hints: list[tuple[str, str]] = []
        self._hints = QWidget()
        self._work = _WorkBar()
        self._work.cancel_wanted.connect(self.cancel_wanted)
        for label in (self._saved, self._readout):
            label.setProperty("role", "secondary")
        hints = QHBoxLayout(self._hints)
        hints.setContentsMargins(0, 0, 0, 0)
        hints.setSpacing(4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(16)
        layout.addWidget(self._saved, 1)
        layout.addWidget(self._hints)
        layout.addWidget(self._work)
        layout.addWidget(_right(self._readout), 1)

    def show_saved(self, at: str, summary: str) -> None:
        """Say when the last action was saved and what Undo would put back. at: UTC as the journal has it, empty when nothing was done."""
        if not at:
            self._saved.setText("")
            return
        local = datetime.fromisoformat(at).astimezone()
        undo = f" · Undo: {summary}" if summary else ""
        self._saved.setText(f"Saved {local:%H:%M:%S}{undo}")

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Print the keys that matter on this page: (keys apart from each other by spaces, words)."""
        if list(hints) == self._shown_hints:
            return
        self._shown_hints = list(hints)
        layout = self._hints.layout()
        assert layout is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for keys, words in hints:
            for key in keys.split():
                layout.addWidget(KeyCap(key))
            label = QLabel(words)
            label.setProperty("role", "secondary")
            label.setContentsMargins(2, 0, 8, 0)
            layout.addWidget(label)

    def show_readout(self, text: str) -> None:
        """Say what lies under the cursor."""
        self._readout.setText(text)

    def start_work(self, title: str) -> None:
        """Show the bar in place of the key hints."""
        self._hints.hide()
        self._work.start(title)

    def show_progress(self, progress: Progress) -> None:
        """Move the bar."""
        self._work.show_progress(progress)

    def end_work(self) -> None:
        """Take the bar away."""
        self._work.hide()
        self._hints.show()


class _WorkBar(QWidget):
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._doing = QLabel()
        self._doing.setProperty("role", "secondary")
        self._bar = ProgressThin(accessible_name="Progress")
        self._bar.setFixedWidth(BAR_WIDTH)
        cancel = QPushButton("Cancel")
        cancel.setProperty("kind", "link")
        cancel.clicked.connect(self.cancel_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._doing, self._bar, cancel):
            layout.addWidget(widget)
        self.hide()

    def start(self, title: str) -> None:
        self._doing.setText(title)
        self._bar.show_progress(0, 0)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        counted = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
        self._doing.setText(f"{progress.doing}{counted}")
        self._bar.show_progress(progress.done, progress.total)


def _right(widget: QWidget) -> QWidget:
    side = QWidget()
    side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    layout = QHBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(widget)
    return side
