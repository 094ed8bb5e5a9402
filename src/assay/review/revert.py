"""Undo, redo, and putting back an old action: always as a new action, so that nothing is ever erased."""

from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.ids import ActionId
from assay.model.people import Reviewer
from assay.review.queue_tally import refresh_queue
from assay.store.history import action_record, images_backwards, later_change, next_up
from assay.store.image_reviews import judged_part, reviewed_image
from assay.store.project import Project

WORDS = {"undo": "Undo: ", "redo": "Redo: ", "revert": "Put back: "}


def undo(project: Project, *, by: Reviewer) -> Changes:
    """Put back the last action, as a new action."""
    last = next_up(project.connection).undo
    if last is None:
        raise AssayError("There is nothing to undo")
    return revert(project, last, by=by, verb="undo")


def redo(project: Project, *, by: Reviewer) -> Changes:
    """Do again what was undone last, as a new action."""
    undone = next_up(project.connection).redo
    if undone is None:
        raise AssayError("There is nothing to redo")
    return revert(project, undone, by=by, verb="redo")


def revert(project: Project, action_id: ActionId, *, by: Reviewer, verb: str = "revert", reason: str = "") -> Changes:
    """Put the rows that an action changed back to what they were, as a new action.

    Raises AssayError when the action keeps no row images, or when a later action changed one of its rows.
    """
    record = action_record(project.connection, action_id)
    if record is None:
        raise AssayError(f"There is no action {action_id} in the history")
    said, undoable = record
    if not undoable:
        raise AssayError(f"“{said}” cannot be put back: it is bulk work, which keeps no copy of every row")
    summary = WORDS[verb] + plain_summary(said)
    with project.action(verb, summary, by=by, reason=reason, reverts=action_id) as action:
        images = images_backwards(project.connection, action_id)
        # what was said of an image is compared and put back column by column: its counts change with every finding on it
        reviews = [one for one in images if one[0] == "image_review"]
        for table, row_id, before, after in images:
            if table == "image_review":
                before, after = judged_part(project.connection, row_id, before, after)
                if before == after:
                    continue
            if changed_by := later_change(project.connection, table, row_id, after):
                what = table.replace("_", " ")
                raise AssayError(f"“{said}” cannot be put back: {changed_by} has since changed the same {what}")
            action.put_back(table, row_id, image=before)
        for _, row_id, _, _ in reviews:
            label_set_id, image_id = reviewed_image(project.connection, row_id)
            refresh_queue(project, action, label_set_id, image_id)
    return action.changes(summary)


def plain_summary(summary: str) -> str:
    """What was done at first, without how often it was undone and done again."""
    for prefix in WORDS.values():
        summary = summary.removeprefix(prefix)
    return summary
