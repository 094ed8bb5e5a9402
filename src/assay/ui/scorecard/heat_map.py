from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui.scorecard.cell_grid import Cell, CellGrid
from assay.ui.scorecard.heat_map_painting import HeatMapLayout, paint_heat_map
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font

MOST_LABEL = 132


class HeatMap(CellGrid):
    """The confusion matrix: gold's classes down, the vendor's across, the last of each for objects without a partner.

    Hovering lights up the row and the column; a click, or Enter on the cell that the arrow keys reached, lists the cell's objects.
    """

    chosen = Signal(int, int)
    """Row and column of a cell that holds objects."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros((0, 0), np.int64)
        self._names: list[str] = []
        self._layout = HeatMapLayout.fitted(0, label=0, width=0, height=0)
        self.setAccessibleName("Confusion matrix, rows gold, columns vendor")

    def show_matrix(self, counts: NDArray[np.int64], names: Sequence[str]) -> None:
        """Show other numbers. counts: (k + 1, k + 1). names: of the k classes; the last row is for extra, the last column for missing objects."""
        self._counts, self._names = counts, list(names)
        self._current = self._hovered = None
        self.lay_out()

    def mark(self, cell: Cell | None) -> None:
        """Show which cell's list is open."""
        self._current = cell
        self.update()

    def count(self) -> int:
        """Classes and one more."""
        return len(self._counts)

    def cell_rectangle(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        return self._layout.cell(row, column)

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell at a position on the widget."""
        return self._layout.cell_at(position)

    def minimumSizeHint(self) -> QSize:
        """Room for cells that can still be read."""
        return self._layout.smallest()

    def lay_out(self) -> None:
        """Let the cells fill the room, beside names as wide as they need."""
        widest = max(
            (QFontMetrics(small_font()).horizontalAdvance(name) for name in (*self._names, "extra")), default=0
        )
        label = max(min(widest, MOST_LABEL) + 16, 72)
        self._layout = HeatMapLayout.fitted(len(self._counts), label=label, width=self.width(), height=self.height())
        self.setMinimumSize(self._layout.smallest())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the matrix."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._current if self.hasFocus() or self._hovered is None else None
        paint_heat_map(
            painter, self._layout, self._counts, self._names, hovered=self._hovered, current=self._current or marked,
            tokens=current_tokens(),
        )  # fmt: skip
        painter.end()

    def sentence(self, cell: Cell) -> str:
        """What a cell counts, in words."""
        row, column = cell
        count, nobody = int(self._counts[cell]), len(self._names)
        if row == column == nobody:
            return "Objects that neither side has are not counted"
        if row == nobody:
            return f"{count:,} × nothing in gold, delivered as {self._names[column]}"
        if column == nobody:
            return f"{count:,} × {self._names[row]} in gold, missing in the delivery"
        return f"{count:,} × {self._names[row]} in gold, delivered as {self._names[column]}"

    def opens(self, cell: Cell) -> bool:
        """Whether a cell counts any object."""
        return bool(self._counts[cell] > 0)

    def open_cell(self, cell: Cell) -> None:
        """List a cell's objects."""
        self.chosen.emit(*cell)
