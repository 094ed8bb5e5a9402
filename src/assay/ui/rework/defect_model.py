from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from assay.model.defect_types import SEVERITIES
from assay.model.ids import DefectId
from assay.ui.rework.defect_filter import DefectFilter
from assay.ui.rework.defect_rows import DefectRow, State
from assay.ui.theme.current import current_tokens

ROW = Qt.ItemDataRole.UserRole
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DefectColumn:
    """A column's title, what it says of a defect, and by what it sorts."""

    title: str
    text: Callable[[DefectRow], str]
    order: Callable[[DefectRow], Any]


CHOSEN, SEVERITY, DEFECT = range(3)
BY = 7
"""Columns that are painted rather than written."""

COLUMNS: tuple[DefectColumn, ...] = (
    DefectColumn("", lambda row: "", lambda row: row.state is not State.TO_SEND),
    DefectColumn("", lambda row: "", lambda row: SEVERITIES.index(row.severity)),
    DefectColumn("Defect", lambda row: row.name, lambda row: (row.code, row.image)),
    DefectColumn("Image", lambda row: row.image, lambda row: (row.image, row.id)),
    DefectColumn("Class", lambda row: row.class_name, lambda row: (row.class_name, row.image)),
    DefectColumn("Instruction", lambda row: row.instruction, lambda row: row.instruction.casefold()),
    DefectColumn("Comment", lambda row: row.comment, lambda row: row.comment.casefold()),
    DefectColumn("By", lambda row: row.by, lambda row: (row.by, row.image)),
    DefectColumn("State", lambda row: row.state_words, lambda row: (list(State).index(row.state), row.request)),
)


class DefectModel(QAbstractTableModel):
    """The delivery's defects, filtered and sorted, of which those to send are chosen or not.

    What is remembered is what was left out, so that a defect logged meanwhile is chosen.
    """

    choice_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[DefectRow] = ()
        self._shown: list[DefectRow] = []
        self._left_out: set[DefectId] = set()
        self._filter = DefectFilter()
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> Sequence[DefectRow]:
        """Every defect, whatever the filter shows."""
        return self._all

    @property
    def chosen(self) -> list[DefectRow]:
        """The defects that the request would hold, whether the filter shows them or not."""
        return [row for row in self._all if row.state is State.TO_SEND and row.id not in self._left_out]

    def show_rows(self, rows: Sequence[DefectRow]) -> None:
        """Show another delivery's defects, or the same ones read again."""
        self.beginResetModel()
        self._all = rows
        self._left_out &= {row.id for row in rows}
        self._put_in_order()
        self.endResetModel()
        self.choice_changed.emit()

    def set_filter(self, wanted: DefectFilter) -> None:
        """Show only some of them; what is chosen stays so."""
        self.beginResetModel()
        self._filter = wanted
        self._put_in_order()
        self.endResetModel()

    def sort_next(self, column: int) -> None:
        """Sort by a column, then the other way round, then as they were logged."""
        following = {(column, ASCENDING): (column, DESCENDING), (column, DESCENDING): None}
        self.beginResetModel()
        self._sorted = following.get(self._sorted, (column, ASCENDING)) if self._sorted else (column, ASCENDING)
        self._put_in_order()
        self.endResetModel()

    def choose_shown(self, *, chosen: bool) -> None:
        """Choose every defect that the filter shows, or none of them."""
        ids = {row.id for row in self._shown}
        self._left_out = self._left_out - ids if chosen else self._left_out | ids
        self._say_chosen(0, len(self._shown) - 1)

    def toggle(self, places: Sequence[int]) -> None:
        """Choose the defects in these rows; leave them out when all of them were chosen."""
        rows = [self._shown[place] for place in places if self._shown[place].state is State.TO_SEND]
        if not rows:
            return
        ids = {row.id for row in rows}
        self._left_out = self._left_out - ids if ids & self._left_out else self._left_out | ids
        self._say_chosen(min(places), max(places))

    def is_chosen(self, row: DefectRow) -> bool:
        """Whether the request would hold a defect."""
        return row.state is State.TO_SEND and row.id not in self._left_out

    def row(self, place: int) -> DefectRow:
        """The defect in a row."""
        return self._shown[place]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; the first column says whether the defect is chosen."""
        row = self._shown[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[index.column()].text(row) or None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CHOSEN and row.state is State.TO_SEND:
            return Qt.CheckState.Checked if self.is_chosen(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, row)
        if role == Qt.ItemDataRole.ForegroundRole and row.state is not State.TO_SEND:
            return QColor(current_tokens().secondary)
        return None

    def _spoken(self, index: Index, row: DefectRow) -> str:
        if index.column() == CHOSEN:
            return "Chosen" if self.is_chosen(row) else "Not chosen"
        return str(row.severity) if index.column() == SEVERITY else COLUMNS[index.column()].text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, with an arrow where the table is sorted by."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        is_sorted = self._sorted is not None and self._sorted[0] == section
        arrow = ("↑" if self._sorted[1] == ASCENDING else "↓") if self._sorted and is_sorted else ""
        return f"{COLUMNS[section].title} {arrow}".strip()

    def _put_in_order(self) -> None:
        self._shown = [row for row in self._all if self._filter.has(row)]
        if self._sorted is not None:
            column, order = self._sorted
            self._shown.sort(key=COLUMNS[column].order, reverse=order == DESCENDING)

    def _say_chosen(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0), [Qt.ItemDataRole.CheckStateRole])
        self.choice_changed.emit()
