"""What the page says of rulings and moments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assay.model.findings import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the four rulings as it is offered: the action that gives it and what it does."""

    ruling: Ruling
    action: str
    does: str


ANSWERS = (
    Answer(ruling=Ruling.VENDOR_RIGHT, action="rule_vendor", does="Gold is challenged; nothing is charged."),
    Answer(ruling=Ruling.GOLD_RIGHT, action="rule_gold", does="The defect is charged to the vendor."),
    Answer(ruling=Ruling.BOTH_ACCEPTABLE, action="rule_both", does="Gold stands; nothing is charged."),
    Answer(ruling=Ruling.GUIDELINE_UNCLEAR, action="rule_unclear", does="Nothing is charged; the rule is noted."),
)

RULING_ROLES: Mapping[Ruling, str] = {
    Ruling.VENDOR_RIGHT: "vendor",
    Ruling.GOLD_RIGHT: "gold",
    Ruling.BOTH_ACCEPTABLE: "good",
    Ruling.GUIDELINE_UNCLEAR: "secondary",
}
"""The colour token of each ruling's word."""


def local_time(moment: str) -> str:
    """A stored moment in local time."""
    return datetime.fromisoformat(moment).astimezone().strftime("%d %b, %H:%M")
