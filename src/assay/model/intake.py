"""What is checked of a delivery before anybody judges it, and what the checks found."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from assay.model.defect_types import Severity
from assay.model.ids import DefectId, ImageId, IntakeFindingId, LabelSetId
from assay.model.sentences import filled
from assay.resource_files import resource_file

CUSTOMERS_OWN = "REF-"
"""Codes about gold, the guideline or the picture itself are never charged to the vendor."""

LEFT_OUT = "entry-left-out"
"""The rule of entries that a reader could not keep."""

LOSING = (LEFT_OUT, "class-rejected")
"""Rules whose breach costs something that the file holds."""


MORE = "more"
"""The blank of a finding that stands for many: how many more break the same rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRule:
    """One thing that is checked.

    code: the defect type of a breach, empty when it is none. looks_at: "file", "images", "classes" … notes: whether it takes
    what readers say under its code. sentence, instruction: for the reviewer and for the vendor, with {…} to fill in.
    """

    name: str
    title: str
    code: str
    severity: Severity
    looks_at: str
    sentence: str
    instruction: str
    notes: bool = False

    @property
    def is_chargeable(self) -> bool:
        """Whether a breach can be logged as a defect of the vendor."""
        return bool(self.code and self.instruction) and not self.code.startswith(CUSTOMERS_OWN)


@cache
def intake_rules() -> Mapping[str, IntakeRule]:
    """Every rule by its name, in the order in which a report lists them."""
    with resource_file("intake_rules.toml").open("rb") as file:
        table = tomllib.load(file)
    return {
        name: IntakeRule(name=name, **{**row, "severity": Severity(row["severity"])}) for name, row in table.items()
    }


def rule_of_note(code: str) -> str:
    """The name of the rule under which a reader's note with this code is kept."""
    return next((rule.name for rule in intake_rules().values() if rule.notes and rule.code == code), "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that was broken, not yet kept in a project.

    image: the image's id, None when it is about the delivery as a whole. number: the vendor's annotation, 0 when it is about none.
    place: where, in the words of the source: a line of the file, an image and an id. blanks: what fills the rule's sentences.
    """

    rule: str
    place: str
    image: ImageId | None = None
    number: int = 0
    blanks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong, for the reviewer."""
        rule = intake_rules()[self.rule]
        if MORE in self.blanks:
            return f"{rule.title}: {self.blanks[MORE]:,} more, which are not listed one by one"
        return _in_words(rule.sentence, self.place, self.blanks)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFinding:
    """A broken rule as the project keeps it. defect_id: the defect that it was logged as, None when it was not."""

    id: IntakeFindingId
    label_set_id: LabelSetId
    rule: str
    code: str
    severity: Severity
    image_id: ImageId | None
    number: int
    place: str
    sentence: str
    details: Mapping[str, Any]
    defect_id: DefectId | None = None

    @property
    def title(self) -> str:
        """What its rule is called; the rule's name when this Assay does not know it."""
        rule = intake_rules().get(self.rule)
        return rule.title if rule else self.rule

    @property
    def left_out(self) -> bool:
        """Whether something that the file holds was left out for it."""
        return self.rule in LOSING

    @property
    def is_chargeable(self) -> bool:
        """Whether it can be logged as a defect and was not yet."""
        rule = intake_rules().get(self.rule)
        return self.defect_id is None and rule is not None and rule.is_chargeable

    @property
    def instruction(self) -> str:
        """What the vendor is told to do, empty when it is nothing of the vendor's."""
        rule = intake_rules().get(self.rule)
        if rule is None or not rule.instruction:
            return ""
        if MORE in self.details:
            return f"{rule.title}: correct also the {self.details[MORE]:,} that are not listed one by one."
        return _in_words(rule.instruction, self.place, self.details)


def _in_words(sentence: str, place: str, blanks: Mapping[str, Any]) -> str:
    """A rule's sentence with its blanks filled in."""
    return filled(sentence, {"place": place, **{name: str(value) for name, value in blanks.items()}})
