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
    def of(cls, rows: Sequence[tuple[int, float | None, float | None]]) -> "ImageSizes":
        """From (id, width, height) rows in any order."""
        ordered = sorted(rows, key=lambda row: row[0])
        table = np.array([[width or np.nan, height or np.nan] for _, width, height in ordered], float).reshape(-1, 2)
        return cls(np.array([row[0] for row in ordered], np.int32), table[:, 0], table[:, 1])
