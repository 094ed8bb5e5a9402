from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.findings import RULING_WORDS, Finding, Ruling
from assay.model.ids import FindingId, LabelSetId
from assay.model.people import Reviewer
from assay.review.judge_finding import settle_defect
from assay.review.queue_tally import refresh_queue
from assay.store.batches import image
from assay.store.defects import defects_of_finding
from assay.store.findings import adjudication_id, challenge_id, delivery_of, finding, gold_of
from assay.store.journal import Action
from assay.store.project import Project


def adjudicate(project: Project, finding_id: FindingId, ruling: Ruling, *, reason: str, by: Reviewer) -> Changes:
    """Rule on a contested finding, with the reason.

    For the vendor: gold is marked as challenged and nothing is charged. For gold: the defect is charged. Both acceptable, or the guideline
    unclear: nothing is charged. A later ruling takes the place of an earlier one. Raises AssayError without a reason, on a finding that is
    not contested, and for a person who may not rule.
    """
    one = finding(project.connection, finding_id)
    _refuse(one, reason, by)
    label_set_id = delivery_of(project.connection, one.comparison_id)
    summary = f"{RULING_WORDS[ruling]}: {one.code} on {image(project.connection, one.image_id).file_name}"
    with project.action("adjudicate", summary, by=by, reason=reason.strip()) as action:
        _set_ruling(project, action, one, ruling, reason=reason.strip(), by=by)
        _settle(project, action, one, label_set_id, ruling, by=by, reason=reason.strip())
        _challenge_gold(project, action, one, challenged=ruling is Ruling.VENDOR_RIGHT, reason=reason.strip())
        refresh_queue(project, action, label_set_id, one.image_id)
    return action.changes(summary)


def _refuse(one: Finding, reason: str, by: Reviewer) -> None:
    if not by.may_adjudicate:
        raise AssayError(f"{by.name} is a reviewer; an adjudicator or a lead rules on contested findings")
    if not reason.strip():
        raise AssayError("A ruling needs its reason, so that the next one can follow it")
    if one.verdict is None or not one.verdict.contests:
        raise AssayError(f"{one.code} is not contested; there is nothing to rule on")


def _set_ruling(project: Project, action: Action, one: Finding, ruling: Ruling, *, reason: str, by: Reviewer) -> None:
    values = {"ruling": str(ruling), "reason": reason, "reviewer_id": by.id, "at": action.at}
    row = adjudication_id(project.connection, one.id)
    if row is None:
        action.insert("adjudication", {"finding_id": one.id, **values})
    else:
        action.update("adjudication", row, values)


def _settle(
    project: Project,
    action: Action,
    one: Finding,
    label_set_id: LabelSetId,
    ruling: Ruling,
    *,
    by: Reviewer,
    reason: str,
) -> None:
    sent = [defect for defect in defects_of_finding(project.connection, one.id) if defect.request_id is not None]
    for defect in sent:
        action.update("defect", defect.id, {"charged": int(ruling is Ruling.GOLD_RIGHT)})
    if not sent:
        settle_defect(project, action, one, label_set_id, charge=ruling is Ruling.GOLD_RIGHT, by=by, comment=reason)


def _challenge_gold(project: Project, action: Action, one: Finding, *, challenged: bool, reason: str) -> None:
    row = challenge_id(project.connection, one.id)
    if row is not None:
        action.delete("gold_challenge", row)
    if challenged:
        action.insert(
            "gold_challenge",
            {
                "label_set_id": gold_of(project.connection, one.comparison_id), "image_id": one.image_id,
                "gold_number": one.gold_number, "finding_id": one.id, "reason": reason, "at": action.at,
            },
        )  # fmt: skip
