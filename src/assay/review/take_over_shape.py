import numpy as np

from assay.model.changes import Changes
from assay.model.corrections import Corrects, Suggestion
from assay.model.errors import AssayError
from assay.model.ids import LabelSetId
from assay.model.people import Reviewer
from assay.review.correction_rows import of_what, put_correction, refuse_place, refuse_suggestion
from assay.store.annotation_reading import read_annotations
from assay.store.batches import label_set
from assay.store.project import Project


def take_over_shape(
    project: Project, about: Corrects, *, from_set: LabelSetId, from_number: int, by: Reviewer
) -> Changes:
    """Suggest an object exactly as another label set has it: shape, class and attributes.

    Raises AssayError when there is no such annotation on the image, or one that nobody could draw there.
    """
    refuse_place(project, about)
    other = label_set(project.connection, from_set)
    annotations = read_annotations(project.connection, from_set, [about.image_id])
    rows = np.flatnonzero(annotations.records["number"] == from_number).tolist()
    if not rows:
        raise AssayError(
            f"“{other.title}” has no annotation {from_number} on this image; there is nothing to take over"
        )
    suggestion = Suggestion.of(annotations, rows[0])
    refuse_suggestion(project, about.image_id, suggestion)
    summary = f"Take over {of_what(project, about, suggestion)} from {other.title.lower()}"
    with project.action("take_over_shape", summary, by=by) as action:
        put_correction(project, action, about, suggestion, by=by)
    return action.changes(summary)
