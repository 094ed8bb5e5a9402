"""A comparison with a new gold revision of which only the images that changed are compared; what was found on the others is taken over."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np

from assay.compare.comparison import Comparison, compare
from assay.compare.count_sums import spliced_counts
from assay.compare.counts import Counts, iou_sum
from assay.compare.findings import CODE_NUMBERS, Findings, joined_findings
from assay.compare.findings_fingerprint import findings_fingerprint
from assay.compare.settings import ComparisonSettings
from assay.model.batches import LabelSet
from assay.model.ids import ImageId, LabelSetId
from assay.model.images import ImageSizes
from assay.store.annotation_pages import covered_images, read_annotations
from assay.store.batches import image_sizes
from assay.store.comparison_inputs import comparison_inputs, provenance
from assay.store.findings import current_comparison
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema
from assay.store.touched_images import found_rows, touched_images


class Outcome(NamedTuple):
    """What is kept of a comparison. iou_sum: see `count_sums`."""

    findings: Findings
    counts: Counts
    iou_sum: int


def compare_touched(
    project: Project, delivery: LabelSet, gold: LabelSet, settings: ComparisonSettings
) -> Outcome | None:
    """What a comparison of all images would find; None when there is no current one that all the rest can be taken from.

    That is one of the same delivery by the same settings, whose other inputs and findings are still what they were.
    """
    old = current_comparison(project.connection, delivery.id)
    if old is None or ComparisonSettings.from_json(old.settings) != settings:
        return None
    kept = provenance(project.connection, old.id)
    inputs = comparison_inputs(project.connection, old.delivery_id, old.gold_id)
    if "iou_sum" not in kept or any(kept.get(key) != value for key, value in inputs.items()):
        return None
    found = _findings(found_rows(project.connection, old.id))
    if findings_fingerprint(found) != kept["findings_sha256"]:
        return None
    touched = touched_images(project.connection, old.gold_id, gold.id)
    out, into = (_on(project, delivery, one, touched, settings) for one in (old.gold_id, gold.id))
    ious = kept["iou_sum"] - iou_sum(out.pairs) + iou_sum(into.pairs)
    counts = spliced_counts(old.counts, out.counts, into.counts, ious)
    return Outcome(_spliced(found, into.findings, touched), counts, ious)


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


def _findings(rows: Sequence[tuple[Any, ...]]) -> Findings:
    """Findings as the project keeps them, as columns again."""
    code = np.array([CODE_NUMBERS[row[0]] for row in rows], np.uint8)
    image, vendor, gold, delivered, expected = np.array([row[1:6] for row in rows], np.int32).reshape(-1, 5).T
    values = np.array([row[6:15] for row in rows], np.float64).reshape(-1, 9)
    details = {place: json.loads(row[15]) for place, row in enumerate(rows) if row[15] != "{}"}
    offsets, box = values[:, 1:5], values[:, 5:]
    return Findings(code, image, vendor, gold, delivered, expected, values[:, 0], offsets, box, details)


def _spliced(kept: Findings, into: Findings, touched: Sequence[ImageId]) -> Findings:
    """The findings of all other images with these, in the order of images."""
    both = joined_findings([kept, into])
    stays = np.concatenate([~np.isin(kept.image, touched), np.ones(len(into), bool)])
    rows = np.flatnonzero(stays)
    rows = rows[np.argsort(both.image[rows], kind="stable")]
    columns: dict[str, Any] = {
        field.name: getattr(both, field.name)[rows] for field in fields(Findings) if field.name != "details"
    }
    details = {new: both.details[old] for new, old in enumerate(rows.tolist()) if old in both.details}
    return Findings(**columns, details=details)
