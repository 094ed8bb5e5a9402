from collections.abc import Mapping
from dataclasses import dataclass

from assay.model.batches import Batch
from assay.model.schema import Schema
from assay.store.image_names import ImageNames
from assay.store.people import annotators
from assay.store.project import Project
from assay.store.schemas import current_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids of a batch are called."""

    schema: Schema
    classes: Mapping[int, str]
    annotators: Mapping[int, str]
    cohorts: Mapping[int, str]
    images: Mapping[int, str]


def read_names(project: Project, batch: Batch) -> Names:
    """What the classes, annotators and images of a batch are called."""
    schema = current_schema(project.connection)
    people = annotators(project.connection, batch.vendor_id)
    return Names(
        schema=schema,
        classes={-1: "no class"} | {one.id: one.name for one in schema.classes},
        annotators={-1: "unknown annotator"} | {one.id: one.name for one in people.values()},
        cohorts={one.id: one.cohort for one in people.values()},
        images=ImageNames(project.connection, batch.id),
    )
