from dataclasses import dataclass
from enum import StrEnum

from assay.model.ids import BatchId, ImageId, LabelSetId, VendorId


class SetRole(StrEnum):
    """Whose annotations a label set holds."""

    DELIVERY = "delivery"
    GOLD = "gold"
    MODEL = "model"
    REVIEWER = "reviewer"


CONSENSUS_FORMAT = "consensus"
"""The format of a label set that was made from what others agree on."""

WITHDRAWN_FORMAT = "consensus, withdrawn"
"""The format of a consensus that was undone: it stays in the file, so that it can be done again, and is shown nowhere."""


class ImageStatus(StrEnum):
    """What a reviewer says of an image of a delivery."""

    TODO = "todo"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Batch:
    """The images sent out together. `image_root` is relative to the project file where it can be, empty when unknown."""

    id: BatchId
    vendor_id: VendorId
    vendor: str
    name: str
    image_root: str
    schema_version: int
    guideline_version: str
    sla_hours: int
    blind_first: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class LabelSet:
    """One body of annotations on the images of a batch. `round` counts deliveries from 0, gold revisions from 1."""

    id: LabelSetId
    batch_id: BatchId
    role: SetRole
    round: int
    name: str
    format: str
    source: str
    source_sha256: str
    images: int
    annotations: int
    rejected: int
    imported_at: str

    @property
    def is_consensus(self) -> bool:
        """Whether it was made from what others agree on."""
        return self.format == CONSENSUS_FORMAT

    @property
    def title(self) -> str:
        """What the legend calls it: "Vendor, round 0", "Gold, revision 1"."""
        if self.role is SetRole.DELIVERY:
            return f"Vendor, round {self.round}"
        if self.role is SetRole.GOLD:
            return f"Gold, revision {self.round}"
        return self.name


@dataclass(frozen=True, slots=True)
class BatchImage:
    """One image of a batch. Width and height are None when neither a file nor the image itself tells."""

    id: ImageId
    batch_id: BatchId
    file_name: str
    width: int | None
    height: int | None
    sha256: str | None
    found: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an import left out, or kept but found odd: where it stood in the file, and why."""

    place: str
    why: str
    left_out: bool
