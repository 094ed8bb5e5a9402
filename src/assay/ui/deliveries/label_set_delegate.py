from PySide6.QtCore import QLineF, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assay.model.batches import LabelSet
from assay.ui.deliveries.label_set_model import LabelSetModel, contents_line, origin_line
from assay.ui.deliveries.set_words import LAYER_ROLES, set_title
from assay.ui.theme.colours import line_pen
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, title_font
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.row_painting import Index, draw_line, paint_ground

HEIGHT = 64
SIDE = 16
SWATCH = 24


class LabelSetDelegate(QStyledItemDelegate):
    """Paints a label set: its line as on the canvas, its title, what it holds, and when it came in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high."""
        del option, index
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one label set."""
        model = index.model()
        assert isinstance(model, LabelSetModel)
        tokens = current_tokens()
        painter.save()
        paint_ground(painter, option, tokens)
        _paint_set(painter, option.rect.adjusted(SIDE, 4, -SIDE, -4), model.set_at(index), tokens)
        painter.restore()


def _paint_set(painter: QPainter, rect: QRect, label_set: LabelSet, tokens: Tokens) -> None:
    top, middle, bottom = (QRect(rect.left(), rect.top() + 1 + 18 * line, rect.width(), 18) for line in range(3))
    text = SWATCH + 12
    painter.setPen(line_pen(LAYER_ROLES[label_set.role], tokens))
    y = top.center().y() + 1.0
    painter.drawLine(QLineF(rect.left(), y, rect.left() + SWATCH, y))
    left_out = f"{label_set.rejected:,} left out" if label_set.rejected else ""
    taken = draw_line(painter, top, left_out, font=small_font(), colour=tokens.major, right=True)
    title = top.adjusted(text, 0, -taken - 8, 0)
    draw_line(painter, title, set_title(label_set), font=title_font(), colour=tokens.text)
    draw_line(
        painter, middle.adjusted(text, 0, 0, 0), contents_line(label_set), font=small_font(), colour=tokens.secondary
    )
    draw_line(painter, bottom.adjusted(text, 0, 0, 0), origin_line(label_set), font=small_font(), colour=tokens.faint)
