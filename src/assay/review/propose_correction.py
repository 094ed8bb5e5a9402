from assay.model.changes import Changes
from assay.model.corrections import Corrects, Suggestion
from assay.model.people import Reviewer
from assay.review.correction_rows import of_what, put_correction, refuse_place, refuse_suggestion, standing
from assay.store.project import Project


def propose_correction(project: Project, about: Corrects, suggestion: Suggestion, *, by: Reviewer) -> Changes:
    """Suggest how an annotation of a delivery or of gold should be, or what object it misses. The label set itself stays as it is.

    An annotation has one correction: suggesting again changes it. Raises AssayError for an annotation that is not there, a shape
    without an area, and a class that the schema does not have.
    """
    refuse_place(project, about)
    refuse_suggestion(project, about.image_id, suggestion)
    summary = f"{_doing(project, about, suggestion)} {of_what(project, about, suggestion)}"
    with project.action("propose_correction", summary, by=by) as action:
        put_correction(project, action, about, suggestion, by=by)
    return action.changes(summary)


def _doing(project: Project, about: Corrects, suggestion: Suggestion) -> str:
    if suggestion.removes:
        return "Suggest to remove"
    if standing(project, about) is not None:
        return "Change the correction of"
    return "Correct" if about.number else "Suggest a missing"
