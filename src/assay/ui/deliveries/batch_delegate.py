from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.deliveries.batch_model import BatchModel, BatchRow, VendorRow
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, title_font
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.row_painting import Index, draw_line, paint_ground

VENDOR_HEIGHT = 32
BATCH_HEIGHT = 52
SIDE = 16


class BatchDelegate(QStyledItemDelegate):
    """Paints a vendor as a small heading, and a batch as its name with its round, over a quiet second line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower than batches."""
        del option
        model = index.model()
        assert isinstance(model, BatchModel)
        return QSize(0, VENDOR_HEIGHT if isinstance(model.row_at(index), VendorRow) else BATCH_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        model = index.model()
        assert isinstance(model, BatchModel)
        row, tokens = model.row_at(index), current_tokens()
        painter.save()
        if isinstance(row, VendorRow):
            _paint_vendor(painter, option.rect, row, tokens)
        else:
            paint_ground(painter, option, tokens)
            _paint_batch(painter, option.rect, row, tokens)
        painter.restore()


def _paint_vendor(painter: QPainter, rect: QRect, row: VendorRow, tokens: Tokens) -> None:
    inner = rect.adjusted(SIDE, 8, -SIDE, 0)
    taken = draw_line(painter, inner, f"{row.batches:,}", font=small_font(), colour=tokens.faint, right=True)
    draw_line(painter, inner.adjusted(0, 0, -taken - 8, 0), row.vendor, font=small_font(), colour=tokens.secondary)


def _paint_batch(painter: QPainter, rect: QRect, row: BatchRow, tokens: Tokens) -> None:
    inner = rect.adjusted(SIDE, 8, -SIDE, -8)
    upper = QRect(inner.left(), inner.top(), inner.width(), 18)
    lower = QRect(inner.left(), inner.bottom() - 17, inner.width(), 18)
    taken = draw_line(painter, upper, row.round, font=small_font(), colour=tokens.secondary, right=True)
    draw_line(painter, upper.adjusted(0, 0, -taken - 8, 0), row.batch.name, font=title_font(), colour=tokens.text)
    draw_line(painter, lower, row.detail, font=small_font(), colour=tokens.secondary)
