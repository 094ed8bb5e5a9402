from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ImageSizes:
    """Images with their sizes, as columns sorted by id. ids: (m,) int32. widths, heights: (m,) float64 in pixels, NaN when unknown."""

    ids: NDArray[np.int32]
    widths: NDArray[np.float64]
    heights: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Sequence[tuple[int, float | None, float | None]] | NDArray[np.float64]) -> "ImageSizes":
        """From (id, width, height) rows in any order."""
        table = np.array(rows, float).reshape(-1, 3)  # None becomes NaN
        table = table[np.argsort(table[:, 0], kind="stable")]
        ids, (widths, heights) = table[:, 0].astype(np.int32), np.where(table[:, 1:] == 0, np.nan, table[:, 1:]).T
        return cls(ids, widths, heights)
