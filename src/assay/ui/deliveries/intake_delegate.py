from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assay.model.intake import IntakeFinding
from assay.ui.deliveries.intake_model import PLACE, ROW, SENTENCE
from assay.ui.deliveries.intake_rows import RuleRow
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font, ui_font
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.row_painting import CELL_PADDING, draw_line, paint_cell_ground
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

INDENT = 40
CARET = 4.0
Index = QModelIndex | QPersistentModelIndex


class IntakeDelegate(QStyledItemDelegate):
    """Paints an intake report: a rule's heading over all columns, and its findings one line each."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; a heading spans its line."""
        painter.save()
        paint_cell_ground(painter, option)
        row: RuleRow | IntakeFinding = index.data(ROW)
        rectangle: QRect = option.rect  # type: ignore[attr-defined]
        if isinstance(row, RuleRow):
            paint_heading(painter, rectangle, row, current_tokens())
        else:
            paint_cell(painter, rectangle, index, current_tokens())
        painter.restore()


def paint_heading(painter: QPainter, rectangle: QRect, row: RuleRow, tokens: Tokens) -> None:
    """Paint a rule: whether it is folded, its severity, title and code, and its count at the right."""
    middle = rectangle.center().y() + 1
    paint_caret(painter, QPointF(rectangle.left() + CELL_PADDING + CARET, middle), tokens, is_folded=row.is_folded)
    left = rectangle.left() + CELL_PADDING + 16
    paint_severity(painter, left=left, top=middle - BADGE_SIZE / 2, severity=row.severity, tokens=tokens)
    inner = QRect(
        left + BADGE_SIZE + 8,
        rectangle.top(),
        rectangle.right() - left - BADGE_SIZE - 8 - CELL_PADDING,
        rectangle.height(),
    )
    logged = "all" if row.logged == row.count else f"{row.logged:,}"
    count = f"{row.count:,}" + (f" · {logged} logged" if row.logged else "")
    taken = draw_line(painter, inner, count, font=ui_font(), colour=tokens.secondary, right=True)
    inner.setRight(inner.right() - taken - 16)
    bold = ui_font(weight=QFont.Weight.DemiBold)
    width = draw_line(painter, inner, row.title, font=bold, colour=tokens.text)
    room = inner.adjusted(width + 12, 0, 0, 0)
    if QFontMetrics(caption_font()).horizontalAdvance(row.code) <= room.width():
        draw_line(painter, room, row.code, font=caption_font(), colour=tokens.faint)


def paint_caret(painter: QPainter, centre: QPointF, tokens: Tokens, *, is_folded: bool) -> None:
    """Paint the sign that a heading can be folded: pointing right when it is, down when it is not."""
    side = CARET
    down = [QPointF(-side, -side / 2), QPointF(0, side / 2), QPointF(side, -side / 2)]
    points = [QPointF(one.y(), one.x()) for one in down] if is_folded else down
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.secondary), 1.5))
    painter.drawPolyline(QPolygonF([centre + one for one in points]))


def paint_cell(painter: QPainter, rectangle: QRect, index: Index, tokens: Tokens) -> None:
    """Paint one cell of a finding."""
    column = index.column()
    inner = rectangle.adjusted(INDENT if column == PLACE else CELL_PADDING, 0, -CELL_PADDING, 0)
    colour = tokens.text if column == SENTENCE else tokens.secondary
    draw_line(painter, inner, index.data() or "", font=ui_font(), colour=colour)
