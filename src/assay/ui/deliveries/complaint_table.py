from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.model.batches import Complaint
from assay.ui.deliveries.complaint_export import as_text
from assay.ui.deliveries.complaint_model import KIND, PLACE, WHY, ComplaintModel
from assay.ui.widgets.row_painting import CellDelegate

ROW_HEIGHT = 30
MEASURED = 200
WIDEST_PLACE = 260


class ComplaintTable(QTableView):
    """Complaints as a table: kind, place, why. Ctrl+C copies the chosen lines."""

    current_changed = Signal(object)
    """The Complaint under the cursor, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ComplaintModel(self)
        self.setModel(self._model)
        self.setAccessibleName("What was left out or odd")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(CellDelegate(self))
        self._set_up_headers()
        self.selectionModel().currentRowChanged.connect(lambda: self.current_changed.emit(self.current()))

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        # rows of one height are never measured, however many there are
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(64)
        columns.resizeSection(KIND, 80)

    @property
    def complaints(self) -> Sequence[Complaint]:
        """What is shown now."""
        return self._model.complaints

    def show_complaints(self, complaints: Sequence[Complaint]) -> None:
        """Show others."""
        self._model.show_complaints(complaints)
        self._fit_places()
        self.current_changed.emit(None)

    def _fit_places(self) -> None:
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(one.place) for one in self.complaints[:MEASURED]]
        self.horizontalHeader().resizeSection(PLACE, min(max(widths, default=0) + 24, WIDEST_PLACE))

    def current(self) -> Complaint | None:
        """The complaint under the cursor."""
        index = self.currentIndex()
        return self._model.complaints[index.row()] if index.isValid() else None

    def chosen(self) -> Sequence[Complaint]:
        """The chosen complaints, or all when none is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.complaints[row] for row in rows] or self._model.complaints

    def copy(self) -> None:
        """Put the chosen complaints on the clipboard, or all when none is."""
        QGuiApplication.clipboard().setText(as_text(self.chosen()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with the system's key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
