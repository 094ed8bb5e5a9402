from dataclasses import dataclass

from assay.model.annotations import Annotations
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.ui.review.labels_on_image import LabelsOnImage
from assay.ui.theme.colours import LayerRole

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a defect can be logged. words: what the screen calls it. vendor_number, gold_number: the annotations it is about, 0 for none."""

    words: str
    box: Box
    vendor_number: int = 0
    gold_number: int = 0
    class_name: str = ""


def whole_image(labels: LabelsOnImage) -> Place:
    """The image itself, when nothing on it is chosen."""
    return Place(
        words="the whole image", box=(0.0, 0.0, float(labels.image.width or 1), float(labels.image.height or 1))
    )


def drawn_region(box: Box, labels: LabelsOnImage) -> Place:
    """A region that was drawn, cut to the image."""
    width, height = labels.image.width or box[2], labels.image.height or box[3]
    cut = (max(box[0], 0.0), max(box[1], 0.0), min(box[2], float(width)), min(box[3], float(height)))
    return Place(words="the drawn region", box=cut)


def place_of_annotation(role: LayerRole, number: int, labels: LabelsOnImage) -> Place:
    """One annotation of the vendor or of gold."""
    annotations = labels.gold if role is LayerRole.GOLD else labels.vendor
    row = row_of(annotations, number)
    x_min, y_min, x_max, y_max = (float(side) for side in annotations.boxes[row])
    return Place(
        words=f"{role} #{number}",
        box=(x_min, y_min, x_max, y_max),
        vendor_number=number if role is LayerRole.VENDOR else 0,
        gold_number=number if role is LayerRole.GOLD else 0,
        class_name=labels.schema.name_of(int(annotations.records["class_id"][row])),
    )


def place_of_finding(finding: Finding, schema: Schema) -> Place:
    """The annotations that a finding is about."""
    return Place(
        words=_words(finding),
        box=finding.box,
        vendor_number=finding.vendor_number,
        gold_number=finding.gold_number,
        class_name=schema.name_of(finding.class_id),
    )


def place_of_defect(defect: Defect, labels: LabelsOnImage) -> Place:
    """Where another defect was logged already."""
    whole = whole_image(labels)
    if defect.box == whole.box and not (defect.vendor_number or defect.gold_number):
        return whole
    return Place(
        words=_words(defect), box=defect.box, vendor_number=defect.vendor_number, gold_number=defect.gold_number
    )


def row_of(annotations: Annotations, number: int) -> int:
    """The row of the annotation with a number. Raises ValueError when there is none."""
    return annotations.records["number"].tolist().index(number)


def _words(about: Finding | Defect) -> str:
    if about.vendor_number:
        return f"vendor #{about.vendor_number}"
    return f"gold #{about.gold_number}" if about.gold_number else "the same place"
