from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.reports.losses import Loss
from assay.ui.theme.current import current_tokens
from assay.ui.widgets.row_painting import CellDelegate

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = ("How many", "What is not written as it is", "The first")
COUNT, WHAT, FIRST = range(3)
ROW_HEIGHT = 30


class LossModel(QAbstractTableModel):
    """What a format cannot hold, one line each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.losses: Sequence[Loss] = ()

    def show_losses(self, losses: Sequence[Loss]) -> None:
        """Show others."""
        self.beginResetModel()
        self.losses = losses
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.losses)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Count, what, and the first."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | QColor | None:
        """What a cell says."""
        loss = self.losses[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (f"{loss.count:,}", loss.what, loss.first)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            tokens = current_tokens()
            return QColor((tokens.major, tokens.text, tokens.secondary)[index.column()])
        return None


class LossTable(QTableView):
    """What a format cannot hold, as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_losses = LossModel(self)
        self.setModel(self.model_of_losses)
        self.setAccessibleName("What the format cannot hold")
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        columns.resizeSection(COUNT, 88)
        columns.resizeSection(FIRST, 160)

    def show_losses(self, losses: Sequence[Loss]) -> None:
        """Show others; the last column only where a loss names its first annotation."""
        self.model_of_losses.show_losses(losses)
        self.setColumnHidden(FIRST, not any(one.first for one in losses))
