from collections.abc import Sequence
from dataclasses import replace

from assay.geometry.splitting import merged
from assay.model.changes import Changes
from assay.model.corrections import Corrects, Suggestion, with_shape
from assay.model.errors import AssayError
from assay.model.people import Reviewer
from assay.review.correction_rows import of_what, put_correction, refuse_place, refuse_suggestion
from assay.store.project import Project


def merge_shapes(project: Project, objects: Sequence[tuple[Corrects, Suggestion]], *, by: Reviewer) -> Changes:
    """Suggest one object where there are several: one, of its class, covers them all; the others are to be removed.

    It is the first that the label set has; what was only suggested besides it is withdrawn.

    Raises AssayError when there are not several, or when one of them covers no area.
    """
    if len(objects) < 2:
        raise AssayError("Choose two shapes or more to merge them: hold Ctrl and click the others")
    objects = sorted(objects, key=lambda one: not one[0].number)
    try:
        whole = with_shape(objects[0][1], merged([suggestion.shape for _, suggestion in objects]))
    except ValueError as error:
        raise AssayError(f"These shapes cannot become one: {error}") from error
    for about, _ in objects:
        refuse_place(project, about)
    refuse_suggestion(project, objects[0][0].image_id, whole)
    summary = f"Merge {len(objects)} shapes into {of_what(project, objects[0][0], whole)}"
    with project.action("merge_shapes", summary, by=by) as action:
        put_correction(project, action, objects[0][0], whole, by=by)
        for about, suggestion in objects[1:]:
            if about.number:
                put_correction(project, action, about, replace(suggestion, removes=True), by=by)
            elif about.correction_id is not None:
                action.delete("correction", about.correction_id)
    return action.changes(summary)
