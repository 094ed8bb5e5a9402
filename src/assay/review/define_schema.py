"""Saying what the classes of a project are."""

from collections.abc import Sequence

from assay.model.changes import Changes
from assay.model.people import Reviewer
from assay.model.schema import LabelClass
from assay.review.extend_schema import define_classes
from assay.store.project import Project


def define_schema(project: Project, classes: Sequence[LabelClass], *, by: Reviewer) -> Changes:
    """Put classes into the schema, those of the same name being changed. A comparison made before keeps its findings until it is made again."""
    summary = f"Define {len(classes)} {'class' if len(classes) == 1 else 'classes'}"
    with project.action("define_schema", summary, by=by) as action:
        define_classes(project, action, classes)
    return action.changes(summary)
