"""What is chosen while corrections are drawn; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assay.model.annotations import Annotations
from assay.model.corrections import Correction, Corrects, Suggestion
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.ids import ImageId, LabelSetId
from assay.ui.review.place import row_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An object that can be mended: what a correction of it is about, and how it is at the moment."""

    about: Corrects
    says: Suggestion

    @property
    def is_suggested(self) -> bool:
        """Whether a correction says so, rather than the label set itself."""
        return self.about.correction_id is not None


def chosen_correction(correction: Correction) -> Chosen:
    """An object as it is suggested."""
    return Chosen(about=correction.about, says=correction.says)


def chosen_annotation(
    annotations: Annotations, number: int, *, label_set_id: LabelSetId, image_id: ImageId, answers: Corrects | None
) -> Chosen:
    """An object as the label set has it. answers: the fault that a correction would answer."""
    about = Corrects(label_set_id=label_set_id, image_id=image_id, number=number)
    if answers is not None:
        about = replace(about, finding_id=answers.finding_id, defect_id=answers.defect_id)
    return Chosen(about=about, says=Suggestion.of(annotations, row_of(annotations, number)))


def fault_about(
    number: int, at_hand: Finding | Defect | None, findings: Sequence[Finding], place: Corrects
) -> Corrects:
    """What a correction of a vendor's annotation answers: what is at hand if it is about that, else the first finding about it."""
    if at_hand is not None and at_hand.vendor_number == number:
        return answering(at_hand, place)
    found = next((one for one in findings if number and one.vendor_number == number), None)
    return answering(found, place) if found is not None else place


def answering(fault: Finding | Defect, place: Corrects) -> Corrects:
    """A place with the fault that a correction there answers."""
    if isinstance(fault, Finding):
        return replace(place, finding_id=fault.id)
    return replace(place, defect_id=fault.id)
