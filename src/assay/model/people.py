from dataclasses import dataclass
from enum import StrEnum

from assay.model.ids import AnnotatorId, ReviewerId, VendorId


class Role(StrEnum):
    """What a person may do here."""

    REVIEWER = "reviewer"
    ADJUDICATOR = "adjudicator"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody in-house who judges labels."""

    id: ReviewerId
    name: str
    role: Role

    @property
    def initials(self) -> str:
        """Two letters for the round badge: first and last name, or the first two letters."""
        words = self.name.replace(".", " ").split()
        letters = words[0][0] + words[-1][0] if len(words) > 1 else self.name[:2]
        return letters.upper()

    @property
    def may_adjudicate(self) -> bool:
        """Whether this person's ruling on a contested finding counts."""
        return self.role in (Role.ADJUDICATOR, Role.LEAD)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A firm that labels."""

    id: VendorId
    name: str
    time_zone: str
    contact: str


@dataclass(frozen=True, slots=True)
class Annotator:
    """Somebody at a vendor who drew annotations, by the name that the delivery gives.

    cohort: the group that a delivery last said they work in, empty when none did.
    """

    id: AnnotatorId
    vendor_id: VendorId
    name: str
    cohort: str = ""
