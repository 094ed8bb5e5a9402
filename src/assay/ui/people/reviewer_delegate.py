from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.people.initials import paint_initials
from assay.ui.people.reviewer_model import ReviewerModel
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, title_font
from assay.ui.widgets.row_painting import Index, draw_line, paint_ground

HEIGHT = 52
CIRCLE = 28
SIDE = 16


class ReviewerDelegate(QStyledItemDelegate):
    """Paints a person: initials in a circle, name over role, and who works here now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high."""
        del option, index
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one person."""
        model = index.model()
        assert isinstance(model, ReviewerModel)
        person, tokens = model.person_at(index), current_tokens()
        is_here = model.is_here(person)
        rect: QRect = option.rect
        painter.save()
        paint_ground(painter, option, tokens)
        circle = QRectF(rect.left() + SIDE, rect.top() + (HEIGHT - CIRCLE) / 2, CIRCLE, CIRCLE)
        paint_initials(painter, circle, person, tokens, is_here=is_here)
        text = rect.adjusted(SIDE + CIRCLE + 12, 8, -SIDE, -8)
        upper = QRect(text.left(), text.top(), text.width(), 18)
        lower = QRect(text.left(), text.bottom() - 17, text.width(), 18)
        said = "here now" if is_here else ""
        taken = draw_line(painter, upper, said, font=small_font(), colour=tokens.secondary, right=True)
        draw_line(painter, upper.adjusted(0, 0, -taken - 8, 0), person.name, font=title_font(), colour=tokens.text)
        draw_line(painter, lower, person.role.capitalize(), font=small_font(), colour=tokens.secondary)
        painter.restore()
