from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.rework.defect_model import BY, DEFECT, ROW, SEVERITY
from assay.ui.rework.defect_rows import DefectRow, State
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font, ui_font
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.row_painting import draw_line, paint_cell_ground
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

BOX = 16
SIDE = 8
CODES_FROM = 220
"""So wide the column holds nearly every name with its code; a narrower one shows no code, rather than some."""
Index = QModelIndex | QPersistentModelIndex


class DefectDelegate(QStyledItemDelegate):
    """Paints the columns that are more than text: the check box, the severity, the defect's name with its code, and who logged it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        paint_cell_ground(painter, option)
        rectangle: QRect = option.rect  # type: ignore[attr-defined]
        row: DefectRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == SEVERITY:
            middle = rectangle.center()
            left, top = middle.x() - BADGE_SIZE / 2 + 1, middle.y() - BADGE_SIZE / 2 + 1
            paint_severity(painter, left=left, top=top, severity=row.severity, tokens=current_tokens())
        elif index.column() == DEFECT:
            paint_name(painter, rectangle, row, current_tokens())
        elif index.column() == BY:
            paint_person(painter, rectangle, row, current_tokens())
        elif row.state is State.TO_SEND:
            is_checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            paint_check(painter, QRectF(rectangle).center(), current_tokens(), is_checked=is_checked)
        painter.restore()


def paint_name(painter: QPainter, rectangle: QRect, row: DefectRow, tokens: Tokens) -> None:
    """Write the defect's name, and its code small at the end of a column that has room for codes."""
    text = rectangle.adjusted(SIDE, 0, -SIDE, 0)
    code = row.code if rectangle.width() >= CODES_FROM else ""
    draw_line(painter, text, code, font=caption_font(), colour=tokens.faint, right=True)
    taken = QFontMetrics(caption_font()).horizontalAdvance(code) + SIDE if code else 0
    colour = tokens.text if row.state is State.TO_SEND else tokens.secondary
    draw_line(painter, text.adjusted(0, 0, -taken, 0), row.name, font=ui_font(), colour=colour)


def paint_person(painter: QPainter, rectangle: QRect, row: DefectRow, tokens: Tokens) -> None:
    """Write who logged a defect: the name, or the initials where it has no room."""
    text = rectangle.adjusted(SIDE, 0, -SIDE, 0)
    painter.setFont(ui_font())
    painter.setPen(QColor(tokens.text if row.state is State.TO_SEND else tokens.secondary))
    fits = QFontMetrics(painter.font()).horizontalAdvance(row.by) <= text.width()
    initials = "".join(word[0] for word in row.by.split()[:2]).upper()
    shown = row.by if fits else initials
    painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_check(painter: QPainter, middle: QPointF, tokens: Tokens, *, is_checked: bool) -> None:
    """Paint a check box like the theme's."""
    box = QRectF(middle.x() - BOX / 2 + 0.5, middle.y() - BOX / 2 + 0.5, BOX - 1, BOX - 1)
    painter.setPen(QPen(QColor(tokens.accent_fill if is_checked else tokens.faint), 1))
    painter.setBrush(QColor(tokens.accent_fill if is_checked else tokens.window))
    painter.drawRoundedRect(box, 3, 3)
    if is_checked:
        pen = QPen(QColor(tokens.on_accent), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corner = box.topLeft()
        painter.drawPolyline(QPolygonF([corner + QPointF(x, y) for x, y in ((3.5, 7.5), (6.4, 10.4), (11.5, 4.8))]))
