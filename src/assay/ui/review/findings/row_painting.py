from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from assay.ui.review.findings.rows import Ending, ListRow
from assay.ui.theme.fonts import small_font, title_font, ui_font
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

HEAD_HEIGHT = 52
SECTION_HEIGHT = 36
EDGE = 12
TEXT_LEFT = EDGE + BADGE_SIZE + 10
BAR = 2
GLYPH = 14
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def paint_section(painter: QPainter, area: QRect, title: str, tokens: Tokens) -> None:
    """Paint the title above the first line of a section, on the panel's own ground."""
    painter.setFont(title_font())
    painter.setPen(QColor(tokens.text))
    painter.drawText(
        QRectF(area.left() + EDGE, area.top() + 6, area.width() - 2 * EDGE, SECTION_HEIGHT - 6), LEFT, title
    )


def paint_ground(painter: QPainter, area: QRect, tokens: Tokens, *, selected: bool, hovered: bool) -> None:
    """Paint what a line stands on; the open one has its head raised, its inside between, and a bar along both."""
    if selected:
        painter.fillRect(area, between(tokens.panel, tokens.raised))
        painter.fillRect(QRect(area.left(), area.top(), area.width(), HEAD_HEIGHT), QColor(tokens.raised))
        painter.fillRect(QRect(area.left(), area.top(), BAR, area.height()), QColor(tokens.accent))
    elif hovered:
        hint = QColor(tokens.control)
        hint.setAlphaF(0.6)
        painter.fillRect(area, hint)


def paint_rule(painter: QPainter, area: QRect, tokens: Tokens) -> None:
    """Paint the line that parts a row from the next one."""
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(tokens.line))


def paint_line(painter: QPainter, area: QRect, row: ListRow, tokens: Tokens) -> None:
    """Paint badge, sentence, evidence and ending in the first part of an area."""
    badge_top = area.top() + (HEAD_HEIGHT - BADGE_SIZE) / 2
    painter.setOpacity(0.55 if row.struck else 1.0)
    paint_severity(painter, left=area.left() + EDGE, top=badge_top, severity=row.severity, tokens=tokens)
    painter.setOpacity(1.0)
    ending_width = paint_ending(painter, area, row, tokens)
    width = area.width() - TEXT_LEFT - EDGE - ending_width
    paint_headline(painter, QRectF(area.left() + TEXT_LEFT, area.top() + 8, width, 18), row, tokens)
    painter.setFont(small_font())
    painter.setPen(QColor(tokens.secondary if not row.struck else tokens.faint))
    text = QFontMetricsF(painter.font()).elidedText(row.second_line, Qt.TextElideMode.ElideRight, width)
    painter.drawText(QRectF(area.left() + TEXT_LEFT, area.top() + 27, width, 16), LEFT, text)


def paint_headline(painter: QPainter, area: QRectF, row: ListRow, tokens: Tokens) -> None:
    """Paint the sentence, struck through when nothing is left of the finding."""
    font = ui_font()
    font.setStrikeOut(row.struck)
    painter.setFont(font)
    painter.setPen(QColor(tokens.faint if row.struck else tokens.text))
    text = QFontMetricsF(font).elidedText(row.headline, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, LEFT, text)


def paint_ending(painter: QPainter, area: QRect, row: ListRow, tokens: Tokens) -> float:
    """Paint the verdict at the end of a line; gives the width that it takes."""
    if not row.ending:
        return 0.0
    colours = {Ending.CHARGED: tokens.major, Ending.CONTESTED: tokens.secondary, Ending.QUIET: tokens.faint}
    painter.setFont(small_font())
    painter.setPen(QColor(colours[row.kind]))
    width = QFontMetricsF(painter.font()).horizontalAdvance(row.ending) + 2
    left = area.right() - EDGE - width
    painter.drawText(QRectF(left, area.top(), width, HEAD_HEIGHT), RIGHT, row.ending)
    if row.kind is not Ending.CONTESTED:
        return width + 8
    scales = QRect(round(left) - GLYPH - 4, area.top() + (HEAD_HEIGHT - GLYPH) // 2, GLYPH, GLYPH)
    icon("contest", tokens, colour=tokens.major).paint(painter, scales)
    return width + GLYPH + 12


def between(one: str, other: str) -> QColor:
    """The colour half way between two."""
    a, b = QColor(one), QColor(other)
    return QColor((a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2)
