from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assay.model.defect_types import defect_types
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font, ui_font
from assay.ui.widgets.row_painting import Index, draw_line, paint_cell_ground
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

ROW_HEIGHT = 28
SIDE = 8


class CodeDelegate(QStyledItemDelegate):
    """One code of the taxonomy on one line: its severity, what it is called, and the code at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line high."""
        del option, index
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the line."""
        code: str = index.data(Qt.ItemDataRole.UserRole)
        kind, tokens, row = defect_types()[code], current_tokens(), QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        paint_cell_ground(painter, option)
        top = row.top() + (row.height() - BADGE_SIZE) / 2
        paint_severity(painter, left=row.left() + SIDE, top=top, severity=kind.severity, tokens=tokens)
        row.adjust(SIDE + BADGE_SIZE + SIDE, 0, -SIDE, 0)
        draw_line(painter, row, code, font=caption_font(), colour=tokens.faint, right=True)
        row.adjust(0, 0, -QFontMetrics(caption_font()).horizontalAdvance(code) - SIDE, 0)
        draw_line(painter, row, kind.name, font=ui_font(), colour=tokens.text)
        painter.restore()
