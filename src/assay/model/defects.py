from dataclasses import dataclass

from assay.model.defect_types import Severity
from assay.model.ids import DefectId, FindingId, ImageId, IntakeFindingId, LabelSetId, RequestId


@dataclass(frozen=True, slots=True)
class Defect:
    """A fault of a delivery, charged to the vendor or not.

    image_id: None when it is about the delivery as a whole. vendor_number, gold_number: the annotations it is about, 0 when there is
    none. box: the marked place in pixels. `request_id` is the rework request that it was sent with. intake_finding_id: what the intake
    found, where it was logged from there.
    """

    id: DefectId
    label_set_id: LabelSetId
    image_id: ImageId | None
    finding_id: FindingId | None
    vendor_number: int
    gold_number: int
    code: str
    severity: Severity
    comment: str
    instruction: str
    charged: bool
    box: tuple[float, float, float, float]
    request_id: RequestId | None
    reviewer: str
    at: str
    intake_finding_id: IntakeFindingId | None = None
