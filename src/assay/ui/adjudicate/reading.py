"""What the page reads besides the contested findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from assay.model.batches import Batch
from assay.model.findings import ComparisonRecord, Finding
from assay.model.schema import Schema
from assay.store.annotation_reading import read_annotations
from assay.store.batches import image, label_set
from assay.store.image_folders import image_path
from assay.store.image_names import ImageNames
from assay.store.people import annotators
from assay.store.project import Project
from assay.store.schemas import current_schema
from assay.ui.adjudicate.sides import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids of a batch are called."""

    schema: Schema
    annotators: Mapping[int, str]
    images: Mapping[int, str]


def read_names(project: Project, batch: Batch) -> Names:
    """What the classes, annotators and images of a batch are called."""
    people = annotators(project.connection, batch.vendor_id)
    return Names(
        schema=current_schema(project.connection),
        annotators={int(one.id): one.name for one in people.values()},
        images=ImageNames(project.connection, batch.id),
    )


def read_case(project: Project, batch: Batch, record: ComparisonRecord, finding: Finding, names: Names) -> Case:
    """All that is looked at to rule on a finding of a comparison."""
    connection = project.connection
    delivery, gold = label_set(connection, record.delivery_id), label_set(connection, record.gold_id)
    picture = image(connection, finding.image_id)
    has_size = picture.width is not None and picture.height is not None
    return Case(
        finding=finding,
        path=image_path(project, batch, picture),
        size=(float(picture.width or 0), float(picture.height or 0)) if has_size else None,
        vendor=read_annotations(connection, delivery.id, [finding.image_id]),
        gold=read_annotations(connection, gold.id, [finding.image_id]),
        vendor_title=delivery.title,
        gold_title=gold.title,
        schema=names.schema,
        annotators=names.annotators,
    )
