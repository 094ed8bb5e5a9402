from assay.model.batches import ImageStatus
from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.ids import ImageId, LabelSetId
from assay.model.people import Reviewer
from assay.store.batches import image
from assay.store.image_reviews import review_id
from assay.store.project import Project

WORDS = {ImageStatus.ACCEPTED: "Accept", ImageStatus.REJECTED: "Reject", ImageStatus.TODO: "Reopen"}


def judge_image(
    project: Project, label_set_id: LabelSetId, image_id: ImageId, status: ImageStatus, *, by: Reviewer
) -> Changes:
    """Accept or reject an image of a delivery, or put it back among those to do."""
    file_name = image(project.connection, image_id).file_name
    row = review_id(project.connection, label_set_id, image_id)
    if row is None:
        raise AssayError(f"{file_name} is not in the queue of this delivery")
    summary = f"{WORDS[status]} {file_name}"
    with project.action("judge_image", summary, by=by) as action:
        action.update("image_review", row, {"status": str(status), "reviewer_id": by.id, "at": action.at})
    return action.changes(summary)
