import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assay.model.defect_types import Severity, defect_types
from assay.model.ids import ComparisonId, FindingId, ImageId, LabelSetId


class Verdict(StrEnum):
    """What a reviewer says of a finding."""

    DEFECT = "defect"
    GOLD_RIGHT = "gold_right"
    DISMISSED = "dismissed"
    VENDOR_RIGHT = "vendor_right"
    CONTESTED = "contested"

    @property
    def charges(self) -> bool:
        """Whether the verdict logs a defect."""
        return self in (Verdict.DEFECT, Verdict.GOLD_RIGHT)

    @property
    def contests(self) -> bool:
        """Whether an adjudicator must rule."""
        return self in (Verdict.CONTESTED, Verdict.VENDOR_RIGHT)


class Ruling(StrEnum):
    """How an adjudicator ends a contested finding."""

    VENDOR_RIGHT = "vendor_right"
    GOLD_RIGHT = "gold_right"
    BOTH_ACCEPTABLE = "both_acceptable"
    GUIDELINE_UNCLEAR = "guideline_unclear"


VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.DEFECT: "Defect",
    Verdict.GOLD_RIGHT: "Gold right",
    Verdict.DISMISSED: "Dismissed",
    Verdict.VENDOR_RIGHT: "Vendor right",
    Verdict.CONTESTED: "Contested",
}

RULING_WORDS: Mapping[Ruling, str] = {
    Ruling.VENDOR_RIGHT: "Vendor right",
    Ruling.GOLD_RIGHT: "Gold right",
    Ruling.BOTH_ACCEPTABLE: "Both acceptable",
    Ruling.GUIDELINE_UNCLEAR: "Guideline unclear",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement or fault that a comparison turned up, with what has been said of it.

    vendor_number, gold_number: which annotation of the delivery and of gold, 0 when there is none. class_delivered, class_expected: their class
    ids, -1 when there is none. offsets: how far each side (left, top,
    right, bottom) of the vendor's box lies outside (+) or inside (-) gold's, in pixels. box: where to look, in pixels.
    """

    id: FindingId
    comparison_id: ComparisonId
    image_id: ImageId
    code: str
    severity: Severity
    vendor_number: int
    gold_number: int
    class_delivered: int
    class_expected: int
    iou: float | None
    offsets: tuple[float, float, float, float] | None
    box: tuple[float, float, float, float]
    details: Mapping[str, Any]
    verdict: Verdict | None
    comment: str
    ruling: Ruling | None
    reason: str

    @property
    def class_id(self) -> int:
        """The class of the object that it is about: gold's where there is one."""
        return self.class_expected if self.class_expected >= 0 else self.class_delivered

    @property
    def is_suggested(self) -> bool:
        """Whether a rule only suggests it, and nobody has said yet what it is."""
        return self.verdict is None and defect_types()[self.code].is_suggested

    @property
    def is_contested(self) -> bool:
        """Whether it waits for an adjudicator."""
        return self.verdict is not None and self.verdict.contests and self.ruling is None


@dataclass(frozen=True, slots=True)
class ComparisonRecord:
    """One comparison as the project keeps it: its two label sets, settings and counts (as JSON objects)."""

    id: ComparisonId
    delivery_id: LabelSetId
    gold_id: LabelSetId
    settings: Mapping[str, Any]
    counts: Mapping[str, Any]
    made_at: str


def as_json(value: object) -> str:
    """Compact JSON with sorted keys, the form in which details are kept."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
