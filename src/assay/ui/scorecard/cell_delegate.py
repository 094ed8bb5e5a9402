from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from assay.ui.theme.current import current_tokens
from assay.ui.theme.tokens import RADIUS_SMALL
from assay.ui.widgets.row_painting import CellDelegate, Index


class OpenCellDelegate(CellDelegate):
    """Frames the cell whose list is open; the row around it stands out by itself."""

    padding = 5
    """Ten figures side by side want every pixel of a small window."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, and its frame when it is the current one."""
        super().paint(painter, option, index)
        is_chosen = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        if not is_chosen or index != self._table.currentIndex():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(current_tokens().accent))
        frame = QRectF(option.rect).adjusted(1.5, 2.5, -1.5, -2.5)  # type: ignore[attr-defined]
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        painter.restore()
