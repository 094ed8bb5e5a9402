from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from assay.ui.review.queue.list_model import QueueModel
from assay.ui.review.queue.row_painting import ROW_HEIGHT


class QueueView(QTableView):
    """The list of images.

    A table of one column, because a QListView asks its model about every row whenever one row changes: 0.6 s for 200,000 images.
    """

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Queue of images")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._prepare_headers()
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _prepare_headers(self) -> None:
        self.horizontalHeader().hide()
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_row(self, index: QModelIndex) -> None:
        """Make a row the current one. When it is not wholly seen it comes into the middle: the next ones are seen too, and half a page goes by before all rows are painted anew."""
        is_other = index != self.currentIndex()
        if is_other and not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, self.ScrollHint.PositionAtCenter)
        self.setCurrentIndex(index)

    def shown_rows(self) -> range:
        """The rows that are seen, wholly or in part."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search here: they judge."""
        del search
