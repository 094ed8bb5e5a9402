from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assay.model.batches import ImageStatus
from assay.model.changes import Changes
from assay.model.ids import ImageId, LabelSetId
from assay.store.project import Project
from assay.store.queue import QueueFilter, QueueOrder, QueueRow, queue_ids
from assay.ui.review.queue.pages import PAGE, QueuePages

ROW_ROLE = Qt.ItemDataRole.UserRole
ROOT = QModelIndex()
STATUS_WORDS = {ImageStatus.TODO: "to do", ImageStatus.ACCEPTED: "accepted", ImageStatus.REJECTED: "rejected"}


class QueueModel(QAbstractListModel):
    """The images of a delivery that a filter leaves: all ids in memory, rows by page.

    An image that no longer fits the filter stays until the filter is applied anew, so that the list never jumps.
    """

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._label_set_id: LabelSetId | None = None
        self.ids: list[ImageId] = []
        self._positions: dict[ImageId, int] = {}
        self._pages: QueuePages | None = None

    def load(
        self, label_set_id: LabelSetId | None, shown: QueueFilter, text: str, order: QueueOrder = QueueOrder.NAME
    ) -> None:
        """Apply a filter and an order anew; the same images in the same order are no reset."""
        connection = self._project.connection
        ids = queue_ids(connection, label_set_id, shown, text, order) if label_set_id is not None else []
        if ids == self.ids and label_set_id == self._label_set_id:
            self._drop(frozenset())
            return
        self.beginResetModel()
        self.ids, self._label_set_id = ids, label_set_id
        self._positions = dict(zip(ids, range(len(ids)), strict=True))
        self._pages = QueuePages(self._project, label_set_id, ids) if label_set_id is not None else None
        self.endResetModel()

    def position(self, image_id: ImageId | None) -> int | None:
        """Where an image stands; None when the filter leaves it out."""
        return self._positions.get(image_id) if image_id is not None else None

    def row(self, position: int) -> QueueRow | None:
        """What is known of the image at a position."""
        return self._pages.row(position) if self._pages and 0 <= position < len(self.ids) else None

    def take(self, changes: Changes) -> int | None:
        """Read again what changed; gives by how many more images are judged now, None when that must be counted anew."""
        review_ids = changes.rows.get("image_review")
        if review_ids is None or self._pages is None:
            return 0
        before = self._pages.holding(review_ids)
        self._drop(review_ids)
        if not review_ids or len(before) < len(review_ids):
            return None
        after = [self.row(self._positions[row.image_id]) for row in before]
        return sum(map(is_judged, after)) - sum(map(is_judged, before))

    def image_of(self, review_ids: frozenset[int]) -> ImageId | None:
        """The image of a single image review that is in memory; None when there are several or it is not."""
        held = self._pages.holding(review_ids) if self._pages else []
        return held[0].image_id if len(held) == 1 else None

    def _drop(self, review_ids: frozenset[int]) -> None:
        for number in self._pages.drop(review_ids) if self._pages else ():
            last = min((number + 1) * PAGE, len(self.ids)) - 1
            self.dataChanged.emit(self.index(number * PAGE), self.index(last))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """How many images the filter leaves."""
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself for the delegate, its words for everyone else."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.file_name
        return spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None


def is_judged(row: QueueRow | None) -> bool:
    """Whether an image was accepted or rejected."""
    return row is not None and row.status is not ImageStatus.TODO


def spoken(row: QueueRow) -> str:
    """What a screen reader says of an image."""
    severities = {"critical": row.critical, "major": row.major, "minor": row.minor, "observation": row.observation}
    counts = [f"{count} {name}" for name, count in severities.items() if count] or ["no findings"]
    contested = [f"{row.contested} contested"] if row.contested else []
    return ", ".join([row.file_name, STATUS_WORDS[row.status], *counts, *contested])
