from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath

from assay.model.batches import ImageStatus
from assay.model.defect_types import Severity
from assay.store.queue import QueueRow
from assay.ui.theme.fonts import caption_font, small_font, ui_font
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.severity_badge import BADGE_SIZE, paint_severity

ROW_HEIGHT = 52
THUMBNAIL = QSize(54, 40)
EDGE = 12
TEXT_LEFT = EDGE + THUMBNAIL.width() + 10
GLYPH = 14
BAR = 2
MOST_BADGES = 5
"""More findings than this are told by one badge and a number per severity."""


def paint_ground(painter: QPainter, area: QRect, tokens: Tokens, *, selected: bool, hovered: bool) -> None:
    """Paint what a row stands on: nothing, a hint under the pointer, or the selection with its bar."""
    if selected:
        painter.fillRect(area, QColor(tokens.raised))
        painter.fillRect(QRect(area.left(), area.top(), BAR, area.height()), QColor(tokens.accent))
    elif hovered:
        hint = QColor(tokens.control)
        hint.setAlphaF(0.6)
        painter.fillRect(area, hint)


def paint_thumbnail(
    painter: QPainter, area: QRect, picture: QImage | None, tokens: Tokens, *, unreadable: bool
) -> None:
    """Paint the picture with rounded corners, or the place where it will be."""
    frame = QRectF(QPointF(area.left() + EDGE, area.top() + (area.height() - THUMBNAIL.height()) / 2), THUMBNAIL)
    path = QPainterPath()
    path.addRoundedRect(frame, 3, 3)
    painter.fillPath(path, QColor(tokens.control))
    if picture is not None:
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, picture)
        painter.restore()
    elif unreadable:
        middle = QRect(0, 0, 16, 16)
        middle.moveCenter(frame.toRect().center())
        icon("image_broken", tokens, colour=tokens.faint).paint(painter, middle)


def paint_name(painter: QPainter, area: QRect, row: QueueRow, tokens: Tokens) -> None:
    """Paint the file's name; of a long path its end, which tells it apart."""
    font = ui_font()
    width = area.width() - TEXT_LEFT - GLYPH - EDGE - 4
    text = QFontMetricsF(font).elidedText(row.file_name, Qt.TextElideMode.ElideLeft, width)
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    line = QRectF(area.left() + TEXT_LEFT, area.top() + 7, width, 18)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def paint_badges(painter: QPainter, area: QRect, row: QueueRow, tokens: Tokens, *, when_none: str) -> None:
    """Paint one badge per finding that stands, or one per severity with its number when they are many; words when there is none."""
    left, top = float(area.left() + TEXT_LEFT), float(area.top() + 28)
    counts = severity_counts(row)
    if not any(counts.values()):
        painter.setFont(small_font())
        painter.setPen(QColor(tokens.faint))
        painter.drawText(QRectF(left, top - 1, area.width(), 18), Qt.AlignmentFlag.AlignVCenter, when_none)
    elif sum(counts.values()) <= MOST_BADGES:
        for place, severity in enumerate(severity for severity, count in counts.items() for _ in range(count)):
            paint_severity(painter, left=left + place * (BADGE_SIZE + 4), top=top, severity=severity, tokens=tokens)
    else:
        paint_numbered_badges(painter, left, top, counts, tokens)


def paint_numbered_badges(
    painter: QPainter, left: float, top: float, counts: dict[Severity, int], tokens: Tokens
) -> None:
    """Paint one badge per severity with how many there are."""
    font = caption_font()
    for severity, count in counts.items():
        if not count:
            continue
        paint_severity(painter, left=left, top=top, severity=severity, tokens=tokens)
        width = QFontMetricsF(font).horizontalAdvance(f"{count:,}")
        painter.setFont(font)
        painter.setPen(QColor(tokens.secondary))
        painter.drawText(
            QRectF(left + BADGE_SIZE + 4, top, width + 2, BADGE_SIZE), Qt.AlignmentFlag.AlignVCenter, f"{count:,}"
        )
        left += BADGE_SIZE + 4 + width + 8


def paint_glyph(painter: QPainter, area: QRect, row: QueueRow, tokens: Tokens) -> None:
    """Paint the state of the image as one quiet glyph at the end of its row."""
    state = state_glyph(row, tokens)
    if state is not None:
        name, colour = state
        place = QRect(area.right() - EDGE - GLYPH, area.top() + (area.height() - GLYPH) // 2, GLYPH, GLYPH)
        icon(name, tokens, colour=colour).paint(painter, place)


def state_glyph(row: QueueRow, tokens: Tokens) -> tuple[str, str] | None:
    """The icon and colour of an image's state: contested until ruled on, then accepted or rejected."""
    if row.contested:
        return "contest", tokens.major
    if row.status is ImageStatus.ACCEPTED:
        return "accept", tokens.good
    return ("clear", tokens.critical) if row.status is ImageStatus.REJECTED else None


def severity_counts(row: QueueRow) -> dict[Severity, int]:
    """How many findings stand on an image, the worst first."""
    return {
        Severity.CRITICAL: row.critical,
        Severity.MAJOR: row.major,
        Severity.MINOR: row.minor,
        Severity.OBSERVATION: row.observation,
    }
