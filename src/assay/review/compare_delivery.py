"""Comparing a delivery with gold, and keeping what was found."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.class_table import refuse_unknown_classes
from assay.compare.comparison import Comparison, compare_in_steps
from assay.compare.counts import iou_sum
from assay.compare.findings import CODES, Findings
from assay.compare.findings_fingerprint import findings_fingerprint
from assay.compare.settings import ComparisonSettings
from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.model.findings import ComparisonRecord, as_json
from assay.model.ids import ComparisonId
from assay.model.images import ImageSizes
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.review.compare_touched import Outcome, compare_touched
from assay.store.annotation_pages import covered_images, read_annotations
from assay.store.audit_rows import digest_setting
from assay.store.batches import image_sizes, newest_set
from assay.store.comparison_inputs import comparison_inputs
from assay.store.comparisons import FindingColumns, carry_over, insert_findings, retire_comparison
from assay.store.findings import current_comparison
from assay.store.image_reviews import tally_all
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema

_USUAL = np.array([str(kind.severity) for kind in defect_types().values()], object)
"""The severity of each of CODES where a finding says no other."""


def compare_delivery(
    project: Project, batch: Batch, settings: ComparisonSettings, *, by: Reviewer
) -> Work[ComparisonRecord]:
    """Compare a batch's newest delivery with its newest gold, and make that the comparison it is judged by.

    What was said of a finding stands when the same finding turns up again. Raises AssayError when there is no delivery or no gold.
    """
    delivery, gold = _both_sets(project, batch)
    inputs = comparison_inputs(project.connection, delivery.id, gold.id)
    yield Progress(0, 0, "Reading annotations")
    compared = compare_touched(project, delivery, gold, settings)
    if compared is None:
        whole = yield from _compared(project, delivery, gold, settings)
        compared = Outcome(whole.findings, whole.counts, iou_sum(whole.pairs))
    yield Progress(0, 0, "Writing findings")
    summary = (
        f"Compare {delivery.title.lower()} of {batch.name} with {gold.title.lower()}: {len(compared.findings)} findings"
    )
    with project.action("compare_delivery", summary, by=by, undoable=False) as action:
        old = retire_comparison(project.connection, delivery.id)
        row = action.insert(
            "comparison",
            {
                "delivery_id": delivery.id, "gold_id": gold.id, "settings": as_json(settings.as_json()),
                "counts": as_json(compared.counts.as_json()), "is_current": 1, "made_at": action.at,
                "provenance": as_json({**inputs, "findings_sha256": findings_fingerprint(compared.findings), "iou_sum": compared.iou_sum}),
            },
        )  # fmt: skip
        digest = insert_findings(project.connection, ComparisonId(row), _columns(compared.findings))
        if old is not None:
            carry_over(project.connection, old, ComparisonId(row))
        tally_all(project.connection, delivery.id, ComparisonId(row))
        action.insert("setting", {"name": digest_setting(row), "value": digest})
        action.bulk("finding", "image_review", "verdict", "defect", "adjudication")
    record = current_comparison(project.connection, delivery.id)
    assert record is not None
    return record


def _both_sets(project: Project, batch: Batch) -> tuple[LabelSet, LabelSet]:
    delivery = newest_set(project.connection, batch.id, SetRole.DELIVERY)
    gold = newest_set(project.connection, batch.id, SetRole.GOLD)
    if delivery is None:
        raise AssayError(f"Batch “{batch.name}” has no delivery yet; import one with --as delivery")
    if gold is None:
        raise AssayError(f"Batch “{batch.name}” has no gold yet; import it with --as gold")
    return delivery, gold


def _compared(
    project: Project,
    delivery: LabelSet,
    gold: LabelSet,
    settings: ComparisonSettings,
) -> Work[Comparison]:
    vendor = read_annotations(project.connection, delivery.id)
    expected = read_annotations(project.connection, gold.id)
    sizes = ImageSizes.of(image_sizes(project.connection, covered_images(project.connection, gold.id)))
    delivered = np.array(covered_images(project.connection, delivery.id), np.int32)
    schema = current_schema(project.connection)
    refuse_unknown_classes(settings, schema)
    steps = compare_in_steps(
        vendor, expected, sizes, schema, settings, delivered, skipped_images(project.connection, delivery.id)
    )
    while True:
        try:
            done, total = next(steps)
        except StopIteration as finished:
            return finished.value
        yield Progress(done, total, "Comparing")


def _columns(found: Findings) -> FindingColumns:
    """The findings as `insert_findings` takes them. What is not a number is stored as nothing, and no zero is negative: SQLite keeps neither."""
    details = ["{}"] * len(found)
    severities = _USUAL[found.code].tolist()
    for row, said in found.details.items():
        details[row] = as_json(said)
        severities[row] = said.get("severity") or severities[row]
    columns = (
        found.image.tolist(), np.array(CODES, object)[found.code].tolist(), found.vendor.tolist(), found.gold.tolist(),
        found.delivered_class.tolist(), found.expected_class.tolist(), _or_none(found.iou),
        *map(_or_none, found.offsets.T), *(found.box + 0.0).T.tolist(), details,
    )  # fmt: skip
    return FindingColumns(columns, severities)


def _or_none(numbers: NDArray[np.float64]) -> list[float | None]:
    values: list[float | None] = (numbers + 0.0).tolist()
    for row in np.flatnonzero(np.isnan(numbers)).tolist():
        values[row] = None
    return values
