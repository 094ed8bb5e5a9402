from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from assay.model.defect_types import Severity
from assay.ui.rework.defect_filter import count_codes, count_severities
from assay.ui.rework.defect_rows import DefectRow
from assay.ui.rework.due_words import DueWords
from assay.ui.rework.written_card import WrittenCard
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.key_button import KeyButton
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.severity_badge import SeverityBadge

NOTE_HEIGHT = 84


class RequestPanel(QFrame):
    """The request that is about to be made: what it holds, what it asks, when it is due, and the button that writes it."""

    write_wanted = Signal()

    def __init__(self, *, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._count, self._of = role_label("0", "heading"), role_label("", "secondary")
        self._severities, self._codes = QHBoxLayout(), QGridLayout()
        self._made: list[QWidget] = []
        self.note = QPlainTextEdit()
        self._due, self._here, self._there = (role_label("", role) for role in ("", "secondary", "secondary"))
        self._package = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.write = KeyButton("Write rework package…", keys=key)
        self.write.set_primary(primary=True)
        self.write.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.written = WrittenCard()
        self._why_not = _wrapped()
        self._prepare()
        self._lay_out()

    def _prepare(self) -> None:
        self.note.setPlaceholderText("For instance what to look out for, and whom to ask.")
        self.note.setAccessibleName("Note to the vendor")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self._package.setProperty("role", "mono")
        self._severities.setSpacing(8)
        self._codes.setVerticalSpacing(4)
        self._codes.setHorizontalSpacing(12)
        self._codes.setColumnStretch(1, 1)
        self.write.clicked.connect(self.write_wanted)
        self.written.hide()

    def _lay_out(self) -> None:
        inside, count = QWidget(), QHBoxLayout()
        count.setSpacing(8)
        count.addWidget(self._count)
        count.addWidget(self._of, 1)
        count.addLayout(self._severities)
        scope = _wrapped("Only the listed defects are to be mended; everything else stays as it was delivered.")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(role_label("Rework request", "title"))
        layout.addLayout(count)
        layout.addLayout(self._codes)
        layout.addSpacing(8)
        for title, widgets in (
            ("Scope", (scope,)),
            ("Due", (self._due, self._here, self._there)),
            ("Note to the vendor", (self.note,)),
            ("Package", (self._package,)),
        ):
            layout.addWidget(role_label(title, "title"))
            for widget in widgets:
                layout.addWidget(widget)
            layout.addSpacing(4)
        layout.addWidget(self.written)
        layout.addStretch(1)
        area, outer = QScrollArea(), QVBoxLayout(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QFrame:
        """The button and why it is off, always in sight below what scrolls."""
        foot = QFrame()
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._why_not)
        layout.addWidget(self.write)
        return foot

    def show_chosen(self, chosen: Sequence[DefectRow], *, waiting: int) -> None:
        """Show what the request would hold, of how many that wait to be sent."""
        self._count.setText(f"{len(chosen):,}")
        self._of.setText(f"of {waiting:,} to send")
        for widget in self._made:
            widget.deleteLater()
        self._made = []
        self._show_severities(count_severities(chosen))
        for row, (code, name, number) in enumerate(count_codes(chosen)):
            cells = (role_label(code, "faint"), ElidedLabel(name), role_label(f"{number:,}", ""))
            for column, cell in enumerate(cells):
                self._codes.addWidget(cell, row, column)
            self._made += cells

    def _show_severities(self, counts: Mapping[Severity, int]) -> None:
        for severity, number in counts.items():
            if number:
                made = SeverityBadge(severity), role_label(f"{number:,}", "")
                for widget in made:
                    self._severities.addWidget(widget)
                self._made += made

    def show_terms(self, *, hours: int, due: DueWords, package: str) -> None:
        """Show when it would be due and what its package would be called."""
        self._due.setText(f"In {hours:,} hours")
        self._here.setText(due.here)
        self._there.setText(due.there)
        self._package.setText(package)

    def allow(self, *, allowed: bool, why_not: str = "") -> None:
        """Let the package be written, or say why not."""
        self.write.setEnabled(allowed)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))


def _wrapped(text: str = "") -> QLabel:
    label = role_label(text, "secondary")
    label.setWordWrap(True)
    return label
