from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.model.sentences import headline
from assay.ui.scorecard.entries import Entry
from assay.ui.scorecard.lookups import Lookup

ENTRY = Qt.ItemDataRole.UserRole
FINDING = Qt.ItemDataRole.UserRole + 1
DETAIL = Qt.ItemDataRole.UserRole + 2
WHOLE_IMAGE = ("MIS-IMG", "IMG-SKIP")
"""One such finding speaks of every object on an image."""

SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


class ObjectModel(QAbstractListModel):
    """Entries as two lines each; the finding that speaks of one is looked up when the row is first painted."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._lookup: Lookup | None = None
        self._schema = Schema(0, ())
        self._file_names: Mapping[int, str] = {}

    def show_entries(
        self, entries: Sequence[Entry], lookup: Lookup, *, schema: Schema, file_names: Mapping[int, str]
    ) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries, self._lookup, self._schema, self._file_names = entries, lookup, schema, file_names
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many entries there are."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An entry's two lines, the entry itself, and the finding that speaks of it."""
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == DETAIL:
            return self._detail(entry)
        if role not in (FINDING, *SPOKEN):
            return None
        finding = self._lookup.of(entry) if self._lookup else None
        if role == FINDING:
            return finding
        title = self._title(entry, finding)
        return title if role == Qt.ItemDataRole.DisplayRole else f"{title}\n{self._detail(entry)}"

    def _title(self, entry: Entry, finding: Finding | None) -> str:
        if entry.is_image:
            return self._file_names.get(entry.image_id, "–")
        if finding is None:
            return self._plain(entry)
        if finding.code in WHOLE_IMAGE and entry.finding_id is None:
            return f"{capitalised(self._class_name(entry))}, image not annotated"
        return headline(finding, self._schema)

    def _plain(self, entry: Entry) -> str:
        """What an object without a finding is."""
        is_pair = entry.vendor_number and entry.gold_number and entry.delivered == entry.expected
        return f"{capitalised(self._class_name(entry))}, {'matched' if is_pair else 'without a partner'}"

    def _class_name(self, entry: Entry) -> str:
        return self._schema.name_of(entry.expected if entry.gold_number else entry.delivered)

    def _detail(self, entry: Entry) -> str:
        if entry.is_image:
            return "Image"
        said = [self._file_names.get(entry.image_id, "–")]
        if entry.iou is not None:
            said.append(f"IoU {entry.iou:.2f}")
        if number := entry.vendor_number or entry.gold_number:
            said.append(f"#{number}")
        return " · ".join(said)


def capitalised(name: str) -> str:
    """A name at the beginning of a sentence."""
    return name[:1].upper() + name[1:]
