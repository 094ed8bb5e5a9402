from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.review.measure_raters import Estimate
from assay.ui.scorecard.agreement.matrix_painting import MatrixLayout, paint_matrix
from assay.ui.scorecard.agreement.rows import said
from assay.ui.scorecard.agreement.words import value
from assay.ui.scorecard.cell_grid import Cell, CellGrid
from assay.ui.theme.current import current_tokens

Pairs = Mapping[Cell, Estimate]


class RaterMatrix(CellGrid):
    """Raters by raters, each cell their agreement; a cell lists the objects of the two, the arrow keys reach it too."""

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._pairs: Pairs = {}
        self._layout = MatrixLayout(0, 0.0, 0.0)
        self.setAccessibleName("Agreement of each pair of raters")

    def show_pairs(self, names: Sequence[str], pairs: Pairs) -> None:
        """Show other raters; pairs by their places, the lower one first."""
        if len(names) != len(self._names):
            self._current = None
        self._names, self._pairs, self._hovered = names, pairs, None
        self.lay_out()

    def estimate(self, cell: Cell) -> Estimate | None:
        """What a cell says; None where a rater meets themselves."""
        return self._pairs.get((min(cell), max(cell)))

    def count(self) -> int:
        """How many raters there are."""
        return len(self._names)

    def cell_rectangle(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        return self._layout.cell(row, column)

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell at a position on the widget."""
        return self._layout.cell_at(position)

    def lay_out(self) -> None:
        """Let the cells fill the room."""
        self._layout = MatrixLayout.fitted(len(self._names), self.width(), self.height())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The least at which the figures can be read."""
        return MatrixLayout.smallest(len(self._names))

    def sentence(self, cell: Cell) -> str:
        """What a cell says, in words."""
        one = self.estimate(cell)
        if one is None:
            return self._names[cell[0]]
        return f"{self._names[cell[0]]} and {self._names[cell[1]]}: {value(one)}\n{said(one)}"

    def opens(self, cell: Cell) -> bool:
        """Whether two raters meet in a cell."""
        return cell[0] != cell[1]

    def open_cell(self, cell: Cell) -> None:
        """List the objects of a pair."""
        self.chosen.emit(min(cell), max(cell))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the matrix."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        texts = {
            (row, column): (None if (one := self.estimate((row, column))) is None else (one.value, value(one)))
            for row in range(len(self._names))
            for column in range(len(self._names))
        }
        lit = self._hovered or self._current
        paint_matrix(
            painter, QRectF(self.rect()), self._layout, self._names, texts, lit, self._current, current_tokens()
        )
        painter.end()
