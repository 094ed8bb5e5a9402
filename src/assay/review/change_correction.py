from assay.model.changes import Changes
from assay.model.corrections import Suggestion
from assay.model.ids import CorrectionId
from assay.model.people import Reviewer
from assay.review.correction_rows import existing, of_what, put_correction, refuse_suggestion
from assay.store.project import Project


def change_correction(
    project: Project, correction_id: CorrectionId, suggestion: Suggestion, *, by: Reviewer, doing: str = "Change the"
) -> Changes:
    """Suggest something else than before. doing: what was done to the object, for the history.

    Raises AssayError when the correction was withdrawn, for a shape without an area, and for a class that the schema does not have.
    """
    old = existing(project, correction_id)
    refuse_suggestion(project, old.about.image_id, suggestion)
    summary = f"{doing} correction of {of_what(project, old.about, suggestion)}"
    with project.action("change_correction", summary, by=by) as action:
        put_correction(project, action, old.about, suggestion, by=by)
    return action.changes(summary)
