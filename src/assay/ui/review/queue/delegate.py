from collections.abc import Callable, Hashable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.store.queue import QueueRow
from assay.ui.review.painted_ahead import PaintedAhead
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
        self.ahead = PaintedAhead()
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
        area = option.rect  # type: ignore[attr-defined] – the stubs leave out the option's fields
        state = option.state  # type: ignore[attr-defined]
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        is_plain = is_selected or not is_hovered
        if is_plain and self.ahead.lay(painter, area, self._look_of(row, is_selected=is_selected)):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter, area, row, is_selected=is_selected, is_hovered=is_hovered)
        painter.restore()

    def paint_ahead(self, row: QueueRow, *, is_selected: bool, width: int, ratio: float) -> None:
        """Have a row painted that is likely to be seen so next."""
        self.ahead.paint(
            self._look_of(row, is_selected=is_selected),
            QSize(width, ROW_HEIGHT),
            ratio,
            QColor(current_tokens().panel),
            lambda painter, area: self._paint_row(painter, area, row, is_selected=is_selected, is_hovered=False),
        )

    def _paint_row(self, painter: QPainter, area: QRect, row: QueueRow, *, is_selected: bool, is_hovered: bool) -> None:
        tokens = current_tokens()
        picture, unreadable = self._picture_of(row)
        paint_ground(painter, area, tokens, selected=is_selected, hovered=is_hovered)
        paint_thumbnail(painter, area, picture, tokens, unreadable=unreadable)
        paint_name(painter, area, row, tokens)
        paint_badges(painter, area, row, tokens, when_none=self.when_none)
        paint_glyph(painter, area, row, tokens)

    def _picture_of(self, row: QueueRow) -> tuple[QImage | None, bool]:
        """The thumbnail, if it is there, and whether it will never be."""
        path = self._path_of(row.file_name)
        picture = self._thumbnails.thumbnail(path) if path else None
        return picture, path is None or self._thumbnails.is_unreadable(path)

    def _look_of(self, row: QueueRow, *, is_selected: bool) -> Hashable:
        """What decides how a row looks."""
        picture, unreadable = self._picture_of(row)
        shown = None if picture is None else picture.cacheKey()
        return row, is_selected, shown, unreadable, self.when_none, current_tokens()
