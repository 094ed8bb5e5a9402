from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assay.model.annotations import Annotations
from assay.model.batches import BatchImage, SetRole
from assay.model.ids import AnnotatorId, ImageId, LabelSetId
from assay.model.people import Annotator
from assay.model.schema import Schema
from assay.store.annotation_reading import read_annotations
from assay.store.batches import image
from assay.store.image_folders import image_path
from assay.store.people import annotators
from assay.store.project import Project
from assay.ui.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsOnImage:
    """One image with the vendor's and gold's annotations of it; judging changes nothing here."""

    image: BatchImage
    path: Path
    vendor_name: str
    """Who drew the vendor's side where no annotator is named: the vendor, or the label set that is judged in its place."""
    vendor: Annotations
    gold: Annotations
    schema: Schema
    annotators: Mapping[AnnotatorId, Annotator]


def read_labels(project: Project, selection: Selection, image_id: ImageId, schema: Schema) -> LabelsOnImage:
    """The labels on an image of the chosen batch, of its newest delivery and its newest gold."""
    assert selection.batch is not None
    judged = selection.delivery
    found = image(project.connection, image_id)
    return LabelsOnImage(
        image=found,
        # Without a folder the bare name stands for the file, so that whoever shows it says which image is missing.
        path=image_path(project, selection.batch, found) or Path(found.file_name),
        vendor_name=judged.title if judged and judged.role is not SetRole.DELIVERY else selection.batch.vendor,
        vendor=_annotations(project, selection.delivery and selection.delivery.id, image_id),
        gold=_annotations(project, selection.gold and selection.gold.id, image_id),
        schema=schema,
        annotators=annotators(project.connection, selection.batch.vendor_id),
    )


def _annotations(project: Project, label_set_id: LabelSetId | None, image_id: ImageId) -> Annotations:
    if label_set_id is None:
        return Annotations.empty()
    return read_annotations(project.connection, label_set_id, [image_id])
