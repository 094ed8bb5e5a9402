from collections import OrderedDict
from collections.abc import Sequence

from assay.model.ids import ImageId, LabelSetId
from assay.store.project import Project
from assay.store.queue import QueueRow, queue_rows

PAGE = 256
KEPT_PAGES = 32


class QueuePages:
    """The rows of a queue whose ids are in memory, read 256 at a time and forgotten when others are wanted."""

    def __init__(self, project: Project, label_set_id: LabelSetId, ids: Sequence[ImageId]) -> None:
        self._project = project
        self._label_set_id = label_set_id
        self._ids = ids
        self._pages: OrderedDict[int, dict[ImageId, QueueRow]] = OrderedDict()

    def row(self, position: int) -> QueueRow | None:
        """The row at a position; None when its image has left the queue."""
        number = position // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[position])

    def holding(self, review_ids: frozenset[int]) -> list[QueueRow]:
        """The rows in memory with these ids of image reviews."""
        return [row for page in self._pages.values() for row in page.values() if row.id in review_ids]

    def drop(self, review_ids: frozenset[int]) -> list[int]:
        """Forget the pages that hold these image reviews, all pages when the set is empty; gives their numbers."""
        stale = [
            number
            for number, page in self._pages.items()
            if not review_ids or any(row.id in review_ids for row in page.values())
        ]
        for number in stale:
            del self._pages[number]
        return stale

    def _read(self, number: int) -> dict[ImageId, QueueRow]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        page = {row.image_id: row for row in queue_rows(self._project.connection, self._label_set_id, ids)}
        self._pages[number] = page
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return page
