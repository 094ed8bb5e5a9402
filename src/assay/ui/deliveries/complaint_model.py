from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from assay.model.batches import Complaint
from assay.ui.theme.current import current_tokens

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = ("", "Place", "Why")
KIND, PLACE, WHY = range(3)


def kind_of(complaint: Complaint) -> str:
    """Whether it cost something: "Left out" or "Odd"."""
    return "Left out" if complaint.left_out else "Odd"


class ComplaintModel(QAbstractTableModel):
    """What an import left out or found odd, one line each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._complaints: Sequence[Complaint] = ()

    @property
    def complaints(self) -> Sequence[Complaint]:
        """What is shown now."""
        return self._complaints

    def show_complaints(self, complaints: Sequence[Complaint]) -> None:
        """Show others."""
        self.beginResetModel()
        self._complaints = complaints
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._complaints)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Kind, place and reason."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if is_name else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QColor | None:
        """What a cell says, and the colour of the first."""
        complaint = self._complaints[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (kind_of(complaint), complaint.place, complaint.why)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_ink(complaint, index.column()))
        return None


def _ink(complaint: Complaint, column: int) -> str:
    tokens = current_tokens()
    if column == KIND:
        return tokens.major if complaint.left_out else tokens.secondary
    return tokens.secondary if column == PLACE else tokens.text
