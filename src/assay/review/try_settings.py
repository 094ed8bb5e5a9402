"""What a comparison would come to by other settings, before anything is written. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assay.compare.comparison import Comparison
from assay.compare.kept_blocks import KeptBlocks
from assay.compare.settings import ComparisonSettings
from assay.model.findings import ComparisonRecord
from assay.model.images import ImageSizes
from assay.model.progress import Progress, Work
from assay.store.annotation_pages import covered_images, read_annotations
from assay.store.batches import image_sizes
from assay.store.project import Project
from assay.store.schemas import current_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the comparison would be by these settings: the figures that the project would keep, and the findings by code."""

    settings: ComparisonSettings
    comparison: Comparison
    by_code: Mapping[str, int]


def keep_for_trials(project: Project, record: ComparisonRecord) -> Work[KeptBlocks]:
    """The two label sets of a comparison, read and ready to be compared by one settings after another."""
    yield Progress(0, 0, "Reading annotations")
    vendor = read_annotations(project.connection, record.delivery_id)
    gold = read_annotations(project.connection, record.gold_id)
    sizes = ImageSizes.of(image_sizes(project.connection, covered_images(project.connection, record.gold_id)))
    delivered = np.array(covered_images(project.connection, record.delivery_id), np.int32)
    return KeptBlocks(vendor, gold, sizes, current_schema(project.connection), delivered)


def try_settings(kept: KeptBlocks, settings: ComparisonSettings) -> Trial:
    """Compare once more, and write nothing."""
    found = kept.compared(settings)
    return Trial(settings=settings, comparison=found, by_code=found.findings.by_code())
