from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from assay.model.findings import Finding
from assay.model.ids import FindingId
from assay.model.schema import Schema
from assay.model.sentences import headline

FINDING = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ContestedModel(QAbstractListModel):
    """The contested findings of a comparison, those that wait for a ruling first."""

    def __init__(self) -> None:
        super().__init__()
        self._findings: Sequence[Finding] = ()
        self._schema = Schema(0, ())
        self._file_names: Mapping[int, str] = {}
        self._who: Mapping[FindingId, str] = {}

    def show_findings(
        self,
        findings: Sequence[Finding],
        *,
        schema: Schema,
        file_names: Mapping[int, str],
        who: Mapping[FindingId, str],
    ) -> None:
        """Show other findings. who: who contested each."""
        self.beginResetModel()
        self._findings, self._schema, self._file_names, self._who = findings, schema, file_names, who
        self.endResetModel()

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings in their order."""
        return self._findings

    def place_of(self, finding_id: FindingId | None) -> int | None:
        """Where a finding stands, None when it is not contested."""
        return next((place for place, one in enumerate(self._findings) if one.id == finding_id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A finding's sentence, where it is and who contested it."""
        finding = self._findings[index.row()]
        if role == FINDING:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return headline(finding, self._schema)
        if role == DETAIL:
            return " · ".join((self._file_names.get(finding.image_id, "–"), self._who.get(finding.id, "–")))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.severity}: {headline(finding, self._schema)}, {index.data(DETAIL)}. {finding.comment}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding.comment or None
        return None
