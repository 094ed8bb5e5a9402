from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.ids import BatchId
from assay.store.batches import batches, newest_set
from assay.store.findings import current_comparison
from assay.store.project import Project
from assay.ui.deliveries.set_words import counted

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class VendorRow:
    """The line over a vendor's batches."""

    vendor: str
    batches: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in the list: its name, its newest round, and what is so far known of it."""

    batch: Batch
    round: str
    detail: str


def read_rows(project: Project) -> list[VendorRow | BatchRow]:
    """Vendors by name, each with its batches, the newest first."""
    ordered = sorted(batches(project.connection), key=lambda one: (one.vendor.casefold(), one.vendor, -one.id))
    rows: list[VendorRow | BatchRow] = []
    for vendor, group in groupby(ordered, key=lambda one: one.vendor):
        found = [_batch_row(project, one) for one in group]
        rows += [VendorRow(vendor, len(found)), *found]
    return rows


def _batch_row(project: Project, batch: Batch) -> BatchRow:
    delivery = newest_set(project.connection, batch.id, SetRole.DELIVERY)
    gold = newest_set(project.connection, batch.id, SetRole.GOLD)
    newest = delivery or gold
    known = [counted(newest.images, "image")] if newest else []
    round_ = f"round {delivery.round}" if delivery else ""
    return BatchRow(batch, round_, " · ".join([*known, _state(project, delivery, gold)]))


def _state(project: Project, delivery: LabelSet | None, gold: LabelSet | None) -> str:
    if delivery is None:
        return "no delivery yet"
    if gold is None:
        return "no gold yet"
    return "compared" if current_comparison(project.connection, delivery.id) else "not compared yet"


class BatchModel(QAbstractListModel):
    """Vendors and their batches as one list; only batches can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[VendorRow | BatchRow] = ()

    def show_rows(self, rows: Sequence[VendorRow | BatchRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: Index) -> VendorRow | BatchRow:
        """What a row shows."""
        return self._rows[index.row()]

    def index_of(self, batch_id: BatchId) -> QModelIndex:
        """Where a batch stands; an invalid index when it does not."""
        for number, row in enumerate(self._rows):
            if isinstance(row, BatchRow) and row.batch.id == batch_id:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a row says, for the screen reader and for typing ahead."""
        row = self.row_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.vendor if isinstance(row, VendorRow) else row.batch.name
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, BatchRow):
            return f"{row.batch.name}, {row.batch.vendor}, {row.round or 'no round'}, {row.detail}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, BatchRow):
            return row.batch.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Vendors are there to be read only."""
        if isinstance(self.row_at(index), VendorRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
