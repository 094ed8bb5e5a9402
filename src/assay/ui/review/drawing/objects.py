from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from assay.model.annotations import UNKNOWN, Annotations
from assay.model.batches import LabelSet
from assay.model.corrections import Correction, Corrects
from assay.model.ids import LabelSetId
from assay.ui.review.drawing.chosen import Chosen, answering, chosen_annotation, chosen_correction, fault_about
from assay.ui.review.drawing.corrections_in_review import NAME, CorrectionsInReview
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.labels_on_image import LabelsOnImage
from assay.ui.selection import Selection


class ObjectsOnImage(QObject):
    """What can be corrected on the image at hand: the annotations of the delivery or of gold, and what is suggested about them."""

    changed = Signal()
    replaced = Signal()

    def __init__(
        self,
        selection: Selection,
        image: ImageInReview,
        corrections: CorrectionsInReview,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self._image = image
        self._corrections = corrections
        self.for_gold = False
        self.snaps = True
        self.last_class = UNKNOWN
        corrections.changed.connect(self.changed)
        image.replaced.connect(self.replaced)

    @property
    def labels(self) -> LabelsOnImage | None:
        """The image's labels; None without an image."""
        return self._image.labels

    @property
    def target(self) -> LabelSet | None:
        """The label set that is corrected."""
        return self._selection.gold if self.for_gold else self._selection.delivery

    @property
    def other(self) -> LabelSet | None:
        """The label set that it is held against."""
        return self._selection.delivery if self.for_gold else self._selection.gold

    def outlines(self) -> Annotations | None:
        """What the hand is pulled to; None when it goes freely."""
        if self.labels is None or not self.snaps:
            return None
        return self.labels.vendor if self.for_gold else self.labels.gold

    def layers(self) -> frozenset[str]:
        """The names of the layers that can be corrected now."""
        return frozenset({NAME, self.target.title} if self.target is not None else {NAME})

    def at_hand(self) -> Chosen | None:
        """The object that is at hand in the review, if it is one of the target's."""
        about = self._image.finding or self._image.defect or self._image.place
        target = self.target
        if about is None or target is None:
            return None
        return self._of_target(about.gold_number if self.for_gold else about.vendor_number)

    def object(self, layer: str, number: int) -> Chosen | None:
        """What was clicked, if it can be corrected now: something of the target, or suggested about it."""
        target = self.target
        if target is None:
            return None
        if layer == NAME:
            found = self._corrections.with_id(number)  # type: ignore[arg-type]
            return chosen_correction(found) if found is not None and found.about.label_set_id == target.id else None
        return self._of_target(number) if layer == target.title else None

    def again(self, one: Chosen) -> Chosen | None:
        """An object as it is now: as suggested, as the label set has it, or None when it was only suggested and is no more."""
        if one.about.number:
            return self._of_target(one.about.number)
        found = self._corrections.with_id(one.about.correction_id)
        return chosen_correction(found) if found is not None else None

    def newest(self, about: Corrects) -> Correction | None:
        """The correction of an annotation, or the object that was suggested last."""
        if about.number:
            return self._corrections.of_annotation(about.label_set_id, about.number)
        return max(self._corrections.of_set(about.label_set_id), key=lambda one: one.id, default=None)

    def new_place(self, *, fault_only: bool = False) -> Corrects:
        """Where a shape that is drawn now belongs: a missing object, and the fault at hand if that is about one.

        fault_only: of the annotation that the fault is about, if there is one.
        """
        assert self.target is not None
        assert self._image.labels is not None
        place = Corrects(label_set_id=self.target.id, image_id=self._image.labels.image.id)
        fault = self._image.finding or self._image.defect
        if fault is None or self.for_gold:
            return place
        if not fault.vendor_number:
            return answering(fault, place)
        chosen = self._of_target(fault.vendor_number) if fault_only else None
        return chosen.about if chosen is not None else place

    def likely_class(self) -> int:
        """The class of a shape that is drawn now: the finding's, else the last that was chosen, else the schema's first."""
        finding = self._image.finding
        if finding is not None and finding.class_id >= 0:
            return finding.class_id
        classes = self._image.labels.schema.classes if self._image.labels else ()
        return self.last_class if self.last_class >= 0 else (classes[0].id if classes else UNKNOWN)

    def counterpart(self, target: Chosen | None, hovered: tuple[str, int] | None) -> tuple[LabelSetId, int] | None:
        """What of the other side can be taken over: what the pointer is on, else what the finding about the chosen shape names."""
        if self.other is None:
            return None
        if hovered is not None and hovered[0] == self.other.title:
            return self.other.id, hovered[1]
        finding = self._image.finding
        found = [finding] if finding else []
        if target is not None and target.about.number:
            mine = target.about.number
            found = [
                one for one in self._image.findings if (one.gold_number if self.for_gold else one.vendor_number) == mine
            ]
        numbers = [one.vendor_number if self.for_gold else one.gold_number for one in found]
        number = next(filter(None, numbers), 0)
        return (self.other.id, number) if number else None

    def marks(self, chosen: Sequence[Chosen]) -> dict[str, set[int]]:
        """The numbers of what is chosen, by the name of its layer."""
        marks: dict[str, set[int]] = {}
        for one in chosen:
            if one.about.correction_id is not None:
                marks.setdefault(NAME, set()).add(one.about.correction_id)
            elif self.target is not None:
                marks.setdefault(self.target.title, set()).add(one.about.number)
        return marks

    def _of_target(self, number: int) -> Chosen | None:
        """An annotation of the target: as suggested, or as it is."""
        target, labels = self.target, self._image.labels
        if target is None or labels is None or not number:
            return None
        suggested = self._corrections.of_annotation(target.id, number)
        if suggested is not None:
            return chosen_correction(suggested)
        annotations = labels.gold if self.for_gold else labels.vendor
        if number not in annotations.records["number"]:
            return None
        place = Corrects(label_set_id=target.id, image_id=labels.image.id, number=number)
        at_hand = self._image.finding or self._image.defect
        answers = None if self.for_gold else fault_about(number, at_hand, self._image.findings, place)
        return chosen_annotation(annotations, number, label_set_id=target.id, image_id=labels.image.id, answers=answers)
