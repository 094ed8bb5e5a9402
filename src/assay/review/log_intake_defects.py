"""Turning what the intake found into defects, in one step."""

from collections.abc import Mapping, Sequence
from typing import Any

from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.ids import IntakeFindingId, LabelSetId
from assay.model.intake import IntakeFinding
from assay.model.people import Reviewer
from assay.review.log_defect import corners
from assay.review.queue_tally import refresh_queue
from assay.store.annotation_reading import read_annotations
from assay.store.batches import image
from assay.store.defects import defects
from assay.store.intake import intake_findings
from assay.store.project import Project

NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""The place of a defect that is about no image, or about one of unknown size."""

Box = Sequence[float]


def log_intake_defects(
    project: Project, label_set_id: LabelSetId, finding_ids: Sequence[IntakeFindingId] | None = None, *, by: Reviewer
) -> Changes:
    """Log intake findings of a delivery as defects: these, or all that can be charged to the vendor.

    Left out are those that are logged already, and annotations that have a defect of the same code from a comparison. Raises AssayError when nothing is left.
    """
    chosen = _to_log(project, label_set_id, finding_ids)
    if not chosen:
        raise AssayError("None of these findings can be logged: they are no fault of the vendor's, or defects already")
    places = _places(project, label_set_id, chosen)
    summary = f"Log {len(chosen)} intake finding{'' if len(chosen) == 1 else 's'} as defects"
    with project.action("log_intake_defects", summary, by=by) as action:
        for one in chosen:
            action.insert("defect", _row(one, places) | {"reviewer_id": by.id, "at": action.at})
        for image_id in dict.fromkeys(one.image_id for one in chosen):
            refresh_queue(project, action, label_set_id, image_id)
    return action.changes(summary)


def loggable(project: Project, label_set_id: LabelSetId) -> list[IntakeFinding]:
    """The intake findings of a delivery that can be logged as defects now."""
    known = {
        (one.image_id, one.vendor_number, one.code)
        for one in defects(project.connection, label_set_id)
        if one.vendor_number
    }
    return [
        one
        for one in intake_findings(project.connection, label_set_id)
        if one.is_chargeable and (one.image_id, one.number, one.code) not in known
    ]


def _to_log(
    project: Project, label_set_id: LabelSetId, finding_ids: Sequence[IntakeFindingId] | None
) -> list[IntakeFinding]:
    wanted = None if finding_ids is None else set(finding_ids)
    return [one for one in loggable(project, label_set_id) if wanted is None or one.id in wanted]


def _places(
    project: Project, label_set_id: LabelSetId, chosen: Sequence[IntakeFinding]
) -> Mapping[tuple[int, int], Box]:
    """The place of each finding by image and annotation number: the annotation's box, or the whole image."""
    images = sorted({one.image_id for one in chosen if one.image_id is not None})
    records = read_annotations(project.connection, label_set_id, images).records
    found: dict[tuple[int, int], Box] = {
        (image_id, number): box
        for image_id, number, box in zip(
            records["image"].tolist(), records["number"].tolist(), records["box"].tolist(), strict=True
        )
    }
    for image_id in images:
        fact = image(project.connection, image_id)
        found[image_id, 0] = (0.0, 0.0, fact.width, fact.height) if fact.width and fact.height else NOWHERE
    return found


def _row(one: IntakeFinding, places: Mapping[tuple[int, int], Box]) -> dict[str, Any]:
    box = NOWHERE if one.image_id is None else places.get((one.image_id, one.number), NOWHERE)
    return {
        "label_set_id": one.label_set_id, "image_id": one.image_id, "finding_id": None, "intake_finding_id": one.id,
        "vendor_number": one.number, "gold_number": 0, "code": one.code, "severity": str(one.severity), "comment": "",
        "instruction": one.instruction, "charged": 1, **corners(box),
    }  # fmt: skip
