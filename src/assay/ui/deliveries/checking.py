from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assay.model.batches import SetRole
from assay.model.changes import Changes
from assay.model.ids import LabelSetId
from assay.model.progress import Work
from assay.review.check_delivery import check_delivery
from assay.review.look_into_images import look_into_images
from assay.store.batches import newest_set
from assay.store.project import Project
from assay.ui.deliveries.own_work import OwnWork
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
        """Check now; says so when there is nothing to check."""
        if (delivery := self._newest()) is None:
            self._session.refused.emit("There is no delivery yet to check; import one first")
        else:
            self._check(delivery)

    def start_if_possible(self, then: Callable[[], None]) -> None:
        """Check where there is a delivery, and go on with what comes after it; does nothing at all otherwise."""
        if (delivery := self._newest()) is not None:
            self._check(delivery, then)

    def _newest(self) -> LabelSetId | None:
        batch = self._selection.batch
        found = newest_set(self._session.project.connection, batch.id, SetRole.DELIVERY) if batch else None
        return found.id if found else None

    def _check(self, delivery: LabelSetId, then: Callable[[], None] = lambda: None) -> None:
        reviewer, batch = self._session.reviewer, self._selection.batch
        assert batch is not None

        def look_and_check(project: Project) -> Work[None]:
            yield from look_into_images(project, batch, by=reviewer)
            yield from check_delivery(project, delivery, by=reviewer)

        self._work.start(
            "Checking the delivery",
            look_and_check,
            then=lambda _: self._tell(then),
        )

    def _tell(self, then: Callable[[], None]) -> None:
        self._session.changed.emit(Changes.everywhere(("intake_finding",)))
        self.done.emit()
        then()
