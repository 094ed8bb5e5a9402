from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon

from assay.model.schema import LabelClass
from assay.ui.schema.swatch import swatch

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ROW = QSize(0, 32)


class ClassListModel(QAbstractListModel):
    """The classes of the schema, each with its colour."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.classes: Sequence[LabelClass] = ()

    def show_classes(self, classes: Sequence[LabelClass]) -> None:
        """Show the classes as they are now."""
        self.beginResetModel()
        self.classes = classes
        self.endResetModel()

    def index_named(self, name: str) -> QModelIndex:
        """Where a class stands, nowhere when there is none of this name."""
        row = next((at for at, one in enumerate(self.classes) if one.name == name), -1)
        return self.index(row) if row >= 0 else NO_INDEX

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.classes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QIcon | QSize | None:
        """The name and the colour."""
        one = self.classes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name if one.declared else f"{one.name}  (not declared)"
        if role == Qt.ItemDataRole.DecorationRole:
            return swatch(one.colour)
        return ROW if role == Qt.ItemDataRole.SizeHintRole else None
