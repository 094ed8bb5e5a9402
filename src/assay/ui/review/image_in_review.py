from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from assay.model.annotations import Annotations
from assay.model.batches import ImageStatus
from assay.model.changes import Changes
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.ids import DefectId, FindingId, ImageId, LabelSetId
from assay.model.schema import Schema
from assay.store.annotation_reading import read_annotations
from assay.store.defects import defects_on_image
from assay.store.findings import findings_on_image
from assay.store.queue import queue_rows
from assay.store.schemas import current_schema
from assay.ui.review.labels_on_image import LabelsOnImage, read_labels
from assay.ui.review.place import Place, place_of_defect, place_of_finding, whole_image
from assay.ui.selection import Selection
from assay.ui.session import Session

JUDGING = frozenset({"finding", "verdict", "defect", "adjudication", "image_review", "correction"})
"""The tables in which what reviewers say is kept."""
JUDGING_IMAGES = frozenset({"image_review", "defect", "correction"})
"""Those of them that say nothing of findings."""


class ImageInReview(QObject):
    """The image at hand: its labels, its findings and logged defects, and which of them is chosen.

    At most one thing is at hand: the selection's finding, a defect logged by hand, or a place on the image.
    """

    replaced = Signal()
    """Another image, or none."""
    judged = Signal()
    """Findings or defects of the image were read again."""
    at_hand_changed = Signal()

    def __init__(self, session: Session, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.labels: LabelsOnImage | None = None
        self.findings: tuple[Finding, ...] = ()
        self.defects: tuple[Defect, ...] = ()
        self.defect: Defect | None = None
        self.place: Place | None = None
        self.status = ImageStatus.TODO
        self._schema: Schema | None = None
        self._labels_ahead: dict[ImageId, LabelsOnImage] = {}
        self._findings_ahead: dict[ImageId, Sequence[Finding]] = {}
        self._announced: tuple[object, ...] = ()
        session.changed.connect(self._forget)
        selection.batch_chosen.connect(self._labels_ahead.clear)
        selection.batch_chosen.connect(self._findings_ahead.clear)

    @property
    def finding(self) -> Finding | None:
        """The chosen finding."""
        return next((one for one in self.findings if one.id == self._selection.finding_id), None)

    @property
    def logged(self) -> list[Defect]:
        """The defects that were logged by hand."""
        return [defect for defect in self.defects if defect.finding_id is None]

    def charged(self, finding: Finding) -> Defect | None:
        """The defect that a finding was confirmed as."""
        return next((defect for defect in self.defects if defect.finding_id == finding.id), None)

    def unjudged(self) -> list[Finding]:
        """The findings that wait for a verdict."""
        return [finding for finding in self.findings if finding.verdict is None]

    def is_clean(self) -> bool:
        """Whether nothing waits for a verdict and no fault stands."""
        return not self.unjudged() and not any(defect.charged for defect in self.defects)

    def place_at_hand(self) -> Place | None:
        """Where a defect would be logged now; None without an image."""
        if self.labels is None:
            return None
        if self.finding is not None:
            return place_of_finding(self.finding, self.labels.schema)
        if self.defect is not None:
            return place_of_defect(self.defect, self.labels)
        return self.place or whole_image(self.labels)

    def read(self) -> None:
        """Read the selection's image and choose its first finding that waits for a verdict, unless one is chosen."""
        image_id = self._selection.image_id
        self.labels = self._labels_of(image_id) if image_id is not None else None
        self.defect = self.place = None
        self.findings, self.defects = (), ()
        self._read_judgements()
        if self.finding is None:
            self._selection.finding_id = next((finding.id for finding in self.unjudged()), None)
        self.replaced.emit()
        self._announce()

    def read_again(self) -> None:
        """Read what was said of the image, in the order in which it stands on screen, and choose what changed."""
        before_findings, before_defects = self.findings, self.defects
        self._read_judgements()
        self.judged.emit()
        self._choose_changed(before_findings, before_defects)

    def choose_finding(self, finding_id: FindingId | None) -> None:
        """Have a finding at hand, or nothing."""
        had_other = self.defect is not None or self.place is not None
        self.defect = self.place = None
        if finding_id != self._selection.finding_id:
            self._selection.choose_finding(finding_id)
        elif had_other:
            self._announce()

    def choose_defect(self, defect_id: DefectId) -> None:
        """Have a defect at hand that was logged by hand."""
        self._selection.choose_finding(None)
        self.place = None
        self.defect = next(defect for defect in self.defects if defect.id == defect_id)
        self._announce()

    def choose_place(self, place: Place) -> None:
        """Have an annotation or a region at hand that no finding is about."""
        self._selection.choose_finding(None)
        self.defect = None
        self.place = place
        self._announce()

    def follow_selection(self) -> None:
        """Take over a finding that was chosen elsewhere."""
        if self._selection.finding_id is not None:
            self.defect = self.place = None
        if self._at_hand() != self._announced:  # with a new image its finding has been announced already
            self._announce()

    def _announce(self) -> None:
        self._announced = self._at_hand()
        self.at_hand_changed.emit()

    def _at_hand(self) -> tuple[object, ...]:
        return self._selection.image_id, self._selection.finding_id, self.defect, self.place

    def read_ahead(self, image_id: ImageId) -> LabelsOnImage:
        """Read the labels and the findings of an image that may be looked at next; they are not read again when it is."""
        if image_id not in self._labels_ahead:
            self._labels_ahead.clear()
            self._labels_ahead[image_id] = self._read_labels(image_id)
        if image_id not in self._findings_ahead:
            self._findings_ahead.clear()
            self._findings_ahead[image_id] = self._read_findings(image_id)
        return self._labels_ahead[image_id]

    def findings_ahead(self, image_id: ImageId) -> Sequence[Finding]:
        """The findings of an image that was read ahead; none of any other."""
        return self._findings_ahead.get(image_id, ())

    def _labels_of(self, image_id: ImageId) -> LabelsOnImage:
        return self._labels_ahead.get(image_id) or self._read_labels(image_id)

    def _read_labels(self, image_id: ImageId) -> LabelsOnImage:
        project = self._session.project
        # reading 80 classes anew for each image would take a millisecond of its frame
        self._schema = self._schema or current_schema(project.connection)
        return read_labels(project, self._selection, image_id, self._schema)

    def annotations_of(self, label_set_id: LabelSetId) -> Annotations:
        """What another label set of the batch has on the image at hand."""
        image_id = self._selection.image_id
        return read_annotations(self._session.project.connection, label_set_id, [image_id] if image_id else [])

    def _forget(self, changes: Changes) -> None:
        """Judging changes no labels; anything else may."""
        if not changes.rows.keys() <= JUDGING:
            self._labels_ahead.clear()
        if not changes.rows.keys() <= JUDGING_IMAGES:
            self._findings_ahead.clear()
        if changes.touch("class", "schema_version"):
            self._schema = None

    def _read_judgements(self) -> None:
        connection, selection = self._session.project.connection, self._selection
        if selection.image_id is None or selection.delivery is None:
            self.findings, self.defects, self.status = (), (), ImageStatus.TODO
            return
        found = self._findings_ahead.get(selection.image_id)
        if found is None:
            found = self._read_findings(selection.image_id)
        self.findings = in_order_of(found, [finding.id for finding in self.findings])
        self.defects = tuple(defects_on_image(connection, selection.delivery.id, selection.image_id))
        reviews = queue_rows(connection, selection.delivery.id, [selection.image_id])
        self.status = reviews[0].status if reviews else ImageStatus.TODO
        if self.defect is not None:
            self.defect = next((defect for defect in self.defects if defect.id == self.defect.id), None)

    def _read_findings(self, image_id: ImageId) -> Sequence[Finding]:
        comparison = self._selection.comparison
        if comparison is None:
            return ()
        return findings_on_image(self._session.project.connection, comparison.id, image_id)

    def _choose_changed(self, findings: Iterable[Finding], defects: Iterable[Defect]) -> None:
        """Undo, redo and new defects bring what they changed to hand."""
        known = {finding.id: finding for finding in findings}
        changed = [one for one in self.findings if one.id in known and one != known[one.id]]
        had = {defect.id: defect for defect in defects}
        touched = [one for one in self.logged if one != had.get(one.id)]
        if len(changed) == 1:
            self.choose_finding(changed[0].id)
        elif len(touched) == 1 and not changed:
            self.choose_defect(touched[0].id)
        self._announce()


def in_order_of(findings: Sequence[Finding], known: Sequence[FindingId]) -> tuple[Finding, ...]:
    """Findings in the order in which they are known, new ones after them; a list does not jump when a severity changes."""
    rank = {finding_id: place for place, finding_id in enumerate(known)}
    return tuple(sorted(findings, key=lambda finding: rank.get(finding.id, len(rank))))
