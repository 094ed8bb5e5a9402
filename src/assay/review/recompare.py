"""A comparison made once more, for what the project does not keep of it. Reads only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison, compare_in_steps
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import Annotations
from assay.model.findings import ComparisonRecord
from assay.model.images import ImageSizes
from assay.model.progress import Progress, Work
from assay.store.annotation_pages import covered_images, read_annotations
from assay.store.batches import image_sizes
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema


@dataclass(frozen=True, slots=True)
class Recompared:
    """A comparison with what was compared. images: (m,) ids of those that have gold, sorted."""

    comparison: Comparison
    vendor: Annotations
    gold: Annotations
    images: NDArray[np.int32]


def recompare(
    project: Project, record: ComparisonRecord, settings: ComparisonSettings | None = None
) -> Work[Recompared]:
    """The comparison again, with its own settings unless others are given."""
    yield Progress(0, 0, "Reading annotations")
    vendor = read_annotations(project.connection, record.delivery_id)
    gold = read_annotations(project.connection, record.gold_id)
    sizes = ImageSizes.of(image_sizes(project.connection, covered_images(project.connection, record.gold_id)))
    delivered = np.array(covered_images(project.connection, record.delivery_id), np.int32)
    schema = current_schema(project.connection)
    chosen = settings or ComparisonSettings.from_json(record.settings)
    steps = compare_in_steps(
        vendor, gold, sizes, schema, chosen, delivered, skipped_images(project.connection, record.delivery_id)
    )
    while True:
        try:
            done, total = next(steps)
        except StopIteration as finished:
            return Recompared(finished.value, vendor, gold, sizes.ids)
        yield Progress(done, total, "Measuring")
