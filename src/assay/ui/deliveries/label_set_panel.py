from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from assay.model.batches import LabelSet
from assay.model.ids import LabelSetId
from assay.ui.deliveries.label_set_delegate import LabelSetDelegate
from assay.ui.deliveries.label_set_model import LabelSetModel
from assay.ui.widgets.role_label import role_label


class LabelSetPanel(QFrame):
    """What came in for one batch: deliveries by round, gold by revision."""

    chosen = Signal(object)
    """The LabelSet whose intake report is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._count = role_label("", "secondary")
        self._model = LabelSetModel(self)
        self._list = self._made_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._header())
        layout.addWidget(self._list, 1)

    @property
    def view(self) -> QListView:
        """The list itself."""
        return self._list

    def show_sets(self, sets: Sequence[LabelSet], chosen: LabelSetId | None = None) -> None:
        """Show these, and choose one of them: this one, the one chosen before, or the first."""
        before = self._current()
        self._model.show_sets(sets)
        self._count.setText(f"{len(sets):,}")
        wanted = chosen if chosen is not None else before
        index = self._model.index_of(wanted) if wanted is not None else QModelIndex()
        self._list.setCurrentIndex(index if index.isValid() else self._model.index(0))

    def _current(self) -> LabelSetId | None:
        index = self._list.currentIndex()
        return self._model.set_at(index).id if index.isValid() else None

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(16, 12, 16, 8)
        header.addWidget(role_label("Label sets", "title"))
        header.addStretch(1)
        header.addWidget(self._count)
        return header

    def _made_list(self) -> QListView:
        view = QListView()
        view.setModel(self._model)
        view.setItemDelegate(LabelSetDelegate(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName("Label sets of the batch")
        view.selectionModel().currentChanged.connect(self._choose)
        return view

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.set_at(index))
