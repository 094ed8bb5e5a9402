"""Which vendor annotation stands for which gold object, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedPairs:
    """Pairs in order of the images.

    image: (n,) image ids. vendor_row, gold_row: rows of the annotations that were compared. vendor, gold: their numbers.
    measure: place in `overlaps.MEASURES`. right: no finding speaks of the pair or of its vendor annotation.
    """

    image: NDArray[np.int32]
    vendor_row: NDArray[np.int64]
    gold_row: NDArray[np.int64]
    vendor: NDArray[np.int32]
    gold: NDArray[np.int32]
    iou: NDArray[np.float64]
    measure: NDArray[np.uint8]
    same_class: NDArray[np.bool_]
    right: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.vendor)


def joined_pairs(parts: Sequence[MatchedPairs]) -> MatchedPairs:
    """The pairs of several blocks of images, in order, as one."""
    names = [field.name for field in fields(MatchedPairs)]
    return MatchedPairs(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
