from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, title_font
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import RADIUS_SMALL, Tokens
from assay.ui.welcome.recent_model import RecentModel, RecentProject
from assay.ui.widgets.row_painting import Index, draw_line

HEIGHT = 52
SIDE = 12
CROSS = 16


class RecentDelegate(QStyledItemDelegate):
    """Paints a project as its name over its folder, and a cross that takes it off the list."""

    removed = Signal(object)
    """The index whose cross was clicked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high."""
        del option, index
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one project."""
        model = index.model()
        assert isinstance(model, RecentModel)
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_near = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        if is_near:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.raised if is_chosen else tokens.control))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), RADIUS_SMALL, RADIUS_SMALL)
            self._paint_cross(painter, option.rect, tokens)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.line))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -1, -2), RADIUS_SMALL, RADIUS_SMALL)
        _paint_project(painter, option.rect, model.project_at(index), tokens)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Take a project off the list when its cross is clicked."""
        is_release = event.type() == QEvent.Type.MouseButtonRelease
        if is_release and cross_rect(option.rect).contains(_place(event)):
            self.removed.emit(index)
            return True
        return super().editorEvent(event, model, option, index)

    def _paint_cross(self, painter: QPainter, rect: QRect, tokens: Tokens) -> None:
        drawn = icon("close", tokens).pixmap(QSize(CROSS, CROSS), painter.device().devicePixelRatioF())
        place = cross_rect(rect)
        painter.drawPixmap(place.center().x() - CROSS // 2 + 1, place.center().y() - CROSS // 2 + 1, drawn)


def _place(event: QEvent) -> QPoint:
    return event.position().toPoint() if isinstance(event, QMouseEvent) else QPoint()


def cross_rect(rect: QRect) -> QRect:
    """Where a row's cross is."""
    return QRect(rect.right() - 36, rect.top() + (rect.height() - 28) // 2, 28, 28)


def _paint_project(painter: QPainter, rect: QRect, project: RecentProject, tokens: Tokens) -> None:
    inner = rect.adjusted(SIDE, 8, -SIDE - 32, -8)
    upper = QRect(inner.left(), inner.top(), inner.width(), 18)
    lower = QRect(inner.left(), inner.bottom() - 17, inner.width(), 18)
    said = "" if project.is_there else "not found"
    taken = draw_line(painter, upper, said, font=small_font(), colour=tokens.faint, right=True)
    ink = tokens.text if project.is_there else tokens.faint
    draw_line(painter, upper.adjusted(0, 0, -taken - 8, 0), project.path.stem, font=title_font(), colour=ink)
    folder_ink = tokens.secondary if project.is_there else tokens.faint
    elide = Qt.TextElideMode.ElideMiddle
    draw_line(painter, lower, project.folder, font=small_font(), colour=folder_ink, elide=elide)
