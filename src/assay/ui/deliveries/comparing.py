from PySide6.QtCore import QObject, Signal

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.changes import Changes
from assay.model.findings import ComparisonRecord
from assay.review.compare_delivery import ComparisonSettings, compare_delivery
from assay.store.batches import label_sets, newest_set
from assay.store.findings import current_comparison
from assay.store.project import Project
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.selection import Selection
from assay.ui.session import Session

CHANGED = ("comparison", "finding", "image_review", "verdict", "defect", "adjudication")


class Comparing(QObject):
    """Compares the batch that the window looks at with its gold, and tells everybody when it is done."""

    done = Signal(object)
    """The new ComparisonRecord."""

    def __init__(self, session: Session, selection: Selection, work: OwnWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._work = work

    def start(self) -> None:
        """Compare now; says what is lacking when that cannot be."""
        batch = self._selection.batch
        if batch is None:
            self._session.refused.emit("There is no batch yet; import a delivery first")
        elif lacking := self._lacking(batch):
            self._session.refused.emit(lacking)
        else:
            self._compare(batch)

    def start_if_possible(self) -> bool:
        """Compare when both delivery and gold are there; says nothing otherwise. Whether it began."""
        batch = self._selection.batch
        is_possible = batch is not None and not self._lacking(batch)
        if batch is not None and is_possible:
            self._compare(batch)
        return is_possible

    def start_with(self, settings: ComparisonSettings) -> None:
        """Compare by other settings, which then hold for the next comparisons too."""
        if self._selection.batch is not None:
            self._compare(self._selection.batch, settings, self._selection.pair)

    def _lacking(self, batch: Batch) -> str:
        connection = self._session.project.connection
        if newest_set(connection, batch.id, SetRole.DELIVERY) is None:
            return f"Batch “{batch.name}” has no delivery yet; import it first"
        if newest_set(connection, batch.id, SetRole.GOLD) is None:
            return f"Batch “{batch.name}” has no gold yet; import it first"
        return ""

    def compare_two(self, judged: LabelSet, against: LabelSet) -> None:
        """Compare any two label sets of the batch, and look at them from then on."""
        if self._selection.batch is not None:
            self._compare(self._selection.batch, None, (judged, against))

    def _compare(
        self,
        batch: Batch,
        settings: ComparisonSettings | None = None,
        sets: tuple[LabelSet, LabelSet] | None = None,
    ) -> None:
        chosen = settings or last_settings(self._session.project, batch)
        reviewer = self._session.reviewer
        self._work.start(
            f"Comparing {sets[0].title} with {sets[1].title}" if sets else f"Comparing {batch.name} with gold",
            lambda project: compare_delivery(project, batch, chosen, by=reviewer, sets=sets),
            then=lambda record: self._tell(record, sets),
        )

    def _tell(self, record: ComparisonRecord, sets: tuple[LabelSet, LabelSet] | None) -> None:
        self._selection.pair = sets
        self._session.changed.emit(Changes.everywhere(CHANGED))
        self._selection.read_again()
        self.done.emit(record)


def last_settings(project: Project, batch: Batch) -> ComparisonSettings:
    """The settings by which the batch was compared last, also in an earlier round; the defaults before the first time."""
    deliveries = label_sets(project.connection, batch.id, SetRole.DELIVERY)
    records = [current_comparison(project.connection, one.id) for one in reversed(deliveries)]
    newest = next(filter(None, records), None)
    return ComparisonSettings.from_json(newest.settings) if newest else ComparisonSettings()
