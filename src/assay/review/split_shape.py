from collections.abc import Sequence
from dataclasses import replace

from assay.model.changes import Changes
from assay.model.corrections import Corrects, Suggestion, with_shape
from assay.model.errors import AssayError
from assay.model.people import Reviewer
from assay.model.single_shape import Shape
from assay.review.correction_rows import of_what, put_correction, refuse_place, refuse_suggestion
from assay.store.project import Project


def split_shape(
    project: Project, about: Corrects, whole: Suggestion, pieces: Sequence[Shape], *, by: Reviewer
) -> Changes:
    """Suggest several objects where there is one: the first piece in its place, the others as objects that are missing.

    Raises AssayError when there are not several pieces.
    """
    if len(pieces) < 2:
        raise AssayError("The line does not cut through the shape; draw it from one side to the other")
    refuse_place(project, about)
    suggestions = [with_shape(whole, piece) for piece in pieces]
    for suggestion in suggestions:
        refuse_suggestion(project, about.image_id, suggestion)
    summary = f"Split {of_what(project, about, whole)} into {len(pieces)}"
    with project.action("split_shape", summary, by=by) as action:
        put_correction(project, action, about, suggestions[0], by=by)
        for suggestion in suggestions[1:]:
            put_correction(project, action, replace(about, number=0, correction_id=None), suggestion, by=by)
    return action.changes(summary)
