"""Findings as columns: what the project file stores of a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.model.defect_types import SEVERITIES, defect_types

FINDING = np.dtype(
    [
        ("code", "S16"),
        ("image", "<i4"),
        ("vendor", "<i4"),
        ("gold", "<i4"),
        ("delivered_class", "<i4"),
        ("expected_class", "<i4"),
        ("iou", "<f8"),
        ("offsets", "<f8", (4,)),
        ("box", "<f8", (4,)),
    ]
)
"""One finding without its details.

code: of the taxonomy. image: the image's id. vendor, gold: annotation numbers, 0 when none. delivered_class, expected_class: their classes, -1 when none.
iou: NaN when none. offsets: left, top, right, bottom in pixels, + outside gold; NaN when there is no pair. box: the place to look at. No zero is negative and
every NaN is the same, so that the same findings are the same bytes.
"""


class FoundSeverities(NamedTuple):
    """What the queue counts of findings. ids, images: (n,). severities: (n,) which of SEVERITIES each came with."""

    ids: NDArray[np.int64]
    images: NDArray[np.int32]
    severities: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """Findings by image. ids: (n,) ascending on each image. records: (n,) of FINDING. details: by row, what few findings have besides."""

    ids: NDArray[np.int64]
    records: NDArray[np.void]
    details: Mapping[int, Mapping[str, Any]]

    def severities(self) -> NDArray[np.int8]:
        """(n,) which of SEVERITIES each has: what its details say, else what its code says."""
        usual = {code.encode(): SEVERITIES.index(kind.severity) for code, kind in defect_types().items()}
        found = np.array([usual.get(code, 0) for code in self.records["code"].tolist()], np.int8)
        for row, said in self.details.items():
            if named := said.get("severity"):
                found[row] = SEVERITIES.index(named)
        return found

    def take(self, rows: NDArray[np.int64]) -> "FoundColumns":
        """Some of them. rows: ascending."""
        details = {new: self.details[old] for new, old in enumerate(rows.tolist()) if old in self.details}
        return FoundColumns(self.ids[rows], self.records[rows], details)
