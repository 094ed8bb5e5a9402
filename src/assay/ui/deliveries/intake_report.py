from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assay.model.batches import Complaint, LabelSet
from assay.model.errors import AssayError
from assay.ui.deliveries.complaint_export import write_csv
from assay.ui.deliveries.complaint_table import ComplaintTable
from assay.ui.deliveries.set_words import set_title
from assay.ui.deliveries.source_line import SourceLine
from assay.ui.widgets.chip import Chip
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.role_label import role_label, set_role

CHIP_HEIGHT = 24
ALL, LEFT_OUT, ODD = "All", "Left out", "Odd"


class IntakeReport(QFrame):
    """What an import left out or found odd, and which file it came from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._label_set: LabelSet | None = None
        self._complaints: Sequence[Complaint] = ()
        self._title = role_label("", "secondary")
        self._source = SourceLine()
        self._chips = {name: self._chip(name) for name in (ALL, LEFT_OUT, ODD)}
        self._copy = _quiet_button("Copy", self._copy_chosen)
        self._export = _quiet_button("Export as CSV…", self._ask_where_to_export)
        self._table = ComplaintTable()
        self._table.current_changed.connect(self._show_whole)
        self._whole = self._made_whole()
        self._rule = QFrame()
        self._rule.setProperty("rule", "horizontal")
        self._rule.hide()
        self._empty = EmptyState("success", "Nothing was left out", "Every entry of the file was kept as it is.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self._lay_out()

    @property
    def table(self) -> ComplaintTable:
        """The table itself."""
        return self._table

    @property
    def empty(self) -> EmptyState:
        """What stands there when nothing is to be told."""
        return self._empty

    @property
    def said(self) -> str:
        """The line under the table."""
        return self._whole.text()

    def chip(self, name: str) -> Chip:
        """One of the filters: All, Left out or Odd."""
        return self._chips[name]

    def show_report(self, label_set: LabelSet, complaints: Sequence[Complaint]) -> None:
        """Show the intake of one label set."""
        self._label_set, self._complaints = label_set, complaints
        self._title.setText(set_title(label_set))
        self._source.show_source(label_set)
        left_out = sum(one.left_out for one in complaints)
        for name, count in ((ALL, len(complaints)), (LEFT_OUT, left_out), (ODD, len(complaints) - left_out)):
            self._chips[name].set_count(count)
            self._chips[name].setEnabled(bool(count))
        self.filter_by(ALL)

    def filter_by(self, name: str) -> None:
        """Show all, or only one kind."""
        for other, chip in self._chips.items():
            chip.setChecked(other == name)
        shown = [one for one in self._complaints if name == ALL or one.left_out == (name == LEFT_OUT)]
        self._table.show_complaints(shown)
        self._stack.setCurrentWidget(self._table if shown else self._empty)
        for button in (self._copy, self._export):
            button.setEnabled(bool(shown))

    def export_to(self, path: Path) -> None:
        """Write what is shown as CSV; a place that cannot be written is said here."""
        try:
            write_csv(path, self._table.complaints)
        except AssayError as error:
            self._say(str(error), role="error")
        else:
            self._say(f"Written to {path}", role="good")

    def _ask_where_to_export(self) -> None:
        name = f"intake_{set_title(self._label_set).replace(' ', '_').lower()}.csv" if self._label_set else "intake.csv"
        dialog = QFileDialog(self, "Export the intake report", name, "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def _copy_chosen(self) -> None:
        self._table.copy()
        self._say(f"{len(self._table.chosen()):,} copied", role="good")

    def _show_whole(self, complaint: Complaint | None) -> None:
        self._say(f"{complaint.place}: {complaint.why}" if complaint else "", role="")

    def _say(self, text: str, *, role: str) -> None:
        set_role(self._whole, role)
        self._whole.setText(text)
        self._whole.setVisible(bool(text))
        self._rule.setVisible(bool(text))

    def _chip(self, name: str) -> Chip:
        chip = Chip(name)
        chip.setFixedHeight(CHIP_HEIGHT)
        chip.clicked.connect(lambda: self.filter_by(name))
        return chip

    def _made_whole(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setContentsMargins(16, 8, 16, 12)
        label.setAccessibleName("The chosen line in full")
        label.hide()
        return label

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(role_label("Intake report", "title"))
        heading.addWidget(self._title)
        heading.addStretch(1)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for chip in self._chips.values():
            filters.addWidget(chip)
        filters.addStretch(1)
        filters.addWidget(self._copy)
        filters.addWidget(self._export)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 8, 8)
        top.setSpacing(8)
        top.addLayout(heading)
        top.addWidget(self._source)
        top.addLayout(filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        # the cells' own padding brings their text in line with the heading
        self._stack.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self._whole)


def _quiet_button(text: str, pressed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    button.setAccessibleName(text.rstrip("…"))
    button.clicked.connect(lambda: pressed())
    return button
