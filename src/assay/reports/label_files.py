"""Label sets of a project as label files hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assay.formats.reading import Contents, ReadClass, ReadImage, ReadImages
from assay.model.annotations import UNKNOWN, Annotations, copied
from assay.model.batches import BatchImage, LabelSet
from assay.model.corrections import corrected
from assay.model.ids import ImageId
from assay.model.schema import Schema
from assay.store.annotation_pages import covered_images
from assay.store.annotation_reading import read_annotations
from assay.store.batches import batch, images
from assay.store.corrections import corrections
from assay.store.label_sets import skipped_images
from assay.store.people import annotators
from assay.store.project import Project
from assay.store.schemas import current_schema

NOTHING_SKIPPED: Mapping[int, str] = {}


def contents_of_set(project: Project, label_set: LabelSet, *, with_corrections: bool = False) -> Contents:
    """A whole label set: the images that it covers, the schema's classes, its annotators and annotations.

    with_corrections: as reviewers suggest it should be, in place of as it came.
    """
    annotations = read_annotations(project.connection, label_set.id)
    if with_corrections:
        annotations = corrected(annotations, corrections(project.connection, label_set.id))
    covered = set(covered_images(project.connection, label_set.id))
    found = [image for image in images(project.connection, label_set.batch_id) if image.id in covered]
    people = annotators(project.connection, batch(project.connection, label_set.batch_id).vendor_id)
    return contents(
        found,
        annotations,
        current_schema(project.connection),
        people={one.id: one.name for one in people.values()},
        skipped=skipped_images(project.connection, label_set.id),
    )


def contents(
    found: Sequence[BatchImage],
    annotations: Annotations,
    schema: Schema,
    *,
    people: Mapping[int, str],
    skipped: Mapping[int, str] = NOTHING_SKIPPED,
) -> Contents:
    """Annotations of a project as a file holds them: images numbered from 1, the classes of the schema. people: names by annotator id.

    skipped: by image id, what was said of images that could not be labelled.
    """
    place_of_class = {one.id: place for place, one in enumerate(schema.classes)}
    place_of_image = {image.id: place for place, image in enumerate(found)}
    place_of_person = {id_: place for place, id_ in enumerate(people)}
    records = copied(annotations.records)
    records["image"] = [place_of_image[image] for image in annotations.records["image"].tolist()]
    records["class_id"] = [place_of_class.get(one, UNKNOWN) for one in annotations.records["class_id"].tolist()]
    records["annotator_id"] = [
        place_of_person.get(one, UNKNOWN) for one in annotations.records["annotator_id"].tolist()
    ]
    return Contents(
        images=ReadImages.of(
            ReadImage(number, image.file_name, image.width, image.height, "")
            for number, image in enumerate(found, start=1)
        ),
        classes=tuple(ReadClass(one.id, one.name) for one in schema.classes),
        annotators=tuple(people.values()),
        annotations=replace(annotations, records=records),
        skipped={place_of_image[ImageId(one)]: said for one, said in skipped.items() if one in place_of_image},
    )
