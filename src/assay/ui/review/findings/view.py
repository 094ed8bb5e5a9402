from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from assay.ui.review.findings.delegate import FindingsDelegate, head_bottom
from assay.ui.review.findings.list_model import FindingsModel
from assay.ui.review.findings.row_inside import RowInside
from assay.ui.review.findings.row_painting import HEAD_HEIGHT
from assay.ui.review.findings.rows import ListRows
from assay.ui.review.quiet_list_view import QuietListView


class FindingsView(QuietListView):
    """The list of findings; the chosen one opens in place and shows a widget inside."""

    resized = Signal()
    """What is inside the open row needs another height."""

    _inside: RowInside | None = None
    """Known before Qt asks for the geometry, which it does while the view is made."""

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name="Findings", parent=parent)
        self._findings = model
        self._open_key = self._open_height = 0
        self._laid_out: tuple[object, ...] = ()
        self.setModel(model)
        self._delegate = FindingsDelegate(self._row_height, self)
        self.setItemDelegate(self._delegate)
        # Reached by Tab only: a click leaves the keyboard with the canvas.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def open_row(self, key: int, inside: RowInside | None) -> None:
        """Open the row with this key and show a widget in it; 0 and None close them all."""
        if self._inside is not None and self._inside is not inside:
            self._inside.hide()
        self._open_key, self._inside = (key, inside) if inside is not None else (0, None)
        if inside is not None:
            inside.setParent(self.viewport())
            inside.removeEventFilter(self)
            inside.installEventFilter(self)
        self.lay_out_again()
        index = self._findings.index_of(self._open_key)
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
        self._show_open(index)

    def paint_ahead(self, rows: ListRows, open_key: int) -> None:
        """Have the lines painted that are seen first when these are listed and one of them is open."""
        self._delegate.ahead.forget()
        seen = (self.viewport().height() - self._open_height) // HEAD_HEIGHT + 1
        for row in rows[:seen]:
            self._delegate.paint_ahead(
                row, is_selected=row.key == open_key, width=self.viewport().width(), ratio=self.devicePixelRatioF()
            )

    def lay_out_again(self) -> None:
        """The open row may have become higher or lower."""
        rows = self._findings.rows
        titles = [place for place in range(len(rows)) if rows.has_title(place)]
        self._open_height = self._needed_height()
        shape = (self.viewport().width(), rows.keys, titles, self._open_key, self._open_height)
        if shape != self._laid_out:  # Qt asks for the height of every row
            self._laid_out = shape
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
        self._place_inside()

    def content_height(self) -> int:
        """How high the list is with all its rows."""
        return sum(map(self._row_height, range(len(self._findings.rows))))

    def updateGeometries(self) -> None:
        """Keep the open row's widget in its row."""
        super().updateGeometries()
        self._place_inside()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Keep the open row's widget in its row."""
        super().scrollContentsBy(dx, dy)
        self._place_inside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower row may need more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside the open row may ask for more room, for instance once its fonts are known."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self.resized.emit()
        return super().eventFilter(watched, event)

    def _show_open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.scrollTo(index, QuietListView.ScrollHint.EnsureVisible)

    def _row_height(self, place: int) -> int:
        rows = self._findings.rows
        return head_bottom(has_title=rows.has_title(place)) + (
            self._open_height if rows.keys[place] == self._open_key else 0
        )

    def _needed_height(self) -> int:
        """How much room the inside of the open row needs at the present width; 0 while none is open."""
        if self._inside is None:
            return 0
        if self._inside.hasHeightForWidth():
            return self._inside.heightForWidth(self.viewport().width())
        return self._inside.sizeHint().height()

    def _place_inside(self) -> None:
        if self._inside is None:
            return
        index = self._findings.index_of(self._open_key)
        if not index.isValid():
            return
        area = self.visualRect(index)
        top = head_bottom(has_title=self._findings.rows.has_title(index.row()))
        self._inside.show_place(is_last=index.row() == len(self._findings.rows) - 1)
        self._inside.setGeometry(QRect(area.left(), area.top() + top, area.width(), area.height() - top))
        self._inside.show()
