from collections.abc import Sequence

from assay.model.changes import Changes
from assay.model.defect_types import Severity, defect_types
from assay.model.defects import Defect
from assay.model.errors import AssayError
from assay.model.findings import Finding
from assay.model.ids import DefectId, ImageId, LabelSetId
from assay.model.intake import CUSTOMERS_OWN
from assay.model.people import Reviewer
from assay.model.sentences import filled, instruction
from assay.review.queue_tally import refresh_queue
from assay.store.batches import image
from assay.store.corrections import corrections_of_defect
from assay.store.defects import defect
from assay.store.findings import verdict_id
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.schemas import current_schema


def log_defect(
    project: Project,
    *,
    label_set_id: LabelSetId,
    image_id: ImageId,
    code: str,
    box: tuple[float, float, float, float],
    by: Reviewer,
    severity: Severity | None = None,
    comment: str = "",
    vendor_number: int = 0,
    gold_number: int = 0,
    class_name: str = "",
) -> Changes:
    """Log a fault that no comparison found: on an annotation, or in a region drawn by hand.

    box: where it is, in pixels. severity: the code's own when None. Raises AssayError for a code that the taxonomy does not hold.
    """
    if code not in defect_types():
        raise AssayError(f"“{code}” is no defect code; the codes are {', '.join(defect_types())}")
    kind = defect_types()[code]
    file_name = image(project.connection, image_id).file_name
    summary = f"Log {code} on {file_name}"
    with project.action("log_defect", summary, by=by) as action:
        action.insert(
            "defect",
            {
                "label_set_id": label_set_id, "image_id": image_id, "finding_id": None, "vendor_number": vendor_number,
                "gold_number": gold_number, "code": code, "severity": str(severity or kind.severity), "comment": comment,
                "instruction": comment or filled(kind.sentence, {"class": class_name or "object"}),
                "charged": int(not code.startswith(CUSTOMERS_OWN)), **corners(box), "reviewer_id": by.id, "at": action.at,
            },
        )  # fmt: skip
        refresh_queue(project, action, label_set_id, image_id)
    return action.changes(summary)


def edit_defect(
    project: Project,
    defect_id: DefectId,
    *,
    by: Reviewer,
    severity: Severity | None = None,
    comment: str | None = None,
    reason: str = "",
) -> Changes:
    """Change a defect's severity or comment. A sent defect stays as it was sent."""
    old = _unsent(project, defect_id)
    values: dict[str, object] = {}
    if severity is not None:
        values["severity"] = str(severity)
    if comment is not None:
        values["comment"] = comment
    summary = f"Change {old.code} on {what_it_is_on(project, old)}"
    with project.action("edit_defect", summary, by=by, reason=reason) as action:
        action.update("defect", defect_id, values)
        refresh_queue(project, action, old.label_set_id, old.image_id)
    return action.changes(summary)


def withdraw_defect(project: Project, defect_id: DefectId, *, by: Reviewer) -> Changes:
    """Take back a defect that was logged; its finding, if it has one, waits for a verdict again."""
    old = _unsent(project, defect_id)
    summary = f"Withdraw {old.code} on {what_it_is_on(project, old)}"
    with project.action("withdraw_defect", summary, by=by) as action:
        for correction_id in corrections_of_defect(project.connection, defect_id):
            action.update("correction", correction_id, {"defect_id": None})
        action.delete("defect", defect_id)
        if old.finding_id is not None and (row := verdict_id(project.connection, old.finding_id)) is not None:
            action.delete("verdict", row)
        refresh_queue(project, action, old.label_set_id, old.image_id)
    return action.changes(summary)


def insert_defect_of(
    project: Project, action: Action, finding: Finding, label_set_id: LabelSetId, *, by: Reviewer, comment: str
) -> None:
    """Log a finding as a defect, as part of the action that confirms it."""
    schema = current_schema(project.connection)
    action.insert(
        "defect",
        {
            "label_set_id": label_set_id, "image_id": finding.image_id, "finding_id": finding.id,
            "vendor_number": finding.vendor_number, "gold_number": finding.gold_number, "code": finding.code,
            "severity": str(finding.severity), "comment": comment,
            "instruction": instruction(finding, schema), "charged": 1, **corners(finding.box),
            "reviewer_id": by.id, "at": action.at,
        },
    )  # fmt: skip


def what_it_is_on(project: Project, one: Defect) -> str:
    """What a defect is about, for a summary: the name of its image, or the whole delivery."""
    return "the whole delivery" if one.image_id is None else image(project.connection, one.image_id).file_name


def _unsent(project: Project, defect_id: DefectId) -> Defect:
    found = defect(project.connection, defect_id)
    if found.request_id is not None:
        raise AssayError(
            f"{found.code} went to the vendor in rework request {found.request_id} and stays as it was sent"
        )
    return found


def corners(box: Sequence[float]) -> dict[str, float]:
    """A box as the columns of a row."""
    return dict(zip(("x_min", "y_min", "x_max", "y_max"), map(float, box), strict=True))
