"""How often each attribute is right."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributePairs:
    """The same as numbers of gold's annotations, each as often as it counts."""

    asked: Sequence[int]
    wrong: Sequence[int]
    missing: Sequence[int]

    @property
    def counts(self) -> AttributeCounts:
        """How many there are of each."""
        return AttributeCounts(asked=len(self.asked), wrong=len(self.wrong), missing=len(self.missing))


def attribute_pairs(comparison: Comparison, gold: Annotations) -> dict[str, AttributePairs]:
    """The pairs by attribute, in alphabetical order. gold: the annotations that were compared."""
    asked: defaultdict[str, list[int]] = defaultdict(list)
    if gold.extra:
        pairs = comparison.pairs
        rows, numbers = pairs.gold_row[pairs.same_class].tolist(), pairs.gold[pairs.same_class].tolist()
        for row, number in zip(rows, numbers, strict=True):
            for name, value in gold.attributes(row).items():
                if value not in (None, ""):
                    asked[name].append(number)
    faults = _faults(comparison)
    return {
        name: AttributePairs(
            asked=asked[name], wrong=faults.get((name, "wrong"), ()), missing=faults.get((name, "missing"), ())
        )
        for name in sorted(asked)
    }


def _faults(comparison: Comparison) -> Mapping[tuple[str, str], Sequence[int]]:
    """By attribute and what is said of it, the numbers of gold's annotations."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, said in comparison.findings.details.items():
        kind = FAULTS.get(CODES[comparison.findings.code[row]])
        if kind and "attribute" in said:
            found[said["attribute"], kind].append(int(comparison.findings.gold[row]))
    return found
