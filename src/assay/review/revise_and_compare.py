"""A new gold revision that the comparison follows."""

from assay.compare.settings import ComparisonSettings
from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.people import Reviewer
from assay.model.progress import Work
from assay.review.compare_delivery import compare_delivery
from assay.review.revise_gold import revise_gold
from assay.store.batches import newest_set
from assay.store.findings import current_comparison
from assay.store.project import Project


def revise_and_compare(project: Project, batch: Batch, *, reason: str, by: Reviewer) -> Work[LabelSet]:
    """Make gold's next revision, and compare the delivery with it by the settings by which it was compared last, if it was.

    Two actions; cancelled between them, the revision stands. Raises what `revise_gold` raises.
    """
    revision = yield from revise_gold(project, batch, reason=reason, by=by)
    delivery = newest_set(project.connection, batch.id, SetRole.DELIVERY)
    record = current_comparison(project.connection, delivery.id) if delivery else None
    if record is not None:
        yield from compare_delivery(project, batch, ComparisonSettings.from_json(record.settings), by=by)
    return revision
