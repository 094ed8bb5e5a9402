from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

Cell = tuple[int, int]
STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class CellGrid(QWidget):
    """A square of cells that tell what they say when pointed at; a click, or Enter on the one that the arrow keys reached, opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: Cell | None = None
        self._hovered: Cell | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def count(self) -> int:
        """How many rows there are, and columns."""
        raise NotImplementedError

    def cell_rectangle(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        raise NotImplementedError

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell at a position on the widget."""
        raise NotImplementedError

    def sentence(self, cell: Cell) -> str:
        """What a cell says, in words."""
        raise NotImplementedError

    def opens(self, cell: Cell) -> bool:
        """Whether a cell holds anything that can be listed."""
        raise NotImplementedError

    def open_cell(self, cell: Cell) -> None:
        """List what a cell holds."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Let the cells fill the room."""
        raise NotImplementedError

    def cell_centre(self, row: int, column: int) -> QPointF:
        """The middle of a cell."""
        return self.cell_rectangle(row, column).center()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cells fill the room."""
        super().resizeEvent(event)
        self.lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the cell, and say what it says."""
        cell = self.cell_at(event.position())
        if cell == self._hovered:
            return
        self._hovered = cell
        opens = cell is not None and self.opens(cell)
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
        """List what a cell holds."""
        super().mousePressEvent(event)
        cell = self.cell_at(event.position())
        if cell is not None:
            self._move_to(cell)
            self._open()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter lists what one holds."""
        key, last = Qt.Key(event.key()), self.count() - 1
        if key in STEPS and last >= 0:
            row, column = self._current or (0, 0)
            down, right = STEPS[key] if self._current else (0, 0)
            self._move_to((min(max(row + down, 0), last), min(max(column + right, 0), last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self._open()
        else:
            super().keyPressEvent(event)

    def _move_to(self, cell: Cell) -> None:
        self._current = cell
        self.setAccessibleDescription(self.sentence(cell))
        self.update()

    def _open(self) -> None:
        if self._current is not None and self.opens(self._current):
            self.open_cell(self._current)
