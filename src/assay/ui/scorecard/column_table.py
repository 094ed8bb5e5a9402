from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.ui.scorecard.cell_delegate import OpenCellDelegate
from assay.ui.scorecard.columns import Column, ColumnModel
from assay.ui.scorecard.entries import Listing

ROW_HEIGHT = 30
LEAST_WIDTH = 48
LOOKED_AT = 50
"""So many rows say how wide a column is: thousands would take longer than a person waits when the window is resized."""

MOST_NAME = 220
"""So wide the first column is at the least when its names are long, in logical pixels."""


class ColumnTable(QTableView):
    """A quiet table: each cell opens what it counts, columns sort, no grid. The first column takes the room that is left, and is never cut short."""

    listing_chosen = Signal(Listing)
    """A cell that counts something was clicked or reached with the arrow keys."""
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
        self.setMouseTracking(True)
        self.setItemDelegate(OpenCellDelegate(self))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        side = OpenCellDelegate.padding
        self.setStyleSheet(
            f"QTableView::item {{ padding: 4px {side}px; }} QHeaderView::section {{ padding: 6px {side}px; }}"
        )
        self._prepare_header(model)
        self.doubleClicked.connect(self.row_opened)
        self.clicked.connect(self._choose)

    def show_rows(self, rows: Sequence[Any], columns: Sequence[Column[Any]]) -> None:
        """Show other rows; the order that was chosen, the place and the chosen row stay where they can."""
        bar, current = self.verticalScrollBar(), self.currentIndex()
        place, row, column = bar.value(), current.row(), current.column()
        self._rows.show_rows(rows, columns)
        if 0 <= row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, column))
        bar.setValue(place)
        self._fit_first()

    def _prepare_header(self, model: ColumnModel[Any]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(LEAST_WIDTH)
        header.setResizeContentsPrecision(LOOKED_AT)
        header.geometriesChanged.connect(self._fit_first)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(model.sort_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that is left."""
        super().resizeEvent(event)
        self._fit_first()

    def _fit_first(self) -> None:
        """The first column is as wide as what it says, up to a limit, however little room there is; then the table scrolls sideways."""
        header = self.horizontalHeader()
        others = sum(header.sectionSize(place) for place in range(1, header.count()))
        wanted = min(max(self.sizeHintForColumn(0), header.sectionSizeHint(0)), MOST_NAME)
        width = max(self.viewport().width() - others, wanted)
        if width != header.sectionSize(0):
            header.resizeSection(0, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; arrows go from cell to cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._choose(self.currentIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click lists something."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        opens = index.isValid() and self._rows.listing(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _choose(self, index: QModelIndex) -> None:
        if (listing := self._rows.listing(index)) is not None:
            self.listing_chosen.emit(listing)
