from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.model.defect_types import SEVERITIES, defect_types
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font, figure_font, ui_font
from assay.ui.theme.tokens import BODY_SIZE, RADIUS_SMALL
from assay.ui.widgets.row_painting import draw_line
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

ROW = 44
SIDE = 12
BAR = 4


class CodeBars(QWidget):
    """Findings by code, worst severity and largest number first: the code's name, its number, and a bar. A click lists them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[tuple[str, int]] = []
        self._current = -1
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Findings by code")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show other numbers."""
        kinds = defect_types()
        self._counts = sorted(
            counts.items(), key=lambda one: (SEVERITIES.index(kinds[one[0]].severity), -one[1], one[0])
        )
        self._current = self._hovered = -1
        self.setFixedHeight(max(ROW * len(self._counts), 1))
        self.setAccessibleDescription(", ".join(f"{kinds[code].name}: {count}" for code, count in self._counts))
        self.update()

    def mark(self, code: str | None) -> None:
        """Show which code's list is open."""
        codes = [name for name, _ in self._counts]
        self._current = codes.index(code) if code in codes else -1
        self.update()

    def sizeHint(self) -> QSize:
        """As high as there are codes."""
        return QSize(260, ROW * len(self._counts))

    def row_centre(self, code: str) -> QPointF:
        """The middle of a code's row."""
        return QPointF(self.width() / 2, ROW * ([name for name, _ in self._counts].index(code) + 0.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self._counts)):
            self._paint_row(painter, row)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int) -> None:
        tokens = current_tokens()
        code, count = self._counts[row]
        kind = defect_types()[code]
        top, width = row * ROW, self.width()
        if row in (self._current, self._hovered):
            painter.fillRect(
                QRectF(0, top, width, ROW), QColor(tokens.raised if row == self._current else tokens.control)
            )
        if row == self._current:
            painter.fillRect(QRectF(0, top, 2, ROW), QColor(tokens.accent))
        paint_severity(painter, left=SIDE, top=top + 8, severity=kind.severity, tokens=tokens)
        left = SIDE + BADGE_SIZE + 8
        line, under = QRectF(left, top + 5, width - left - SIDE, 20), QRectF(left, top + 24, width - left - SIDE, 16)
        number = draw_line(painter, line, f"{count:,}", font=figure_font(BODY_SIZE), colour=tokens.text, right=True)
        name = kind.name[:1].upper() + kind.name[1:]
        draw_line(painter, line.adjusted(0, 0, -number - 8, 0), name, font=ui_font(), colour=tokens.text)
        draw_line(painter, under, code, font=caption_font(), colour=tokens.faint, right=True)
        track = QRectF(left, under.center().y() - BAR / 2, under.width() - self._code_width() - 12, BAR)
        self._paint_bar(painter, track, count)

    def _code_width(self) -> int:
        """The room that the widest code takes, so that all bars end at one place."""
        metrics = QFontMetrics(caption_font())
        return max(metrics.horizontalAdvance(code) for code, _ in self._counts)

    def _paint_bar(self, painter: QPainter, track: QRectF, count: int) -> None:
        tokens = current_tokens()
        most = max(count for _, count in self._counts)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.control))
        painter.drawRoundedRect(track, RADIUS_SMALL / 2, RADIUS_SMALL / 2)
        painter.setBrush(QColor(tokens.accent))
        filled = QRectF(track.left(), track.top(), max(track.width() * count / most, BAR), BAR)
        painter.drawRoundedRect(filled, RADIUS_SMALL / 2, RADIUS_SMALL / 2)

    def _row_at(self, y: float) -> int:
        row = int(y // ROW)
        return row if 0 <= row < len(self._counts) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would open."""
        self._hovered = self._row_at(event.position().y())
        self.setToolTip(tip(self._counts[self._hovered][0]) if self._hovered >= 0 else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        del event
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a code's list."""
        self._choose(self._row_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down open the next code's list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._counts:
            super().keyPressEvent(event)
            return
        self._choose(min(max(self._current + step, 0), len(self._counts) - 1))

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._current = row
            self.update()
            self.chosen.emit(self._counts[row][0])


def tip(code: str) -> str:
    """A code with its whole name."""
    return f"{code} · {defect_types()[code].name}"
