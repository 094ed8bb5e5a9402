"""A comparison with a new gold revision of which only the images that changed are compared; what was found on the others stays."""

from collections.abc import Sequence
from typing import NamedTuple

from assay.compare.count_sums import spliced_counts
from assay.compare.counts import iou_sum
from assay.compare.settings import ComparisonSettings
from assay.model.batches import LabelSet
from assay.model.ids import ImageId
from assay.review.comparison_outcome import Outcome, outcome_of
from assay.review.sides_to_compare import sides_to_compare
from assay.store.comparison_inputs import comparison_inputs, provenance
from assay.store.finding_pages import count_found, is_by_image, moved_digest, stored_pages
from assay.store.findings import current_comparison
from assay.store.project import Project
from assay.store.touched_images import touched_images


class Touched(NamedTuple):
    """The outcome of a comparison of all images, of which only these were compared (None: all); the pages of the others stay as they are.

    found: on these images. whole: on all, but for its pages and columns. total: how many findings there are on all.
    """

    images: Sequence[ImageId] | None
    found: Outcome
    whole: Outcome
    total: int


def compare_touched(
    project: Project, delivery: LabelSet, gold: LabelSet, settings: ComparisonSettings
) -> Touched | None:
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
    golds = old.gold_id, gold.id
    out, into = (sides_to_compare(project, delivery.id, one, touched).compared(settings) for one in golds)
    now, before = outcome_of(into), stored_pages(project.connection, delivery.id, touched)
    ious = kept["iou_sum"] - iou_sum(out.pairs) + now.iou_sum
    whole = now._replace(
        counts=spliced_counts(old.counts, out.counts, into.counts, ious),
        iou_sum=ious,
        digest=moved_digest(kept["findings_sha256"], out=before, into=now.pages),
    )
    stay = count_found(project.connection, delivery.id) - sum(page.findings for page in before)
    return Touched(touched, now, whole, stay + len(now.images))
