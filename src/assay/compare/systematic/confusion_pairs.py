"""Which classes are taken for which, the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.estimates.binomial import Interval, wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfusionPair:
    """Gold objects of one class delivered as another. found: all that were delivered at all. share = count / found, with its Wilson interval."""

    expected: int
    delivered: int
    count: int
    found: int
    share: float
    interval: Interval


def confusion_pairs(matrix: NDArray[np.int64], class_ids: Sequence[int]) -> list[ConfusionPair]:
    """The confusions of a matrix, by the lower end of their interval: what is certainly bad comes before what may be chance.

    matrix: (k + 1, k + 1) gold's class by row, the vendor's by column, nobody last, which is no confusion. class_ids: the k classes.
    """
    inner = matrix[:-1, :-1]
    found = inner.sum(axis=1)
    pairs = []
    for row, column in np.argwhere(inner > 0).tolist():
        interval = wilson(int(inner[row, column]), int(found[row]))
        if row == column or interval is None:
            continue
        pairs.append(
            ConfusionPair(
                expected=class_ids[row],
                delivered=class_ids[column],
                count=int(inner[row, column]),
                found=int(found[row]),
                share=float(inner[row, column] / found[row]),
                interval=interval,
            )
        )
    return sorted(pairs, key=lambda one: (-one.interval[0], -one.count, one.expected, one.delivered))
