from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.model.intake import IntakeFinding
from assay.ui.deliveries.intake_delegate import INDENT, IntakeDelegate
from assay.ui.deliveries.intake_model import COLUMNS, PLACE, SENTENCE, STATE, IntakeModel
from assay.ui.deliveries.intake_rows import IntakeFilter, RuleRow

ROW_HEIGHT = 30
MEASURED = 200
WIDEST_PLACE = 280
STATE_WIDTH = 76


class IntakeTable(QTableView):
    """What the intake found, rule by rule. Enter or a double click opens a finding's image; Left, Right and a click on a heading fold; Ctrl+C copies."""

    opened = Signal(object)
    """The IntakeFinding whose image is asked for."""
    current_changed = Signal(object)
    """The IntakeFinding under the cursor, or None."""
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intake = IntakeModel(self)
        self.setModel(self._intake)
        self.setItemDelegate(IntakeDelegate(self))
        self.setAccessibleName("What the intake found")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._set_up_headers()
        self.selectionModel().currentRowChanged.connect(lambda: self.current_changed.emit(self.current()))
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())
        self.clicked.connect(self._fold_clicked)
        self.doubleClicked.connect(self._open)

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        # rows of one height are never measured, however many there are
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(56)
        columns.resizeSection(STATE, STATE_WIDTH)

    @property
    def intake(self) -> IntakeModel:
        """The lines that are shown."""
        return self._intake

    def show_findings(self, findings: Sequence[IntakeFinding], *, is_same_set: bool) -> None:
        """Show others; the place that was looked at stays in sight when they are of the same label set."""
        scrolled = self.verticalScrollBar().value() if is_same_set else 0
        self._intake.show_findings(findings, is_same_set=is_same_set)
        self._after_reset()
        self._fit_places()
        self.verticalScrollBar().setValue(scrolled)

    def set_filter(self, wanted: IntakeFilter) -> None:
        """Show only some of them."""
        self._intake.set_filter(wanted)
        self._after_reset()

    def fold(self, place: int, *, folded: bool | None = None) -> None:
        """Fold or unfold the rule of a line, and stay on its heading."""
        rule = self._intake.rows[place].rule
        self._intake.fold(place, folded=folded)
        self._after_reset()
        self.setCurrentIndex(self._intake.index(self._intake.place_of_rule(rule), PLACE))

    def current(self) -> IntakeFinding | None:
        """The finding under the cursor."""
        index = self.currentIndex()
        row = self._intake.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, IntakeFinding) else None

    def chosen(self) -> Sequence[IntakeFinding]:
        """The findings of the chosen lines, none when no line is."""
        return self._intake.findings_at([index.row() for index in self.selectionModel().selectedRows()])

    def copy(self) -> None:
        """Put the chosen findings on the clipboard, or all when none is, with tabs between."""
        found = self.chosen() or self._intake.findings
        lines = [f"{one.code}\t{one.severity}\t{one.place}\t{one.sentence}" for one in found]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open, fold and unfold."""
        place = self.currentIndex().row()
        is_heading = place >= 0 and isinstance(self._intake.rows[place], RuleRow)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            self.fold(place) if is_heading else self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and place >= 0:
            self.fold(place, folded=event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def _after_reset(self) -> None:
        """Let headings span their lines; those of the lines before are gone with them."""
        self.clearSpans()
        for place, row in enumerate(self._intake.rows):
            if isinstance(row, RuleRow):
                self.setSpan(place, 0, 1, len(COLUMNS))
        self.current_changed.emit(None)
        self.chosen_changed.emit()

    def _fit_places(self) -> None:
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(one.place) for one in self._intake.findings[:MEASURED]]
        self.horizontalHeader().resizeSection(PLACE, min(max(widths, default=0) + INDENT + 16, WIDEST_PLACE))

    def _fold_clicked(self, index: QModelIndex) -> None:
        is_single = len(self.selectionModel().selectedRows()) == 1
        if is_single and isinstance(self._intake.rows[index.row()], RuleRow):
            self.fold(index.row())

    def _open(self, index: QModelIndex) -> None:
        row = self._intake.rows[index.row()]
        if isinstance(row, IntakeFinding):
            self.opened.emit(row)
