"""What "accuracy" means in the contract with a vendor."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from assay.model.defect_types import Severity
from assay.model.errors import AssayError


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaMetric:
    """The one accuracy that a batch is held to.

    definition: a key of `compare.accuracy.definitions.DEFINITIONS`. threshold: least accuracy, 0 to 1. floor: findings less severe are no
    defects. class_aware: whether only annotations of one class are paired. iou: least IoU of a pair, more than 0 to 1.
    """

    definition: str
    threshold: float
    floor: Severity = Severity.MINOR
    class_aware: bool = False
    iou: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 1:
            raise AssayError(f"The least accuracy is a number from 0 to 1, such as 0.95, not {self.threshold:g}")
        if not 0 < self.iou <= 1:
            raise AssayError(f"The least IoU of a pair is more than 0 and at most 1, not {self.iou:g}")

    def as_json(self) -> dict[str, Any]:
        """The metric as plain values by key."""
        return asdict(self) | {"floor": str(self.floor)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The metric from plain values."""
        return cls(**{**values, "floor": Severity(values["floor"])})
