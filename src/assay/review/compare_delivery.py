"""Comparing a delivery with gold, and keeping what was found."""

import numpy as np

from assay.compare.class_table import refuse_unknown_classes
from assay.compare.settings import ComparisonSettings
from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.errors import AssayError
from assay.model.finding_record import FoundSeverities
from assay.model.findings import ComparisonRecord, as_json
from assay.model.ids import ComparisonId
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.model.without_gc import without_gc
from assay.review.compare_parts import compare_in_parts
from assay.review.compare_touched import Touched, compare_touched
from assay.review.raters_of_batch import named_sets
from assay.store.batches import newest_set
from assay.store.comparison_inputs import comparison_inputs
from assay.store.comparisons import carry_over, earlier_with_same_gold, keep_on_others, retire_comparison
from assay.store.covered_sizes import covered_with_sizes
from assay.store.finding_pages import insert_found, remove_found
from assay.store.findings import current_comparison
from assay.store.image_reviews import open_queue
from assay.store.image_tallies import tally_images
from assay.store.project import Project
from assay.store.schemas import current_schema


def compare_delivery(
    project: Project,
    batch: Batch,
    settings: ComparisonSettings,
    *,
    by: Reviewer,
    sets: tuple[LabelSet, LabelSet] | None = None,
) -> Work[ComparisonRecord]:
    """Compare a batch's newest delivery with its newest gold, and make that the comparison it is judged by.

    sets: any two other label sets of the batch, the one that is judged and the one that is taken for gold. What was said of a finding stands
    when the same finding turns up again, also when it was said against the same gold before another was tried. Cut short, it goes on where it
    stopped when it is asked for again while the project is open. Raises AssayError when there is no delivery or no gold, or both are one.
    """
    delivery, gold = sets or sets_to_compare(project, batch)
    if delivery.id == gold.id:
        raise AssayError(f"“{gold.title}” cannot be compared with itself; choose another label set")
    images = covered_with_sizes(project.connection, gold.id)
    inputs = comparison_inputs(project.connection, delivery.id, gold.id, images=images)
    yield Progress(0, 0, "Reading annotations")
    touched = yield from compare_touched(project, delivery, gold, settings, inputs)
    if touched is None:
        refuse_unknown_classes(settings, current_schema(project.connection))
        done = project.begun(as_json([inputs, settings.as_json()]))
        with without_gc():
            found = yield from compare_in_parts(project, delivery, gold, images.sizes(), settings, done)
        touched = Touched(None, found, found)
    yield Progress(0, 0, "Writing findings")
    summary = f"Compare {delivery.title.lower()} of {batch.name} with {gold.title.lower()}: {touched.total} findings"
    on_record = project.action("compare_delivery", summary, by=by, undoable=False, bulk=touched.images is None)
    with without_gc(), on_record as action:
        old = retire_comparison(project.connection, delivery.id)
        whole = touched.whole
        row = action.insert(
            "comparison",
            {
                "delivery_id": delivery.id, "gold_id": gold.id, "settings": as_json(settings.as_json()),
                "counts": as_json(whole.counts.as_json()), "is_current": 1, "made_at": action.at,
                "provenance": as_json({**inputs, "findings_sha256": whole.digest, "iou_sum": whole.iou_sum, "by_code": whole.by_code}),
            },
        )  # fmt: skip
        if delivery.role is not SetRole.DELIVERY:
            open_queue(project.connection, delivery.id)
        _write(project, delivery, touched, old, ComparisonId(row))
        action.bulk("finding", "image_review", "verdict", "defect", "adjudication")
    project.finished()
    record = current_comparison(project.connection, delivery.id)
    assert record is not None
    return record


def _write(project: Project, delivery: LabelSet, touched: Touched, old: ComparisonId | None, new: ComparisonId) -> None:
    """Findings in place of those of the old comparison, what was said of them, and the counts of the queue."""
    connection, images, found = project.connection, touched.images, touched.found
    if old is not None:
        remove_found(connection, delivery.id, images)
    first = insert_found(connection, delivery.id, found.pages)
    if old is not None:
        if images is not None:
            keep_on_others(connection, old, new, images)
        for earlier in (old, *earlier_with_same_gold(connection, new, besides=old)):
            carry_over(connection, delivery.id, earlier, new)
    ids = np.arange(first, first + len(found.images))
    tally_images(connection, delivery.id, new, FoundSeverities(ids, found.images, found.severities), images)


def sets_to_compare(project: Project, batch: Batch, judged: str = "", against: str = "") -> tuple[LabelSet, LabelSet]:
    """The newest delivery and the newest gold of a batch, or those that are named. Raises AssayError when one of them is lacking."""
    delivery = _chosen(project, batch, judged, SetRole.DELIVERY)
    gold = _chosen(project, batch, against, SetRole.GOLD)
    if delivery is None:
        raise AssayError(f"Batch “{batch.name}” has no delivery yet; import one with --as delivery")
    if gold is None:
        raise AssayError(f"Batch “{batch.name}” has no gold yet; import it with --as gold")
    return delivery, gold


def _chosen(project: Project, batch: Batch, name: str, role: SetRole) -> LabelSet | None:
    return named_sets(project, batch, [name])[0] if name else newest_set(project.connection, batch.id, role)
