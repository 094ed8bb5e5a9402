from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.theme.current import current_tokens
from assay.ui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from assay.ui.widgets.key_cap import key_cap_width, paint_key_cap

ROW_HEIGHT = 30
EDGE = 10
MENU_ROLE = Qt.ItemDataRole.UserRole + 2
KEYS_ROLE = Qt.ItemDataRole.UserRole + 3


class ActionDelegate(QStyledItemDelegate):
    """One action on one line: what it does, the menu it stands in, and its key at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line high."""
        del index
        return QSize(option.rect.width(), ROW_HEIGHT)  # type: ignore[attr-defined]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the line."""
        tokens, row = current_tokens(), QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(row, QColor(tokens.raised))
        row.adjust(EDGE, 0, -EDGE, 0)
        if keys := index.data(KEYS_ROLE):
            width = round(key_cap_width(keys))
            top = row.top() + (row.height() - KEY_HEIGHT) / 2
            paint_key_cap(painter, left=row.right() - width, top=top, text=keys, tokens=tokens)
            row.adjust(0, 0, -width - EDGE, 0)
        painter.setPen(QColor(tokens.faint))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data(MENU_ROLE))
        painter.setPen(QColor(tokens.text))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, index.data())
        painter.restore()
