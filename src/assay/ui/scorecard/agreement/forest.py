from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from assay.ui.scorecard.agreement.forest_painting import AXIS, LINE, paint_forest
from assay.ui.scorecard.agreement.rows import Line, said
from assay.ui.scorecard.agreement.words import value
from assay.ui.theme.current import current_tokens


class Forest(QWidget):
    """The coefficients of one row under each other: a dot with its interval on one axis, and the target drawn in. A click lists what they count."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.setAccessibleName("Coefficients of agreement")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other coefficients."""
        self.lines = lines
        self.setAccessibleDescription(
            "; ".join(f"{one.name} {value(one.estimate)}, {said(one.estimate)}" for one in lines)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines and its axis."""
        return QSize(480, LINE * max(len(self.lines), 1) + AXIS)

    def line_at(self, position: QPointF) -> Line | None:
        """The coefficient at a position."""
        row = int(position.y() // LINE)
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a coefficient is."""
        line = self.line_at(event.position())
        text = f"{line.tip}\n{said(line.estimate)}" if line else ""
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click lists what the coefficients count."""
        if event.button() == Qt.MouseButton.LeftButton and self.line_at(event.position()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in another theme."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_forest(painter, QRectF(self.rect()), self.lines, current_tokens())
        painter.end()
