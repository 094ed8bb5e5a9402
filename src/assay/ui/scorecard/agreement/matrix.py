from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from assay.review.measure_raters import Estimate
from assay.ui.scorecard.agreement.matrix_painting import MatrixLayout, paint_matrix
from assay.ui.scorecard.agreement.rows import said
from assay.ui.scorecard.agreement.words import value
from assay.ui.theme.current import current_tokens

Cell = tuple[int, int]
Pairs = Mapping[Cell, Estimate]
STEPS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class RaterMatrix(QWidget):
    """Raters by raters, each cell their agreement; a cell lists the objects of the two, the arrow keys reach it too."""

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._pairs: Pairs = {}
        self._layout = MatrixLayout(0, 0.0, 0.0)
        self._hovered: Cell | None = None
        self._current: Cell | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Agreement of each pair of raters")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pairs(self, names: Sequence[str], pairs: Pairs) -> None:
        """Show other raters; pairs by their places, the lower one first."""
        if len(names) != len(self._names):
            self._current = None
        self._names, self._pairs, self._hovered = names, pairs, None
        self._lay_out()

    def estimate(self, cell: Cell) -> Estimate | None:
        """What a cell says; None where a rater meets themselves."""
        return self._pairs.get((min(cell), max(cell)))

    def cell_centre(self, row: int, column: int) -> QPointF:
        """The middle of a cell."""
        return self._layout.cell(row, column).center()

    def _lay_out(self) -> None:
        self._layout = MatrixLayout.fitted(len(self._names), self.width(), self.height())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The least at which the figures can be read."""
        return MatrixLayout.smallest(len(self._names))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cells fill the room."""
        super().resizeEvent(event)
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which two a cell is about."""
        cell = self._layout.cell_at(event.position())
        if cell != self._hovered:
            self._hovered = cell
            opens = cell is not None and cell[0] != cell[1]
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
        """List the objects of a pair."""
        super().mousePressEvent(event)
        cell = self._layout.cell_at(event.position())
        if cell is not None:
            self._move_to(cell)
            self._open()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter lists the objects of one."""
        key, last = Qt.Key(event.key()), len(self._names) - 1
        if key in STEPS and last >= 0:
            row, column = self._current or (0, 0)
            down, right = STEPS[key] if self._current else (0, 0)
            self._move_to((min(max(row + down, 0), last), min(max(column + right, 0), last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self._open()
        else:
            super().keyPressEvent(event)

    def sentence(self, cell: Cell) -> str:
        """What a cell says, in words."""
        one = self.estimate(cell)
        if one is None:
            return self._names[cell[0]]
        return f"{self._names[cell[0]]} and {self._names[cell[1]]}: {value(one)}\n{said(one)}"

    def _move_to(self, cell: Cell) -> None:
        self._current = cell
        self.setAccessibleDescription(self.sentence(cell))
        self.update()

    def _open(self) -> None:
        if self._current is not None and self._current[0] != self._current[1]:
            self.chosen.emit(min(self._current), max(self._current))

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
