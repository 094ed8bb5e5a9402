from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assay.model.defect_types import Severity
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.ui.review.findings.rows import ListRow, ListRows
from assay.ui.review.place import Box

ROW_ROLE = Qt.ItemDataRole.UserRole
ROOT = QModelIndex()


class FindingsModel(QAbstractListModel):
    """The findings of one image, then the defects that were logged on it by hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = ListRows()
        self._ahead = ListRows()

    def word_ahead(self, findings: Sequence[Finding], schema: Schema) -> ListRows:
        """The lines of an image that is likely to be listed next; they are not worded again when it is."""
        self._ahead = ListRows(findings, (), schema)
        return self._ahead

    def show_image(
        self, findings: Sequence[Finding], logged: Sequence[Defect], schema: Schema, *, whole: Box | None = None
    ) -> None:
        """List these; the same things in the same order are no reset. whole: where a defect about the whole image lies."""
        rows = ListRows(findings, logged, schema, whole)
        rows.take_words(self._ahead)
        if rows.keys == self.rows.keys:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def index_of(self, key: int) -> QModelIndex:
        """The index of the row with this key; no index when there is none."""
        return self.index(self.rows.keys.index(key)) if key in self.rows.keys else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """How many findings and defects there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for the delegate, its words for everyone else."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None


def spoken(row: ListRow) -> str:
    """What a screen reader says of a finding."""
    words = {severity: severity.value for severity in Severity}
    return ", ".join(filter(None, [row.headline, words[row.severity], row.second_line, row.ending or "not judged"]))
