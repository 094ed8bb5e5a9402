from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assay.model.intake import IntakeFinding
from assay.ui.deliveries.intake_rows import IntakeFilter, Row, RuleRow, folded_at_first, rows_of

ROW = Qt.ItemDataRole.UserRole
COLUMNS = ("Place", "What is wrong", "State")
PLACE, SENTENCE, STATE = range(3)
LOGGED = "Logged"
Index = QModelIndex | QPersistentModelIndex


class IntakeModel(QAbstractTableModel):
    """What the intake found of a label set: a heading for each rule, which can be folded, and its findings below it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[IntakeFinding] = ()
        self._shown: Sequence[IntakeFinding] = ()
        self._rows: Sequence[Row] = ()
        self._folded: set[str] = set()
        self._filter = IntakeFilter()

    @property
    def findings(self) -> Sequence[IntakeFinding]:
        """The findings that the filter leaves, folded or not."""
        return self._shown

    @property
    def rows(self) -> Sequence[Row]:
        """The lines that are shown."""
        return self._rows

    def show_findings(self, findings: Sequence[IntakeFinding], *, is_same_set: bool) -> None:
        """Show others, or the same label set's as they are now, when what is folded stays so."""
        if not is_same_set:
            self._folded = folded_at_first(findings)
        self._all = findings
        self._lay_out()

    def set_filter(self, wanted: IntakeFilter) -> None:
        """Show only some of them."""
        self._filter = wanted
        self._lay_out()

    def fold(self, place: int, *, folded: bool | None = None) -> None:
        """Fold the rule of a line, or unfold it; the other way round when it is not said which."""
        rule = self._rows[place].rule
        is_folded = rule in self._folded
        if folded == is_folded:
            return
        self._folded ^= {rule}
        self._lay_out()

    def place_of_rule(self, rule: str) -> int:
        """The line of a rule's heading, -1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, RuleRow) and row.rule == rule), -1)

    def findings_at(self, places: Sequence[int]) -> list[IntakeFinding]:
        """The findings of these lines; a heading stands for all of its rule."""
        rules = {row.rule for place in places if isinstance(row := self._rows[place], RuleRow)}
        ids = {row.id for place in places if isinstance(row := self._rows[place], IntakeFinding)}
        return [one for one in self._shown if one.rule in rules or one.id in ids]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Place, sentence and state."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if is_name else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; the whole line as ROW."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _text(row, index.column()) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row, index.column())
        return None

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if self._filter.has(one)]
        self._rows = rows_of(self._shown, self._folded)
        self.endResetModel()


def _text(row: Row, column: int) -> str:
    if isinstance(row, RuleRow):
        return row.title if column == PLACE else ""
    return (row.place, row.sentence, LOGGED if row.defect_id is not None else "")[column]


def _spoken(row: Row, column: int) -> str:
    if isinstance(row, RuleRow):
        state = "folded" if row.is_folded else "unfolded"
        return f"{row.severity}: {row.title}, {row.code or 'no defect'}, {row.count:,} findings, {state}"
    return _text(row, column)
