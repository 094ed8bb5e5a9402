from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.ui.scorecard.columns import Column, ColumnModel

ROW_HEIGHT = 30


class ColumnTable(QTableView):
    """A quiet table: whole rows are chosen, columns sort, no grid. The first column takes the room that is left."""

    row_chosen = Signal(QModelIndex)
    """A row was clicked or reached with the arrow keys."""
    row_opened = Signal(QModelIndex)
    """A row was double-clicked, or Enter was pressed on it."""

    def __init__(self, model: ColumnModel[Any], *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._rows = model
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._prepare_header(model)
        self.doubleClicked.connect(self.row_opened)
        self.clicked.connect(self.row_chosen)

    def show_rows(self, rows: Sequence[Any], columns: Sequence[Column[Any]]) -> None:
        """Show other rows; the order that was chosen, the place and the chosen row stay where they can."""
        bar, current = self.verticalScrollBar(), self.currentIndex()
        place, row, column = bar.value(), current.row(), current.column()
        self._rows.show_rows(rows, columns)
        if 0 <= row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, column))
        bar.setValue(place)

    def _prepare_header(self, model: ColumnModel[Any]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(model.sort_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; arrows choose another one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex())
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self.row_chosen.emit(self.currentIndex())
