from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from assay.ui.scorecard.entries import Listing
from assay.ui.theme.current import current_tokens

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def silent(row: Any) -> str:
    """There is nothing more to say."""
    del row
    return ""


def never(row: Any) -> bool:
    """Nothing is faint."""
    del row
    return False


def nothing(row: Any) -> None:
    """Opens no list."""
    del row


Opens = Callable[[Any], Listing | None]
"""What a cell of a row lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its title, what it says of a row, and by what it sorts. Figures stand on the right. faint: rows where it says little.

    opens: the list of what a cell counts; None where it counts nothing.
    note: what pointing at a cell says besides.
    """

    title: str
    text: Callable[[Row], str]
    order: Callable[[Row], Any]
    is_figure: bool = True
    tip: str = ""
    faint: Callable[[Row], bool] = never
    opens: Opens = nothing
    note: Callable[[Row], str] = silent


class ColumnModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns that say themselves what they show; a few hundred of them, not more."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self._columns = columns
        self._given: Sequence[Row] = ()
        self._rows: list[Row] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[Row], columns: Sequence[Column[Row]] | None = None) -> None:
        """Show other rows, in this order unless another was asked for; with columns of the same number that say something else."""
        self.beginResetModel()
        self._columns = columns or self._columns
        self._given = rows
        self._put_in_order()
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """What stands in a row."""
        return self._rows[index.row()]

    def listing(self, index: Index) -> Listing | None:
        """What a cell counts."""
        return self._columns[index.column()].opens(self.row(index))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, where it stands and in which colour."""
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.is_figure else LEFT
        if role == Qt.ItemDataRole.ForegroundRole and column.faint(row):
            return QColor(current_tokens().faint)
        return self._tip(index) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, index: Index) -> str | None:
        """What a click would list, or what else there is to say of a cell."""
        listing = self.listing(index)
        if listing is None:
            return self._columns[index.column()].note(self._rows[index.row()]) or None
        return f"{listing.title}: {len(listing.entries):,}. A click or the arrow keys list them"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.is_figure else LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title + self._arrow(section)
        return column.tip or None if role == Qt.ItemDataRole.ToolTipRole else None

    def _arrow(self, section: int) -> str:
        """Qt's own sort mark would take room in every column; this one stands in the title of the column sorted by."""
        if self._sorted is None or self._sorted[0] != section:
            return ""
        return " ↑" if self._sorted[1] == ASCENDING else " ↓"

    def sort_next(self, column: int) -> None:
        """Sort by a column: names from A, figures from the greatest; then the other way round; then as they were given."""
        first = DESCENDING if self._columns[column].is_figure else ASCENDING
        second = ASCENDING if first == DESCENDING else DESCENDING
        following = {(column, first): (column, second), (column, second): None}
        self.beginResetModel()
        self._sorted = following.get(self._sorted, (column, first)) if self._sorted else (column, first)
        self._put_in_order()
        self.endResetModel()

    def _put_in_order(self) -> None:
        """Sort the rows; those that have no such figure come last either way."""
        self._rows = list(self._given)
        if self._sorted is None:
            return
        key = self._columns[self._sorted[0]].order
        known = [row for row in self._rows if key(row) is not None]
        known.sort(key=key, reverse=self._sorted[1] == DESCENDING)
        self._rows = known + [row for row in self._rows if key(row) is None]
