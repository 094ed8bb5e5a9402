from collections.abc import Callable, Hashable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.review.findings.list_model import ROW_ROLE
from assay.ui.review.findings.row_painting import (
    HEAD_HEIGHT,
    SECTION_HEIGHT,
    paint_ground,
    paint_line,
    paint_rule,
    paint_section,
)
from assay.ui.review.findings.rows import ListRow
from assay.ui.review.painted_ahead import PaintedAhead
from assay.ui.theme.current import current_tokens


class FindingsDelegate(QStyledItemDelegate):
    """Paints one finding. height: how much room the line at a place needs, with its title and its inside."""

    def __init__(self, height: Callable[[int], int], parent: QObject) -> None:
        super().__init__(parent)
        self._height = height
        self.ahead = PaintedAhead()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A line's height, with its title and its inside."""
        return QSize(160, self._height(index.row()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a line; what is inside the open one is a widget of its own."""
        row: ListRow = index.data(ROW_ROLE)
        tokens = current_tokens()
        area = option.rect  # type: ignore[attr-defined] – the stubs leave out the option's fields
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.section:
            paint_section(painter, area, row.section, tokens)
            area = area.adjusted(0, SECTION_HEIGHT, 0, 0)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, area, tokens, selected=is_selected, hovered=is_hovered)
        head = QRect(area.left(), area.top(), area.width(), HEAD_HEIGHT)
        is_plain = is_selected or not is_hovered
        if not is_plain or not self.ahead.lay(painter, head, look_of(row, is_selected=is_selected)):
            paint_line(painter, area, row, tokens)
        if index.row() < index.model().rowCount() - 1:
            paint_rule(painter, area, tokens)
        painter.restore()

    def paint_ahead(self, row: ListRow, *, is_selected: bool, width: int, ratio: float) -> None:
        """Have a line painted that is likely to be seen next."""
        tokens = current_tokens()

        def paint(painter: QPainter, area: QRect) -> None:
            paint_ground(painter, area, tokens, selected=is_selected, hovered=False)
            paint_line(painter, area, row, tokens)

        look, size = look_of(row, is_selected=is_selected), QSize(width, HEAD_HEIGHT)
        self.ahead.paint(look, size, ratio, QColor(tokens.panel), paint)


def look_of(row: ListRow, *, is_selected: bool) -> Hashable:
    """What decides how a line looks."""
    return row, is_selected, current_tokens()


def head_bottom(*, has_title: bool) -> int:
    """Where the inside of a row begins, from the row's top."""
    return (SECTION_HEIGHT if has_title else 0) + HEAD_HEIGHT
