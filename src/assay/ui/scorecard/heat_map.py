from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from assay.ui.scorecard.heat_map_painting import HeatMapLayout, paint_heat_map
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font

MOST_LABEL = 132
STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
Cell = tuple[int, int]


class HeatMap(QWidget):
    """The confusion matrix: gold's classes down, the vendor's across, the last of each for objects without a partner.

    Hovering lights up the row and the column; a click, or Enter on the cell that the arrow keys reached, lists the cell's objects.
    """

    chosen = Signal(int, int)
    """Row and column of a cell that holds objects."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros((0, 0), np.int64)
        self._names: list[str] = []
        self._current: Cell | None = None
        self._hovered: Cell | None = None
        self._layout = HeatMapLayout.fitted(0, label=0, width=0, height=0)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Confusion matrix, rows gold, columns vendor")

    def show_matrix(self, counts: NDArray[np.int64], names: Sequence[str]) -> None:
        """Show other numbers. counts: (k + 1, k + 1). names: of the k classes; the last row is for extra, the last column for missing objects."""
        self._counts, self._names = counts, list(names)
        self._current = self._hovered = None
        self._lay_out()

    def mark(self, cell: Cell | None) -> None:
        """Show which cell's list is open."""
        self._current = cell
        self.update()

    def cell_centre(self, row: int, column: int) -> QPointF:
        """The middle of a cell."""
        return self._layout.cell(row, column).center()

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell at a position on the widget."""
        return self._layout.cell_at(position)

    def minimumSizeHint(self) -> QSize:
        """Room for cells that can still be read."""
        return self._layout.smallest()

    def _lay_out(self) -> None:
        widest = max(
            (QFontMetrics(small_font()).horizontalAdvance(name) for name in (*self._names, "extra")), default=0
        )
        label = max(min(widest, MOST_LABEL) + 16, 72)
        self._layout = HeatMapLayout.fitted(len(self._counts), label=label, width=self.width(), height=self.height())
        self.setMinimumSize(self._layout.smallest())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cells fill the room."""
        super().resizeEvent(event)
        self._lay_out()

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row and the column, and say what the cell counts."""
        cell = self.cell_at(event.position())
        if cell == self._hovered:
            return
        self._hovered = cell
        opens = cell is not None and self._counts[cell] > 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if cell is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.sentence(cell), self)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        del event
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """List a cell's objects."""
        super().mousePressEvent(event)
        cell = self.cell_at(event.position())
        if cell is not None:
            self._move_to(cell)
            self._open()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter lists the objects of one."""
        key = Qt.Key(event.key())
        if key in STEPS and len(self._counts):
            row, column = self._current or (0, 0)
            last = len(self._counts) - 1
            down, right = STEPS[key] if self._current else (0, 0)
            self._move_to((min(max(row + down, 0), last), min(max(column + right, 0), last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self._open()
        else:
            super().keyPressEvent(event)

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

    def _move_to(self, cell: Cell) -> None:
        self._current = cell
        self.setAccessibleDescription(self.sentence(cell))
        self.update()

    def _open(self) -> None:
        if self._current is not None and self._counts[self._current] > 0:
            self.chosen.emit(*self._current)
