from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assay.model.batches import SetRole
from assay.model.changes import Changes
from assay.model.ids import LabelSetId
from assay.model.progress import Work
from assay.review.check_delivery import check_delivery
from assay.review.look_into_images import look_into_images
from assay.store.batches import newest_set
from assay.store.image_contents import not_looked_into
from assay.store.project import Project
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.jobs import MakeWork
from assay.ui.selection import Selection
from assay.ui.session import Session


class Checking(QObject):
    """Checks the newest delivery of the batch that the window looks at, and tells everybody when it is done."""

    done = Signal()

    def __init__(self, session: Session, selection: Selection, work: OwnWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._work = work
        work.refused.connect(session.refused)

    def start(self) -> None:
        """Look into the images and check now; says so when there is nothing to check."""
        if (delivery := self._newest()) is None:
            self._session.refused.emit("There is no delivery yet to check; import one first")
        else:
            self._begin(self._looked_into_and_checked(delivery))

    def start_if_possible(self, then: Callable[[], None]) -> None:
        """Check where there is a delivery, and go on with what comes after it; does nothing at all otherwise.

        Images are not looked into: with very many of them, that would keep waiting what comes after.
        """
        if (delivery := self._newest()) is not None:
            reviewer = self._session.reviewer
            self._begin(lambda project: check_delivery(project, delivery, by=reviewer), then)

    def look_if_needed(self) -> None:
        """Look into the images and check again, where there are some into which nobody looked yet."""
        batch, delivery = self._selection.batch, self._newest()
        if batch and delivery is not None and not_looked_into(self._session.project.connection, batch.id):
            self._begin(self._looked_into_and_checked(delivery))

    def _newest(self) -> LabelSetId | None:
        batch = self._selection.batch
        found = newest_set(self._session.project.connection, batch.id, SetRole.DELIVERY) if batch else None
        return found.id if found else None

    def _looked_into_and_checked(self, delivery: LabelSetId) -> MakeWork:
        reviewer, batch = self._session.reviewer, self._selection.batch
        assert batch is not None

        def work(project: Project) -> Work[None]:
            yield from look_into_images(project, batch, by=reviewer)
            yield from check_delivery(project, delivery, by=reviewer)

        return work

    def _begin(self, work: MakeWork, then: Callable[[], None] = lambda: None) -> None:
        self._work.start("Checking the delivery", work, then=lambda _: self._tell(then))

    def _tell(self, then: Callable[[], None]) -> None:
        self._session.changed.emit(Changes.everywhere(("intake_finding",)))
        self.done.emit()
        then()
