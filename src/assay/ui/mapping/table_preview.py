from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.review.table_mapping import CsvMapping
from assay.ui.mapping.words import BOX_COLUMNS, MORE
from assay.ui.theme.current import current_tokens
from assay.ui.widgets.row_painting import CellDelegate

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ROWS_SHOWN = 50
ROW_HEIGHT = 28
COLUMN_WIDTH = 120


def meanings(mapping: CsvMapping) -> dict[str, str]:
    """What each column means that means something."""
    found = {mapping.image: "Image", mapping.label: "Class"}
    found |= dict(zip(mapping.box, BOX_COLUMNS[mapping.corners], strict=True))
    found |= {getattr(mapping, name): text for name, text in MORE.items()}
    found = {name: f"Attribute {name}" for name in mapping.attributes} | found
    found.pop("", None)
    return found


class TableModel(QAbstractTableModel):
    """The first rows of a table; each heading says below the column's name what it means."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._meanings: Mapping[str, str] = {}

    def show_rows(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._header, self._rows = header, rows[:ROWS_SHOWN]
        self.endResetModel()

    def show_meanings(self, found: Mapping[str, str]) -> None:
        """Say what the columns mean now."""
        self._meanings = found
        if self._header:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._header) - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._header) - 1))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """All columns of the table."""
        return 0 if parent.isValid() else len(self._header)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The column's name with its meaning."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        name = self._header[section]
        return f"{name}\n{self._meanings.get(name, '–')}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QColor | None:
        """A cell as it stands in the table; faint where the column means nothing."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            tokens = current_tokens()
            return QColor(tokens.text if self._header[index.column()] in self._meanings else tokens.faint)
        return None


class TablePreview(QTableView):
    """The beginning of a table, with what its columns mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableModel(self)
        self.setModel(self.table)
        self.setAccessibleName("The first rows of the table")
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setDefaultSectionSize(COLUMN_WIDTH)
        columns.setHighlightSections(False)
