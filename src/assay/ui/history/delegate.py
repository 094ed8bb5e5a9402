from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.model.history import ActionRecord
from assay.ui.theme.current import current_tokens
from assay.ui.theme.tokens import SMALL_SIZE

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 46


class HistoryDelegate(QStyledItemDelegate):
    """One action in two lines: what was done; who, when and why. What was put back is struck through."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines high."""
        return QSize(option.rect.width(), ROW_HEIGHT)  # type: ignore[attr-defined]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the two lines."""
        record: ActionRecord = index.data(RECORD_ROLE)
        tokens = current_tokens()
        row: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(row, QColor(tokens.raised))
        first, second = row.adjusted(12, 6, -12, -24), row.adjusted(12, 24, -12, -4)
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setStrikeOut(record.reverted)
        painter.setFont(font)
        painter.setPen(QColor(tokens.faint if record.reverted else tokens.text))
        _line(painter, first, record.summary)
        font.setStrikeOut(False)
        font.setPixelSize(SMALL_SIZE)
        painter.setFont(font)
        painter.setPen(QColor(tokens.secondary))
        local = datetime.fromisoformat(record.at).astimezone()
        why = (
            f" · {record.reason}" if record.reason and len(record.reason) < 64 else ""
        )  # a digest is no reason to read
        _line(painter, second, f"{local:%d %b %H:%M:%S} · {record.reviewer}{why}")
        painter.restore()


def _line(painter: QPainter, place: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
