from assay.model.changes import Changes
from assay.model.ids import CorrectionId
from assay.model.people import Reviewer
from assay.review.correction_rows import existing, of_what
from assay.store.project import Project


def withdraw_correction(project: Project, correction_id: CorrectionId, *, by: Reviewer) -> Changes:
    """Suggest nothing any more. Raises AssayError when the correction was withdrawn already."""
    old = existing(project, correction_id)
    summary = f"Withdraw the correction of {of_what(project, old.about, old.says)}"
    with project.action("withdraw_correction", summary, by=by) as action:
        action.delete("correction", correction_id)
    return action.changes(summary)
