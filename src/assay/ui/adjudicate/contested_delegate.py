from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.model.findings import RULING_WORDS, Finding
from assay.ui.adjudicate.contested_model import DETAIL, FINDING
from assay.ui.adjudicate.words import RULING_ROLES
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import caption_font, small_font, ui_font
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

LINE = 18
PADDING = 8
SIDE = 12


class ContestedDelegate(QStyledItemDelegate):
    """Paints a contested finding: its severity and sentence, where it is and who contested it, the comment, and its ruling once there is one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines, three with a comment."""
        del option
        lines = 3 if index.data(FINDING).comment else 2
        return QSize(200, lines * LINE + 2 * PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        tokens = current_tokens()
        rectangle: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        finding: Finding = index.data(FINDING)
        painter.save()
        paint_ground(painter, rectangle, state, tokens)
        left, top = rectangle.left() + SIDE, rectangle.top() + PADDING
        paint_severity(painter, left=left, top=top + 1, severity=finding.severity, tokens=tokens)
        text = QRectF(left + BADGE_SIZE + 8, top, rectangle.width() - 2 * SIDE - BADGE_SIZE - 8, LINE)
        sentence = tokens.text if finding.ruling is None else tokens.secondary
        paint_line(painter, text, index.data(), ui_font(), sentence)
        text.translate(0, LINE)
        paint_line(
            painter, paint_ruling(painter, text, finding, tokens), index.data(DETAIL), small_font(), tokens.secondary
        )
        if finding.comment:
            italic = QFont(small_font())
            italic.setItalic(True)
            text.translate(0, LINE)
            paint_line(painter, text, f"“{finding.comment}”", italic, tokens.faint)
        painter.restore()


def paint_ground(painter: QPainter, rectangle: QRect, state: QStyle.StateFlag, tokens: Tokens) -> None:
    """Paint what is under a row: raised with an edge when it is the current one."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rectangle, QColor(tokens.raised))
        painter.fillRect(QRectF(rectangle.left(), rectangle.top(), 2, rectangle.height()), QColor(tokens.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rectangle, QColor(tokens.control))


def paint_ruling(painter: QPainter, line: QRectF, finding: Finding, tokens: Tokens) -> QRectF:
    """Write the ruling at the end of a line; gives the room that is left before it."""
    if finding.ruling is None:
        return line
    word = RULING_WORDS[finding.ruling]
    painter.setFont(caption_font())
    painter.setPen(QColor(getattr(tokens, RULING_ROLES[finding.ruling])))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
    return line.adjusted(0, 0, -QFontMetrics(painter.font()).horizontalAdvance(word) - 8, 0)


def paint_line(painter: QPainter, line: QRectF, text: str, font: QFont, colour: str) -> None:
    """Write one line of text, ending in … when there is no room."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
