"""What the rows of this page's lists have in common: their ground, and lines of text that end in … when there is no room."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex

BAR_WIDTH = 3
CELL_PADDING = 8


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """Paint what lies under a row: nothing, a hint of the mouse, or the chosen row with a bar at its edge."""
    state = option.state
    rect: QRect = option.rect
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(tokens.raised))
        painter.fillRect(QRect(rect.left(), rect.top(), BAR_WIDTH, rect.height()), QColor(tokens.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.control))
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QColor(tokens.accent))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def draw_line(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    *,
    font: QFont,
    colour: str,
    right: bool = False,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Draw one line of text in the middle of a rectangle's height, and give the width it took. colour: #RRGGBB."""
    whole = QRectF(rect).toRect()
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, elide, whole.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(whole, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


class CellDelegate(QStyledItemDelegate):
    """Paints a table's cell as one line that stands exactly under its heading; Qt's own stands three pixels beside it."""

    padding = CELL_PADDING
    """What the style sheet leaves free at the sides of the heading."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        paint_cell_ground(painter, option)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        to_right = bool((index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignRight.value)
        inner = option.rect.adjusted(self.padding, 0, -self.padding, 0)
        colour = ink.name() if isinstance(ink, QColor) else current_tokens().text
        draw_line(painter, inner, text, font=ui_font(), colour=colour, right=to_right)
        painter.restore()


def paint_cell_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint what lies under a cell: nothing, a hint of the mouse, or the chosen row."""
    tokens = current_tokens()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(tokens.raised))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, QColor(tokens.control))
