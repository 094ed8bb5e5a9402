"""A comparison with a new gold revision of which only the images that changed are compared; what was found on the others stays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assay.compare.count_sums import spliced_counts
from assay.compare.counts import iou_sum
from assay.compare.settings import ComparisonSettings
from assay.model.batches import LabelSet
from assay.model.ids import ImageId
from assay.model.progress import Work
from assay.review.comparison_outcome import Outcome, outcome_of
from assay.review.sides_to_compare import sides_to_compare
from assay.review.tracks_between import have_tracks
from assay.store.annotation_pages import page_of
from assay.store.comparison_inputs import comparison_inputs, provenance
from assay.store.finding_pages import count_codes, is_by_image, moved_digest, stored_pages
from assay.store.findings import current_comparison
from assay.store.project import Project
from assay.store.touched_images import touched_images


class Touched(NamedTuple):
    """The outcome of a comparison of all images, of which only these were compared (None: all); the pages of the others stay as they are.

    found: on these images. whole: on all, but for its pages and columns.
    """

    images: Sequence[ImageId] | None
    found: Outcome
    whole: Outcome

    @property
    def total(self) -> int:
        """How many findings there are on all images."""
        return sum(self.whole.by_code.values())


def compare_touched(
    project: Project, delivery: LabelSet, gold: LabelSet, settings: ComparisonSettings, inputs: Mapping[str, Any]
) -> Work[Touched | None]:
    """What a comparison of all images would come to; None when there is no current one that all the rest can be taken from.

    That is one of the same delivery by the same settings, whose other inputs are still what they were. inputs: those of the comparison to be made.
    """
    connection = project.connection
    old = current_comparison(connection, delivery.id)
    if old is None or ComparisonSettings.from_json(old.settings) != settings:
        return None
    if have_tracks(project, delivery.id, gold.id) or have_tracks(project, delivery.id, old.gold_id):
        return None  # a track that changes on one image may be judged otherwise on all the others
    kept = provenance(connection, old.id)
    if not {"iou_sum", "by_code"} <= kept.keys() or not is_by_image(kept["findings_sha256"]):
        return None
    touched = touched_images(connection, old.gold_id, gold.id)
    same_images = all(page_of(connection, one, image) for image in touched for one in (old.gold_id, gold.id))
    known = inputs["images_sha256"] if same_images else ""
    before = comparison_inputs(connection, old.delivery_id, old.gold_id, images_digest=known)
    if not touched or any(kept.get(key) != value for key, value in before.items()):
        return None  # also where nothing changed: who asks for the same once more wants all of it made anew
    doing = "Comparing what gold changed"
    out = yield from sides_to_compare(project, delivery.id, old.gold_id, touched).work(settings, doing)
    into = yield from sides_to_compare(project, delivery.id, gold.id, touched).work(settings, doing)
    now, stood = outcome_of(into), stored_pages(connection, delivery.id, touched)
    ious = kept["iou_sum"] - iou_sum(out.pairs) + now.iou_sum
    by_code = Counter(kept["by_code"])
    by_code.subtract(count_codes(stood))
    by_code.update(now.by_code)
    whole = now._replace(
        by_code=+by_code,
        counts=spliced_counts(old.counts, out.counts, into.counts, ious),
        iou_sum=ious,
        digest=moved_digest(kept["findings_sha256"], out=stood, into=now.pages),
    )
    return Touched(touched, now, whole)
