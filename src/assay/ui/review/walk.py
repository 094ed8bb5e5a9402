from PySide6.QtCore import QObject, Signal

from assay.model.findings import Finding
from assay.model.ids import ImageId
from assay.store.queue import QueueFilter, QueueRow, queue_ids
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.queue.list_model import QueueModel, is_judged
from assay.ui.selection import Selection
from assay.ui.session import Session

NEAR = 512
"""Rows to look at before the whole queue is asked."""


class Walk(QObject):
    """Going from finding to finding and from image to image, in the order of the queue as it is shown."""

    reached = Signal()
    """A finding was gone to; whoever shows it brings it into view."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        image: ImageInReview,
        queue: QueueModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._image = image
        self._queue = queue
        self._direction = 1

    def next_finding(self) -> None:
        """The next finding on this image, or the first one on the next image that has any."""
        self._step(1)

    def previous_finding(self) -> None:
        """The finding before, or the last one on the image before that has any."""
        self._step(-1)

    def next_unjudged(self) -> None:
        """The next finding on this image that waits for a verdict, from the chosen one on; it stays chosen when none does."""
        findings = self._image.findings
        place = self._place()
        around = [*findings[place + 1 :], *findings[: place + 1]]
        waiting = next((finding for finding in around if finding.verdict is None), None)
        if waiting is not None:
            self._go_to(waiting)

    def next_image(self) -> None:
        """The image below in the queue."""
        self._direction = 1
        self._choose_at(self._position(-1) + 1)

    def previous_image(self) -> None:
        """The image above in the queue."""
        self._direction = -1
        self._choose_at(self._position(1) - 1)

    def next_to_do(self) -> None:
        """The next image below that is still to do, else the first one above; the image stays when all are judged."""
        image_id = self._first_of(QueueFilter.TODO, forwards=True, around=True)
        if image_id is not None:
            self._selection.choose_image(image_id)

    def neighbours(self) -> list[ImageId]:
        """The images that are likely to be wanted next, the likeliest first: on in the direction that one goes."""
        position = self._queue.position(self._selection.image_id)
        if position is None:
            return []
        near = (position + step * self._direction for step in (1, 2, -1))
        return [self._queue.ids[place] for place in near if 0 <= place < len(self._queue.ids)]

    def _step(self, direction: int) -> None:
        self._direction = direction
        findings = self._image.findings
        place = self._place() + direction if self._image.finding else (0 if direction > 0 else len(findings) - 1)
        if 0 <= place < len(findings):
            self._go_to(findings[place])
            return
        image_id = self._first_of(QueueFilter.FINDINGS, forwards=direction > 0)
        if image_id is not None:
            self._selection.choose_image(image_id)
            if self._image.findings:
                self._go_to(self._image.findings[0 if direction > 0 else -1])

    def _go_to(self, finding: Finding) -> None:
        self._image.choose_finding(finding.id)
        self.reached.emit()

    def _place(self) -> int:
        ids = [finding.id for finding in self._image.findings]
        return ids.index(self._image.finding.id) if self._image.finding else -1

    def _position(self, outside: int) -> int:
        """Where the image stands in the queue; before or after it all when the filter leaves it out."""
        position = self._queue.position(self._selection.image_id)
        if position is not None:
            return position
        return -1 if outside < 0 else len(self._queue.ids)

    def _choose_at(self, position: int) -> None:
        if 0 <= position < len(self._queue.ids):
            self._selection.choose_image(self._queue.ids[position])

    def _first_of(self, wanted: QueueFilter, *, forwards: bool, around: bool = False) -> ImageId | None:
        """The nearest image in the list that fits a filter now, ahead or, when asked for, from the beginning."""
        position, count = self._position(-1 if forwards else 1), len(self._queue.ids)
        ahead = range(position + 1, count) if forwards else range(position - 1, -1, -1)
        found = self._first_in(ahead, wanted)
        return self._first_in(range(max(position, 0)), wanted) if found is None and around else found

    def _first_in(self, places: range, wanted: QueueFilter) -> ImageId | None:
        """The first image at these places that fits: the near rows are looked at, for the far ones one query is asked."""
        near, far = places[:NEAR], places[NEAR:]
        for place in near:
            row = self._queue.row(place)
            if row is not None and fits(row, wanted):
                return row.image_id
        delivery = self._selection.delivery
        if not far or delivery is None:
            return None
        fitting = set(queue_ids(self._session.project.connection, delivery.id, wanted))
        return next((self._queue.ids[place] for place in far if self._queue.ids[place] in fitting), None)


def fits(row: QueueRow, wanted: QueueFilter) -> bool:
    """Whether an image is to do, or has findings, as it stands now."""
    if wanted is QueueFilter.TODO:
        return not is_judged(row)
    return row.critical + row.major + row.minor + row.observation > 0
