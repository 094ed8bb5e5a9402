from collections.abc import Sequence

from assay.model.changes import Changes
from assay.model.defect_types import Severity
from assay.model.errors import AssayError
from assay.model.findings import VERDICT_WORDS, Finding, Verdict
from assay.model.ids import FindingId, LabelSetId
from assay.model.people import Reviewer
from assay.review.log_defect import insert_defect_of
from assay.review.queue_tally import refresh_queue
from assay.store.batches import image
from assay.store.defects import defects_of_finding, is_logged_by_intake
from assay.store.findings import delivery_of, finding, verdict_id
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.spoken_findings import give_row


def judge_finding(
    project: Project, finding_ids: Sequence[FindingId], verdict: Verdict | None, *, by: Reviewer, comment: str = ""
) -> Changes:
    """Say of findings that they are defects, that gold or the vendor is right, that they do not matter, or that an adjudicator must rule.

    A verdict that charges the vendor logs a defect; any other takes an unsent one back. None takes the verdict itself back.
    Raises AssayError when the finding's defect was sent to the vendor already.
    """
    found = [finding(project.connection, finding_id) for finding_id in finding_ids]
    summary = _summary(project, found, verdict)
    with project.action("judge_finding", summary, by=by) as action:
        for one in found:
            label_set_id = delivery_of(project.connection, one.comparison_id)
            _set_verdict(project, action, one, verdict, by=by, comment=comment)
            settle_defect(
                project, action, one, label_set_id, charge=bool(verdict and verdict.charges), by=by, comment=comment
            )
            refresh_queue(project, action, label_set_id, one.image_id)
    return action.changes(summary)


def judge_severity(
    project: Project, finding_id: FindingId, severity: Severity, *, by: Reviewer, reason: str = ""
) -> Changes:
    """Override how bad a finding is; its defect, when it has an unsent one, follows."""
    one = finding(project.connection, finding_id)
    label_set_id = delivery_of(project.connection, one.comparison_id)
    summary = f"{one.code} on {image(project.connection, one.image_id).file_name}: {one.severity} becomes {severity}"
    with project.action("judge_severity", summary, by=by, reason=reason) as action:
        give_row(project.connection, finding_id)
        action.update("finding", finding_id, {"severity": str(severity)})
        for defect in defects_of_finding(project.connection, finding_id):
            if defect.request_id is None:
                action.update("defect", defect.id, {"severity": str(severity)})
        refresh_queue(project, action, label_set_id, one.image_id)
    return action.changes(summary)


def settle_defect(
    project: Project,
    action: Action,
    one: Finding,
    label_set_id: LabelSetId,
    *,
    charge: bool,
    by: Reviewer,
    comment: str,
) -> None:
    """Log the defect that a finding is charged as, or take it back, as part of the action that decides so.

    What the intake has logged of the same annotation is not charged twice.
    """
    logged = defects_of_finding(project.connection, one.id)
    if charge and not logged and not is_logged_by_intake(project.connection, label_set_id, one):
        insert_defect_of(project, action, one, label_set_id, by=by, comment=comment)
    if charge:
        return
    for defect in logged:
        if defect.request_id is not None:
            raise AssayError(
                f"{one.code} went to the vendor in rework request {defect.request_id}; contest it and let an adjudicator rule"
            )
        action.delete("defect", defect.id)


def _set_verdict(
    project: Project, action: Action, one: Finding, verdict: Verdict | None, *, by: Reviewer, comment: str
) -> None:
    row = verdict_id(project.connection, one.id)
    values = {"verdict": verdict and str(verdict), "reviewer_id": by.id, "comment": comment, "at": action.at}
    if verdict is None:
        if row is not None:
            action.delete("verdict", row)
    elif row is None:
        action.insert("verdict", {"finding_id": one.id, **values})
    else:
        action.update("verdict", row, values)


def _summary(project: Project, found: Sequence[Finding], verdict: Verdict | None) -> str:
    word = VERDICT_WORDS[verdict] if verdict else "No verdict"
    if len(found) == 1:
        return f"{word}: {found[0].code} on {image(project.connection, found[0].image_id).file_name}"
    return f"{word}: {len(found)} findings"
