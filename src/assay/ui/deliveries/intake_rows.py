"""The lines of an intake report: a heading for each rule that was broken, and its findings below it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from assay.model.defect_types import SEVERITIES, Severity
from assay.model.intake import IntakeFinding

FOLDED_FROM = 50
"""A rule with more findings than this is shown folded, where there are other rules too."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The heading of a rule: how many findings it has, and how many of them are logged as defects."""

    rule: str
    title: str
    code: str
    severity: Severity
    count: int
    logged: int
    is_folded: bool


Row = RuleRow | IntakeFinding


@dataclass(frozen=True, slots=True)
class IntakeFilter:
    """Which findings are shown: of these severities (all when empty), with this text in what they say."""

    severities: frozenset[Severity] = frozenset()
    text: str = ""

    def has(self, one: IntakeFinding) -> bool:
        """Whether a finding is shown."""
        if self.severities and one.severity not in self.severities:
            return False
        wanted = self.text.casefold()
        return not wanted or any(wanted in said.casefold() for said in (one.place, one.sentence, one.title, one.code))


def rows_of(findings: Sequence[IntakeFinding], folded: Set[str]) -> list[Row]:
    """The lines of findings that are in the order of their rules. folded: the rules of which only the heading is shown."""
    rows: list[Row] = []
    for rule, group in groupby(findings, key=lambda one: one.rule):
        some = list(group)
        rows.append(heading_of(some, is_folded=rule in folded))
        if rule not in folded:
            rows += some
    return rows


def heading_of(group: Sequence[IntakeFinding], *, is_folded: bool) -> RuleRow:
    """The heading of the findings of one rule, as severe as the worst of them."""
    first = group[0]
    worst = min((one.severity for one in group), key=SEVERITIES.index)
    logged = sum(one.defect_id is not None for one in group)
    return RuleRow(first.rule, first.title, first.code, worst, len(group), logged, is_folded)


def folded_at_first(findings: Sequence[IntakeFinding]) -> set[str]:
    """The rules that are shown folded at first: those with many findings, unless there is no other."""
    sizes = {rule: sum(1 for _ in group) for rule, group in groupby(findings, key=lambda one: one.rule)}
    return {rule for rule, size in sizes.items() if size > FOLDED_FROM} if len(sizes) > 1 else set()


def count_severities(findings: Sequence[IntakeFinding]) -> dict[Severity, int]:
    """How many findings there are of each severity, worst first; 0 for those that do not occur."""
    return {severity: sum(one.severity is severity for one in findings) for severity in SEVERITIES}
