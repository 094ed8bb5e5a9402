"""Comparing a delivery with gold, and keeping what was found."""

from collections.abc import Iterator

import numpy as np

from assay.compare.class_table import refuse_unknown_classes
from assay.compare.comparison import Comparison, compare_in_steps
from assay.compare.findings import CODES
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import Annotations
from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.model.findings import ComparisonRecord, as_json
from assay.model.ids import ComparisonId
from assay.model.images import ImageSizes
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.store.annotation_pages import covered_images, read_annotations
from assay.store.audit_rows import digest_setting, findings_digest
from assay.store.batches import image_sizes, newest_set
from assay.store.comparisons import carry_over, insert_findings, retire_comparison
from assay.store.findings import current_comparison
from assay.store.image_reviews import tally_all
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema


def compare_delivery(
    project: Project, batch: Batch, settings: ComparisonSettings, *, by: Reviewer
) -> Work[ComparisonRecord]:
    """Compare a batch's newest delivery with its newest gold, and make that the comparison it is judged by.

    What was said of a finding stands when the same finding turns up again. Raises AssayError when there is no delivery or no gold.
    """
    delivery, gold = _both_sets(project, batch)
    yield Progress(0, 0, "Reading annotations")
    vendor = read_annotations(project.connection, delivery.id)
    expected = read_annotations(project.connection, gold.id)
    compared = yield from _compared(project, delivery, gold, vendor, expected, settings)
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
            },
        )  # fmt: skip
        insert_findings(project.connection, ComparisonId(row), _rows(compared))
        if old is not None:
            carry_over(project.connection, old, ComparisonId(row))
        tally_all(project.connection, delivery.id, ComparisonId(row))
        digest = findings_digest(project.connection, row)
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
    vendor: Annotations,
    expected: Annotations,
    settings: ComparisonSettings,
) -> Work[Comparison]:
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


def _rows(compared: Comparison) -> Iterator[tuple]:
    found = compared.findings
    kinds = list(defect_types().values())
    columns = (
        found.code.tolist(), found.image.tolist(), found.vendor.tolist(), found.gold.tolist(),
        found.delivered_class.tolist(), found.expected_class.tolist(), found.iou.tolist(),
        found.offsets.tolist(), found.box.tolist(),
    )  # fmt: skip
    for row, (code, image, vendor_number, gold_number, delivered, expected, iou, sides, box) in enumerate(
        zip(*columns, strict=True)
    ):
        details = as_json(found.details[row]) if row in found.details else "{}"
        severity = found.details[row].get("severity") if row in found.details else None
        yield (
            image,
            CODES[code],
            severity or str(kinds[code].severity),
            vendor_number,
            gold_number,
            delivered,
            expected,
            iou,
            *sides,
            *box,
            details,
        )
