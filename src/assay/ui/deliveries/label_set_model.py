from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assay.model.batches import LabelSet
from assay.model.ids import LabelSetId
from assay.ui.deliveries.local_time import local_time
from assay.ui.deliveries.set_words import counted, format_name, set_title

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class LabelSetModel(QAbstractListModel):
    """The label sets of one batch, deliveries first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: Sequence[LabelSet] = ()

    def show_sets(self, sets: Sequence[LabelSet]) -> None:
        """Show other label sets."""
        self.beginResetModel()
        self._sets = sets
        self.endResetModel()

    def set_at(self, index: Index) -> LabelSet:
        """The label set in a row."""
        return self._sets[index.row()]

    def index_of(self, label_set_id: LabelSetId) -> QModelIndex:
        """Where a label set stands; an invalid index when it does not."""
        rows = [row for row, one in enumerate(self._sets) if one.id == label_set_id]
        return self.index(rows[0]) if rows else QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many label sets there are."""
        return 0 if parent.isValid() else len(self._sets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a row says."""
        label_set = self.set_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return set_title(label_set)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{set_title(label_set)}, {contents_line(label_set)}, {origin_line(label_set)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{label_set.source}\nSHA-256 {label_set.source_sha256}"
        return None


def contents_line(label_set: LabelSet) -> str:
    """What a label set holds, in a line: "26 images · 1,272 annotations"."""
    return f"{counted(label_set.images, 'image')} · {counted(label_set.annotations, 'annotation')}"


def origin_line(label_set: LabelSet) -> str:
    """When a label set came in, and as what: "28 Nov 2026, 17:44 · COCO instances"."""
    return f"{local_time(label_set.imported_at)} · {format_name(label_set.format)}"
