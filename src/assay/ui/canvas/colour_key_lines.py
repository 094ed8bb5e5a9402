from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.colour_key import KeyRow
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font

HEIGHT = 18
SWATCH = 10
PADDING = 8
LONGEST = 150
"""Pixels that words may take; what is longer is cut, and told in full by the tip."""
ONE_COLUMN = 4
"""So many rows stand below each other; more stand in two columns, so that they hide less of the picture."""


class ColourKeyLines(QWidget):
    """Colours and what they mean, as small rows; no more than is needed of the room over the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[KeyRow, ...] = ()
        self.setAccessibleName("What colours mean")
        self.hide()

    def show_rows(self, rows: Sequence[KeyRow]) -> bool:
        """Show other rows; whether they are other ones."""
        if tuple(rows) == self.rows:
            return False
        self.rows = tuple(rows)
        words = "\n".join(row.words for row in rows)
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()
        return True

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        count, columns = self._lines()
        return QSize(columns * self._column_width(), count * HEIGHT + PADDING // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colours and the words, column by column."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(caption_font())
        count, _ = self._lines()
        for place, row in enumerate(self.rows):
            self._paint_row(painter, row, left=place // count * self._column_width(), top=place % count * HEIGHT)
        painter.end()

    def _paint_row(self, painter: QPainter, row: KeyRow, *, left: int, top: int) -> None:
        if row.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(row.colour))
            painter.drawRoundedRect(QRectF(left + PADDING, top + (HEIGHT - SWATCH) / 2, SWATCH, SWATCH), 2, 2)
        painter.setPen(QColor(current_tokens().text))
        words = QFontMetrics(caption_font()).elidedText(row.words, Qt.TextElideMode.ElideRight, LONGEST)
        area = QRectF(left + 2 * PADDING + SWATCH, top, LONGEST + PADDING, HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _lines(self) -> tuple[int, int]:
        """How many rows a column has, and how many columns there are."""
        columns = 1 if len(self.rows) <= ONE_COLUMN else 2
        return max(-(-len(self.rows) // columns), 1), columns

    def _column_width(self) -> int:
        metrics = QFontMetrics(caption_font())
        longest = max((metrics.horizontalAdvance(row.words) for row in self.rows), default=0)
        return 3 * PADDING + SWATCH + min(longest, LONGEST)
