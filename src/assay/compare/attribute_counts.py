"""How often each attribute is right."""

from collections import Counter
from dataclasses import dataclass

from assay.compare.comparison import Comparison
from assay.compare.findings import CODES
from assay.model.annotations import Annotations

FAULTS = {"ATT-WRONG": "wrong", "ATT-VIS": "wrong", "ATT-MISS": "missing"}
"""The findings about an attribute of a pair, and what they say of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeCounts:
    """One attribute. asked: pairs of one class of which gold says it; of these, how many have another value, and how many required ones none."""

    asked: int
    wrong: int
    missing: int

    @property
    def right(self) -> int:
        """Pairs without a finding about this attribute."""
        return self.asked - self.wrong - self.missing


def attribute_counts(comparison: Comparison, gold: Annotations) -> dict[str, AttributeCounts]:
    """The counts by attribute, in alphabetical order. gold: the annotations that were compared."""
    asked: Counter[str] = Counter()
    if gold.extra:
        for row in comparison.pairs.gold_row[comparison.pairs.same_class].tolist():
            asked.update(name for name, value in gold.attributes(row).items() if value not in (None, ""))
    faults: Counter[tuple[str, str]] = Counter()
    for row, said in comparison.findings.details.items():
        kind = FAULTS.get(CODES[comparison.findings.code[row]])
        if kind and "attribute" in said:
            faults[said["attribute"], kind] += 1
    return {
        name: AttributeCounts(asked=asked[name], wrong=faults[name, "wrong"], missing=faults[name, "missing"])
        for name in sorted(asked)
    }
