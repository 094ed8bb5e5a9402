"""What goes wrong again and again: items of one code between the same classes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assay.model.defect_types import SEVERITIES, Severity, defect_types
from assay.model.schema import Schema
from assay.reports.package_item import PackageItem, class_in_words

MOST_PATTERNS = 4
FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """One fault that recurs. title: "Wrong class: inductor → capacitor"."""

    code: str
    title: str
    severity: Severity
    items: tuple[PackageItem, ...]

    @property
    def images(self) -> int:
        """On how many images it turned up."""
        return len({item.image.id for item in self.items if item.image})


def top_patterns(items: Sequence[PackageItem], schema: Schema) -> list[Pattern]:
    """The most frequent patterns, each with at least two items; the worse one first where they are equally frequent."""
    groups: dict[tuple[str, str], list[PackageItem]] = defaultdict(list)
    for item in items:
        groups[item.defect.code, class_in_words(item, schema)].append(item)
    found = [pattern(code, about, group) for (code, about), group in groups.items() if len(group) >= FEWEST_ITEMS]
    found.sort(key=lambda one: (-len(one.items), SEVERITIES.index(one.severity), one.title))
    return found[:MOST_PATTERNS]


def pattern(code: str, about: str, items: Sequence[PackageItem]) -> Pattern:
    """Items of one code as a pattern, as severe as the worst of them."""
    name = defect_types()[code].name
    worst = min((item.defect.severity for item in items), key=SEVERITIES.index)
    return Pattern(code, f"{name}: {about}" if about else name, worst, tuple(items))
