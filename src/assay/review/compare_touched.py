"""A comparison with a new gold revision of which only the images that changed are compared; what was found on the others stays."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison, compare
from assay.compare.count_sums import spliced_counts
from assay.compare.counts import Counts, iou_sum
from assay.compare.finding_records import as_records
from assay.compare.settings import ComparisonSettings
from assay.model.batches import LabelSet
from assay.model.ids import ImageId, LabelSetId
from assay.model.images import ImageSizes
from assay.store.annotation_pages import covered_images, read_annotations
from assay.store.batches import image_sizes
from assay.store.comparison_inputs import comparison_inputs, provenance
from assay.store.finding_pages import (
    FoundPage,
    count_found,
    findings_digest,
    found_pages,
    is_by_image,
    moved_digest,
    stored_pages,
)
from assay.store.findings import current_comparison
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema
from assay.store.touched_images import touched_images


class Outcome(NamedTuple):
    """What is kept of a comparison.

    images: those that were compared; None for all, else the findings on all others stay as they are. pages: what was found on them, which is records and
    details. total: how many findings there are then on all images, and digest: of those. iou_sum: see `count_sums`.
    """

    images: Sequence[ImageId] | None
    records: NDArray[np.void]
    details: Mapping[int, Mapping[str, Any]]
    pages: Sequence[FoundPage]
    total: int
    digest: str
    counts: Counts
    iou_sum: int


def outcome_of(whole: Comparison) -> Outcome:
    """What is kept of a comparison of all images."""
    records = as_records(whole.findings)
    pages = found_pages(records, whole.findings.details)
    digest = findings_digest(pages)
    return Outcome(
        None, records, whole.findings.details, pages, len(records), digest, whole.counts, iou_sum(whole.pairs)
    )


def compare_touched(
    project: Project, delivery: LabelSet, gold: LabelSet, settings: ComparisonSettings
) -> Outcome | None:
    """What a comparison of all images would come to; None when there is no current one that all the rest can be taken from.

    That is one of the same delivery by the same settings, whose other inputs are still what they were.
    """
    old = current_comparison(project.connection, delivery.id)
    if old is None or ComparisonSettings.from_json(old.settings) != settings:
        return None
    kept = provenance(project.connection, old.id)
    inputs = comparison_inputs(project.connection, old.delivery_id, old.gold_id)
    if "iou_sum" not in kept or any(kept.get(key) != value for key, value in inputs.items()):
        return None
    if not is_by_image(kept["findings_sha256"]):
        return None
    touched = touched_images(project.connection, old.gold_id, gold.id)
    if not touched:  # nobody would ask for the same again unless to have all of it made again
        return None
    out, into = (_on(project, delivery, one, touched, settings) for one in (old.gold_id, gold.id))
    ious = kept["iou_sum"] - iou_sum(out.pairs) + iou_sum(into.pairs)
    now, before = outcome_of(into), stored_pages(project.connection, delivery.id, touched)
    return now._replace(
        images=touched,
        total=count_found(project.connection, delivery.id) - sum(page.findings for page in before) + now.total,
        digest=moved_digest(kept["findings_sha256"], out=before, into=now.pages),
        counts=spliced_counts(old.counts, out.counts, into.counts, ious),
        iou_sum=ious,
    )


def _on(
    project: Project, delivery: LabelSet, gold: LabelSetId, images: Sequence[ImageId], settings: ComparisonSettings
) -> Comparison:
    """The comparison of those images that this gold covers."""
    connection = project.connection
    chosen = sorted(set(images) & set(covered_images(connection, gold)))
    vendor, expected = (read_annotations(connection, one, chosen) for one in (delivery.id, gold))
    delivered = np.array(covered_images(connection, delivery.id), np.int32)
    sizes = ImageSizes.of(image_sizes(connection, chosen))
    skipped = skipped_images(connection, delivery.id)
    return compare(vendor, expected, sizes, current_schema(connection), settings, delivered, skipped)
