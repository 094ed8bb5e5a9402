from dataclasses import dataclass

from assay.model.ids import BatchId, DefectId, LabelSetId, RequestId


@dataclass(frozen=True, slots=True)
class ReworkRequest:
    """Defects sent back together, with the package they went in."""

    id: RequestId
    batch_id: BatchId
    label_set_id: LabelSetId
    scope: str
    note: str
    at: str
    due_at: str
    package: str
    package_sha256: str
    items: int


@dataclass(frozen=True, slots=True)
class ReworkItem:
    """One defect of a rework request: its short number and its lasting id."""

    request_id: RequestId
    defect_id: DefectId
    number: str
    uuid: str
