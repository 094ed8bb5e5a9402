from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from assay.store.intake import FaultTally
from assay.ui.deliveries.overview import BatchOverview

Tone = Literal["good", "warning", "secondary"]


class NextStep(StrEnum):
    """What to do next with a batch."""

    IMPORT_DELIVERY = "import_delivery"
    IMPORT_GOLD = "import_gold"
    COMPARE = "compare"
    REVIEW = "review"


IMPORT_KEY = ("Ctrl+I", "import delivery")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a batch stands, as a sentence and the tone to say it in."""

    sentence: str
    tone: Tone


def next_step(overview: BatchOverview) -> NextStep:
    """The one thing that a batch waits for."""
    if overview.delivery is None:
        return NextStep.IMPORT_DELIVERY
    if overview.gold is None:
        return NextStep.IMPORT_GOLD
    if overview.comparison is None or overview.is_outdated:
        return NextStep.COMPARE
    return NextStep.REVIEW


def key_hints(overview: BatchOverview | None) -> list[tuple[str, str]]:
    """The keys that do something with a batch as it stands, with what they do; None when there is no batch yet."""
    if overview is None or overview.delivery is None or overview.gold is None:
        return [IMPORT_KEY, ("Ctrl+Shift+I", "import gold")]
    return [IMPORT_KEY, ("Ctrl+R", "compare with gold"), ("Ctrl+2", "review")]


def completeness(overview: BatchOverview) -> Standing:
    """The answer to the page's question: is it complete?"""
    if overview.delivery is None:
        return Standing("The vendor's delivery has not come in yet", "warning")
    lacks = _lacks(overview)
    if not lacks:
        return Standing("Complete: every image is here, and nothing was left out", "good")
    sentence = " · ".join(lacks)
    return Standing(sentence[:1].upper() + sentence[1:], "warning")


def _lacks(overview: BatchOverview) -> Sequence[str]:
    rejected = overview.delivery.rejected if overview.delivery else 0
    total = f"{overview.images:,}"
    return [
        sentence
        for number, sentence in (
            (overview.missing, f"{overview.missing:,} of {total} image files not found"),
            (overview.not_delivered, f"{overview.not_delivered:,} of {total} images not in the delivery"),
            (rejected, f"{rejected:,} {'entry' if rejected == 1 else 'entries'} of the file left out"),
            (overview.intake.found, _faults(overview.intake)),
        )
        if number
    ]


def _faults(tally: FaultTally) -> str:
    """What the intake found, and what of it still waits: "4 faults found by the intake: 1 open, 3 logged as defects"."""
    found = f"{tally.found:,} {'fault' if tally.found == 1 else 'faults'} found by the intake"
    if not tally.logged:
        return found
    if not tally.open:
        return f"{found}, {'logged as a defect' if tally.found == 1 else 'all logged as defects'}"
    return f"{found}: {tally.open:,} open, {tally.logged:,} logged as {'a defect' if tally.logged == 1 else 'defects'}"
