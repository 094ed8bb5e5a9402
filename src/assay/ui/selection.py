from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.findings import ComparisonRecord
from assay.model.ids import BatchId, FindingId, ImageId, LabelSetId
from assay.store.batches import batch, batches, label_set, label_sets, newest_set
from assay.store.findings import current_comparison
from assay.store.project import Project


class Selection(QObject):
    """What the window looks at: a batch with its newest delivery and gold, one image of it, one finding on that.

    Whoever changes it calls a `choose_…`; whoever shows it listens.
    """

    batch_chosen = Signal()
    image_chosen = Signal()
    finding_chosen = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.batch: Batch | None = None
        self.delivery: LabelSet | None = None
        self.gold: LabelSet | None = None
        self.others: tuple[LabelSet, ...] = ()
        self.comparison: ComparisonRecord | None = None
        self.image_id: ImageId | None = None
        self.finding_id: FindingId | None = None
        self.pair: tuple[LabelSet, LabelSet] | None = None
        """Two label sets that are compared instead of the newest delivery and the newest gold."""
        self.beside: set[LabelSetId] = set()
        """The other label sets that are shown on the image at hand."""

    def in_words(self) -> str:
        """Which delivery is looked at; which two label sets, where it is not a delivery against gold."""
        judged, against = self.delivery, self.gold
        if judged is None:
            return ""
        is_usual = judged.role is SetRole.DELIVERY and (against is None or against.role is SetRole.GOLD)
        if is_usual or against is None:
            return f"round {judged.round}"
        return f"{judged.title} against {against.title}"

    def choose_first_batch(self) -> None:
        """Look at the newest batch that has a delivery, else at the newest batch."""
        connection = self._project.connection
        found = batches(connection)
        delivered = [one for one in found if label_sets(connection, one.id, SetRole.DELIVERY)]
        if newest := (delivered or found)[-1:]:
            self.choose_batch(newest[0].id)
        else:
            self.batch_chosen.emit()

    def choose_batch(self, batch_id: BatchId) -> None:
        """Look at another batch, with no image chosen yet."""
        self.pair = None
        self._read_batch(batch_id)
        self.image_id = self.finding_id = None
        self.batch_chosen.emit()
        self.image_chosen.emit()
        self.finding_chosen.emit()

    def choose_image(self, image_id: ImageId | None, finding_id: FindingId | None = None) -> None:
        """Look at another image of the batch, and at one finding on it when it is given."""
        self.image_id, self.finding_id = image_id, finding_id
        self.image_chosen.emit()
        self.finding_chosen.emit()

    def choose_finding(self, finding_id: FindingId | None) -> None:
        """Look at another finding on the same image."""
        if finding_id != self.finding_id:
            self.finding_id = finding_id
            self.finding_chosen.emit()

    def look_at(self, judged: LabelSet, against: LabelSet) -> None:
        """Look at two label sets in place of the newest delivery and gold, whether they were compared or not."""
        self.pair = judged, against
        self.read_again()

    def show_beside(self, label_sets: Iterable[LabelSetId]) -> None:
        """Show these label sets on images, too."""
        self.beside = {*label_sets}

    def read_again(self) -> None:
        """Bring batch, label sets and comparison up to date after they changed; image and finding stay chosen."""
        if self.batch is None:
            self.choose_first_batch()
        else:
            self._read_batch(self.batch.id)
            self.batch_chosen.emit()

    def _read_batch(self, batch_id: BatchId) -> None:
        connection = self._project.connection
        self.batch = batch(connection, batch_id)
        known = {one.id for one in label_sets(connection, batch_id)}
        if self.pair is not None and not {one.id for one in self.pair} <= known:
            self.pair = None  # a consensus was undone
        if self.pair is not None:
            self.delivery, self.gold = self.pair
        else:
            self.delivery = newest_set(connection, batch_id, SetRole.DELIVERY)
            self.gold = newest_set(connection, batch_id, SetRole.GOLD)
        self.comparison = current_comparison(connection, self.delivery.id) if self.delivery else None
        if self.pair is not None and self.comparison is not None and self.comparison.gold_id != self.pair[1].id:
            self.comparison = None  # it was compared with something else
        if self.pair is None and self.comparison is not None:
            self.gold = self._gold_of(self.comparison, self.gold)
        self.others = self._other_sets(batch_id)

    def _gold_of(self, record: ComparisonRecord, newest: LabelSet | None) -> LabelSet | None:
        """What the delivery is judged against: the newest gold, unless it was last compared with something that is no gold."""
        against = label_set(self._project.connection, record.gold_id)
        return newest if against.role is SetRole.GOLD else against

    def _other_sets(self, batch_id: BatchId) -> tuple[LabelSet, ...]:
        """All label sets but the two that are compared: the deliveries, the last first, what models said, reviewers' labels, gold."""
        connection, shown = self._project.connection, [self.delivery, self.gold]
        deliveries = reversed(label_sets(connection, batch_id, SetRole.DELIVERY))
        others = (label_sets(connection, batch_id, role) for role in (SetRole.MODEL, SetRole.REVIEWER))
        newest_gold = newest_set(connection, batch_id, SetRole.GOLD)
        found = (*deliveries, *(one for several in others for one in several), *filter(None, [newest_gold]))
        return tuple(one for one in found if one not in shown)
