from assay.model.ids import ImageId, LabelSetId
from assay.store.findings import current_comparison
from assay.store.image_reviews import review_id
from assay.store.image_tallies import tally
from assay.store.journal import Action
from assay.store.project import Project


def refresh_queue(project: Project, action: Action, label_set_id: LabelSetId, image_id: ImageId | None) -> None:
    """Bring an image's figures in the queue up to date, as part of the action that changed what stands on it; nothing for no image."""
    row = review_id(project.connection, label_set_id, image_id) if image_id is not None else None
    if row is None or image_id is None:
        return
    comparison = current_comparison(project.connection, label_set_id)
    counts = tally(project.connection, label_set_id, comparison.id if comparison else None, image_id)
    action.update("image_review", row, counts)
