from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from assay.review.measure_raters import AgreementFigures, RatersMeasured
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.deliveries.work_bar import WorkBar
from assay.ui.scorecard.agreement.forest import Forest
from assay.ui.scorecard.agreement.matrix import RaterMatrix
from assay.ui.scorecard.agreement.rater_panel import RaterPanel
from assay.ui.scorecard.agreement.rows import lines, row_columns
from assay.ui.scorecard.agreement.unit_list import UnitList
from assay.ui.scorecard.agreement.words import paradox, summary, title_of
from assay.ui.scorecard.column_table import ColumnTable
from assay.ui.scorecard.columns import ColumnModel
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

F1, AC1 = "f1", "ac1"
SEGMENTS = (
    Segment(F1, "F1", "2 × matched / (first + second)"),
    Segment(AC1, "AC1", "Gwet’s AC1 of object and class"),
)


class AgreementBoard(QWidget):
    """How the tab lies: raters on the left, the numbers in the middle, pairs of raters and what a number counts on the right."""

    measure_wanted = Signal()
    row_chosen = Signal(object)
    """The AgreementFigures whose objects are asked for."""

    def __init__(self, work: OwnWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel, self.forest, self.matrix, self.units = RaterPanel(), Forest(), RaterMatrix(), UnitList()
        self.segments = SegmentedControl(SEGMENTS, accessible_name="Figure of the matrix")
        self.bar = WorkBar(work, accessible_name="Measuring agreement")
        self.empty = EmptyState("reviewers", "", "")
        self.title, self._summary = role_label("Agreement", "title"), ElidedLabel()
        self.warning = QLabel()
        self._model: ColumnModel[AgreementFigures] = ColumnModel(row_columns({}))
        self.table = ColumnTable(self._model, accessible_name="Agreement by class and attribute")
        self._model.setParent(self.table)
        self._shown: RatersMeasured | None = None
        self._row: AgreementFigures | None = None
        self._classes: Mapping[int, str] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        self.segments.chosen.connect(self._choose_figure)
        self.empty.pressed.connect(self.measure_wanted)
        self.table.clicked.connect(self._choose_index)
        self.table.selectionModel().currentRowChanged.connect(self._choose_index)
        self.forest.chosen.connect(lambda: self._row and self.row_chosen.emit(self._row))

    def _lay_out(self) -> None:
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(12)
        body.setProperty("rule", "none")
        body.setStyleSheet("QSplitter::handle { background: transparent; }")
        for panel, share, least in ((self.panel, 2, 224), (self._middle(), 5, 520), (self._right(), 3, 320)):
            panel.setMinimumWidth(least)
            body.addWidget(panel)
            body.setStretchFactor(body.count() - 1, share)
        body.setSizes([232, 640, 352])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.addWidget(body)

    def _middle(self) -> QFrame:
        card, header = QFrame(), QHBoxLayout()
        card.setProperty("surface", "card")
        self._summary.setProperty("role", "secondary")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.warning.setWordWrap(True)
        self.warning.setProperty("role", "warning")
        self.warning.setContentsMargins(16, 4, 16, 8)
        header.setContentsMargins(16, 12, 16, 8)
        header.addWidget(self.title)
        header.addWidget(self._summary, 1)
        figures, inside = QWidget(), QVBoxLayout()
        figures.setLayout(inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        chart = QHBoxLayout()
        chart.setContentsMargins(16, 4, 16, 8)
        chart.addWidget(self.forest)
        inside.addLayout(chart)
        inside.addWidget(self.warning)
        table = QHBoxLayout()
        table.setContentsMargins(11, 4, 4, 4)  # its text below the title
        table.addWidget(self.table)
        inside.addLayout(table, 1)
        waiting, room = QWidget(), QVBoxLayout()
        waiting.setLayout(room)
        room.setContentsMargins(24, 24, 24, 24)
        room.addWidget(self.empty, 1)
        room.addWidget(self.bar)
        self._stack.addWidget(waiting)
        self._stack.addWidget(figures)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)
        return card

    def _right(self) -> QWidget:
        card, header = QFrame(), QHBoxLayout()
        card.setProperty("surface", "card")
        header.addWidget(role_label("Pairs of raters", "title"), 1)
        header.addWidget(self.segments)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 8, 12, 12)
        inside.addLayout(header)
        inside.addWidget(self.matrix, 1)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(card, 2)
        layout.addWidget(self.units, 3)
        return holder

    def say_empty(self, sentence: str) -> None:
        """Say what is lacking."""
        self._say("reviewers", "Nothing to compare", sentence, is_working=False)

    def say_measuring(self) -> None:
        """Say that measuring is under way."""
        sentence = "What the raters drew is put together object by object, and images are resampled for the intervals."
        self._say("reviewers", "Measuring…", sentence, is_working=True)

    def say_cancelled(self) -> None:
        """Say that measuring was cancelled, and offer it again."""
        self._say("reviewers", "Not measured", "Measuring was cancelled.", is_working=False, button="Measure")

    def say_refused(self, why: str) -> None:
        """Say why it could not be measured."""
        self._say("reviewers", "Nothing to compare", why, is_working=False)

    def _say(self, icon: str, title: str, sentence: str, *, is_working: bool, button: str = "") -> None:
        self.empty.say(icon, title, sentence, button=button)
        self.bar.setVisible(is_working)
        self._summary.setText("")
        self.title.setText("Agreement")
        self._shown = self._row = None
        self.matrix.show_pairs((), {})
        self.units.clear()
        self._stack.setCurrentIndex(0)

    def show_measured(self, found: RatersMeasured, classes: Mapping[int, str]) -> None:
        """Show what was measured; the row that was looked at stays so."""
        self._shown, self._classes = found, classes
        report = found.report
        self._summary.setText(summary(len(report.raters), report.images, report.units, found.chosen.threshold))
        self._choose_figure(self.segments.choice())
        self.table.show_rows(found.table.rows, row_columns(classes))
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._stack.setCurrentIndex(1)

    def _choose_index(self, index: QModelIndex) -> None:
        if index.isValid():
            self._show_row(self._model.row(index))
            self.row_chosen.emit(self._row)

    def _show_row(self, row: AgreementFigures) -> None:
        self._row = row
        self.title.setText(title_of(row, self._classes))
        self.forest.show_lines(lines(row))
        self.warning.setText(paradox(row))
        self.warning.setVisible(bool(paradox(row)))

    def _choose_figure(self, name: str) -> None:
        self.segments.choose(name)
        if self._shown is not None:
            pairs = {key: one.f1 if name == F1 else one.ac1 for key, one in self._shown.table.pairs.items()}
            self.matrix.show_pairs(self._shown.report.raters, pairs)
