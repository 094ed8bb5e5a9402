from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.scorecard.object_model import DETAIL, FINDING
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, ui_font
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

ROW = 48
SIDE = 12


class ObjectDelegate(QStyledItemDelegate):
    """Paints an entry: its finding's severity, what it is, and under it where.

    has_severities: whether room is kept for them. elide: which part of where gives way when there is no room.
    """

    def __init__(self, *, has_severities: bool, elide: Qt.TextElideMode, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text_at = SIDE + BADGE_SIZE + 8 if has_severities else SIDE
        self._elide = elide

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others."""
        del option, index
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        tokens = current_tokens()
        rectangle: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rectangle, QColor(tokens.raised))
            painter.fillRect(QRectF(rectangle.left(), rectangle.top(), 2, ROW), QColor(tokens.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rectangle, QColor(tokens.control))
        finding = index.data(FINDING)
        if finding is not None:
            left, top = rectangle.left() + SIDE, rectangle.top() + 8
            paint_severity(painter, left=left, top=top, severity=finding.severity, tokens=tokens)
        text = rectangle.adjusted(self._text_at, 6, -SIDE, -6)
        painter.setPen(QColor(tokens.text))
        painter.setFont(ui_font())
        title = QFontMetrics(ui_font()).elidedText(index.data(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setPen(QColor(tokens.secondary))
        painter.setFont(small_font())
        detail = QFontMetrics(small_font()).elidedText(index.data(DETAIL), self._elide, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, detail)
        painter.restore()
