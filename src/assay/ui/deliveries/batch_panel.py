from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from assay.model.ids import BatchId
from assay.store.project import Project
from assay.ui.deliveries.batch_delegate import BatchDelegate
from assay.ui.deliveries.batch_model import BatchModel, BatchRow, read_rows
from assay.ui.widgets.role_label import role_label


class BatchPanel(QFrame):
    """Every batch of the project, grouped by vendor."""

    chosen = Signal(object)
    """The BatchId that the user picked."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.setProperty("surface", "panel")
        self._count = role_label("", "secondary")
        self._model = BatchModel(self)
        self._list = self._made_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._header())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._hint())

    @property
    def view(self) -> QListView:
        """The list itself."""
        return self._list

    def read_again(self) -> None:
        """Show the batches as the project file says now."""
        rows = read_rows(self._project)
        self._model.show_rows(rows)
        self._count.setText(f"{sum(isinstance(row, BatchRow) for row in rows):,}")

    def show_chosen(self, batch_id: BatchId | None) -> None:
        """Mark the batch that the window looks at, without telling anybody."""
        index = self._model.index_of(batch_id) if batch_id is not None else QModelIndex()
        self._list.selectionModel().blockSignals(True)  # noqa: FBT003 – Qt's argument has no name
        self._list.setCurrentIndex(index)
        self._list.selectionModel().blockSignals(False)  # noqa: FBT003
        self._list.viewport().update()

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(16, 12, 16, 4)
        header.addWidget(role_label("Batches", "title"))
        header.addStretch(1)
        header.addWidget(self._count)
        return header

    def _made_list(self) -> QListView:
        view = QListView()
        view.setModel(self._model)
        view.setItemDelegate(BatchDelegate(view))
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName("Batches by vendor")
        view.selectionModel().currentChanged.connect(self._choose)
        return view

    def _hint(self) -> QLabel:
        hint = role_label("Drop a file or a folder anywhere on this page to import it.", "faint")
        hint.setWordWrap(True)
        hint.setContentsMargins(16, 12, 16, 12)
        return hint

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and isinstance(row := self._model.row_at(index), BatchRow):
            self.chosen.emit(BatchId(row.batch.id))
