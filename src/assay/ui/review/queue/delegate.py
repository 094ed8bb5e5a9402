from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.store.queue import QueueRow
from assay.ui.review.queue.list_model import ROW_ROLE
from assay.ui.review.queue.row_painting import (
    ROW_HEIGHT,
    paint_badges,
    paint_glyph,
    paint_ground,
    paint_name,
    paint_thumbnail,
)
from assay.ui.review.thumbnails import Thumbnails
from assay.ui.theme.current import current_tokens

NO_FINDINGS = "no findings"
NOT_COMPARED = "not compared"


class QueueDelegate(QStyledItemDelegate):
    """Paints one image of the queue. path_of: where an image's file lies."""

    def __init__(self, thumbnails: Thumbnails, path_of: Callable[[str], Path | None], parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._path_of = path_of
        self.when_none = NO_FINDINGS
        """What is said of an image without findings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others."""
        return QSize(160, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint thumbnail, name, badges and state."""
        row: QueueRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        tokens = current_tokens()
        area = option.rect  # type: ignore[attr-defined] – the stubs leave out the option's fields
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(
            painter,
            area,
            tokens,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        path = self._path_of(row.file_name)
        picture = self._thumbnails.thumbnail(path) if path else None
        unreadable = path is None or self._thumbnails.is_unreadable(path)
        paint_thumbnail(painter, area, picture, tokens, unreadable=unreadable)
        paint_name(painter, area, row, tokens)
        paint_badges(painter, area, row, tokens, when_none=self.when_none)
        paint_glyph(painter, area, row, tokens)
        painter.restore()
