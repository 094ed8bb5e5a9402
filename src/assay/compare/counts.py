"""The numbers of a comparison."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from assay.compare.matched_pairs import MatchedPairs
from assay.compare.precision_recall import precision_recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Mapping[str, Any]):
    """The numbers of a comparison, by attribute or by key; a rate is None for 0/0.

    images: those that have gold. vendor, gold: annotations counted on them. matched: pairs of one class; precision = matched / vendor,
    recall = matched / gold, mean_iou over them. mislabelled: pairs of two classes. right: pairs without a finding.
    """

    images: int
    vendor: int
    gold: int
    matched: int
    mislabelled: int
    right: int
    precision: float | None
    recall: float | None
    f1: float | None
    jaccard: float | None
    mean_iou: float | None

    def __getitem__(self, key: str) -> Any:
        if key not in COUNT_KEYS:
            raise KeyError(key)
        return getattr(self, key)

    def __iter__(self) -> Iterator[str]:
        return iter(COUNT_KEYS)

    def __len__(self) -> int:
        return len(COUNT_KEYS)

    def as_json(self) -> dict[str, Any]:
        """The numbers as plain values by key."""
        return asdict(self)


WHOLE = 1 << 53
"""An IoU of 1 as an integer; a double from 0.5 to 1 is a multiple of 1 / WHOLE."""

COUNT_KEYS = tuple(field.name for field in fields(Counts))


def iou_sum(pairs: MatchedPairs) -> int:
    """The IoU of all pairs of one class in units of 1 / WHOLE, the same in any order."""
    units = np.rint(pairs.iou[pairs.same_class] * WHOLE).astype(np.int64)
    return (int((units >> 26).sum()) << 26) + int((units & ((1 << 26) - 1)).sum())


def counts_of(pairs: MatchedPairs, *, images: int, vendor: int, gold: int) -> Counts:
    """The numbers of a comparison with these pairs among so many counted annotations."""
    matched = int(pairs.same_class.sum())
    rates = precision_recall(tp=matched, fp=vendor - matched, fn=gold - matched)
    return Counts(
        images=images,
        vendor=vendor,
        gold=gold,
        matched=matched,
        mislabelled=len(pairs) - matched,
        right=int(pairs.right.sum()),
        precision=rates.precision,
        recall=rates.recall,
        f1=rates.f_beta,
        jaccard=rates.jaccard,
        mean_iou=iou_sum(pairs) / (matched * WHOLE) if matched else None,
    )
