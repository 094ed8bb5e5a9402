"""The delivery's defects as the table shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assay.model.batches import Batch, LabelSet
from assay.model.defect_types import Severity, defect_types
from assay.model.defects import Defect
from assay.model.ids import DefectId, FindingId, ImageId, RequestId
from assay.store.annotation_reading import read_annotations
from assay.store.defects import defects, rework_requests
from assay.store.findings import finding
from assay.store.image_names import ImageNames
from assay.store.project import Project
from assay.store.schemas import current_schema

NO_CLASS = "–"
WHOLE_DELIVERY = "Delivery"


class State(StrEnum):
    """What becomes of a defect."""

    TO_SEND = "to_send"
    SENT = "sent"
    NOT_CHARGED = "not_charged"


STATE_WORDS: Mapping[State, str] = {State.TO_SEND: "To send", State.SENT: "Sent", State.NOT_CHARGED: "Not charged"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectRow:
    """One defect in words. request: the number of the request that it was sent in, 0 when it was not."""

    id: DefectId
    image_id: ImageId | None
    finding_id: FindingId | None
    severity: Severity
    code: str
    name: str
    image: str
    class_name: str
    instruction: str
    comment: str
    by: str
    state: State
    request: int

    @property
    def state_words(self) -> str:
        """What becomes of it: "To send", "In request 1", "Not charged"."""
        return f"In request {self.request}" if self.state is State.SENT else STATE_WORDS[self.state]


def read_defect_rows(project: Project, batch: Batch, delivery: LabelSet) -> list[DefectRow]:
    """A delivery's defects by image."""
    connection = project.connection
    found = defects(connection, delivery.id)
    images = ImageNames(connection, batch.id)
    numbers = request_numbers(project, batch)
    classes = _class_names(project, delivery, found)
    return [
        DefectRow(
            id=one.id,
            image_id=one.image_id,
            finding_id=one.finding_id,
            severity=one.severity,
            code=one.code,
            name=_name(one.code),
            image=images.get(one.image_id, "–") if one.image_id else WHOLE_DELIVERY,
            class_name=classes.get(one.id, NO_CLASS),
            instruction=one.instruction,
            comment=one.comment,
            by=one.reviewer,
            state=_state(one),
            request=numbers[one.request_id] if one.request_id is not None else 0,
        )
        for one in found
    ]


def request_numbers(project: Project, batch: Batch) -> dict[RequestId, int]:
    """How a batch's rework requests are counted: 1 for its first."""
    requests = sorted(rework_requests(project.connection, batch.id), key=lambda one: one.id)
    return {one.id: number for number, one in enumerate(requests, start=1)}


def _state(one: Defect) -> State:
    if one.request_id is not None:
        return State.SENT
    return State.TO_SEND if one.charged else State.NOT_CHARGED


def _name(code: str) -> str:
    name = defect_types()[code].name
    return name[:1].upper() + name[1:]


def _class_names(project: Project, delivery: LabelSet, found: Sequence[Defect]) -> dict[DefectId, str]:
    """The class that each defect is about: its finding's, or that of the annotation it was logged on."""
    schema = current_schema(project.connection)
    names = {
        one.id: schema.name_of(finding(project.connection, one.finding_id).class_id)
        for one in found
        if one.finding_id is not None
    }
    logged = [one for one in found if one.finding_id is None and one.vendor_number]
    if logged:
        records = read_annotations(
            project.connection, delivery.id, sorted({one.image_id for one in logged if one.image_id})
        ).records
        class_of = dict(zip(records["number"].tolist(), records["class_id"].tolist(), strict=True))
        names |= {one.id: schema.name_of(class_of.get(one.vendor_number, -1)) for one in logged}
    return names
