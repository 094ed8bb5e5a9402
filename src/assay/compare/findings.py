"""What a comparison found, as columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.model.defect_types import Severity, defect_types

CODES = tuple(defect_types())
"""The codes of the taxonomy in its own order; `Findings.code` points into them."""

CODE_NUMBERS = {code: number for number, code in enumerate(CODES)}


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings sorted by image, code and annotation numbers.

    code: (n,) which of CODES. image: (n,) image ids. vendor, gold: (n,) annotation numbers, 0 when none.
    delivered_class, expected_class: (n,) the classes of these annotations, UNKNOWN when none. iou: (n,) NaN when none.
    offsets: (n, 4) left, top, right, bottom of a pair in pixels, + outside gold; NaN when there is no pair.
    box: (n, 4) the place to look at. details: by row, what few findings have besides:
        "measure" ("polygon" or "mask"; absent for boxes), "boundary_iou", "hausdorff", "turned" (degrees, + clockwise), "why", "shape", "allowed",
        "tolerances" of GEO-LOOSE and GEO-TIGHT (left, top, right, bottom in pixels, where they are not all 2), "attribute" with "delivered" and "expected",
        "allowed" of a value that is not; "severity" with "severity_reason" where they are not the code's own,
        "gold_numbers" of a merge or of an image not annotated, "vendor_numbers" of a split, "duplicate_of" (a vendor annotation's number).
    """

    code: NDArray[np.uint8]
    image: NDArray[np.int32]
    vendor: NDArray[np.int32]
    gold: NDArray[np.int32]
    delivered_class: NDArray[np.int32]
    expected_class: NDArray[np.int32]
    iou: NDArray[np.float64]
    offsets: NDArray[np.float64]
    box: NDArray[np.float64]
    details: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.code)

    def code_of(self, row: int) -> str:
        """The code of one finding, such as "MIS-OBJ"."""
        return CODES[self.code[row]]

    def severity_of(self, row: int) -> Severity:
        """How bad one finding is: what its details say, else what its code says."""
        return Severity(self.details.get(row, {}).get("severity") or defect_types()[self.code_of(row)].severity)

    def by_code(self) -> dict[str, int]:
        """How many findings there are of each code that occurs, in the order of the taxonomy."""
        counts = np.bincount(self.code, minlength=len(CODES))
        return {CODES[number]: int(counts[number]) for number in np.flatnonzero(counts)}


def joined_findings(parts: Sequence[Findings]) -> Findings:
    """The findings of several blocks of images, in order, as one."""
    details: dict[int, Mapping[str, Any]] = {}
    offset = 0
    for part in parts:
        details.update({offset + row: value for row, value in part.details.items()})
        offset += len(part)
    return Findings(
        np.concatenate([part.code for part in parts]),
        np.concatenate([part.image for part in parts]),
        np.concatenate([part.vendor for part in parts]),
        np.concatenate([part.gold for part in parts]),
        np.concatenate([part.delivered_class for part in parts]),
        np.concatenate([part.expected_class for part in parts]),
        np.concatenate([part.iou for part in parts]),
        np.concatenate([part.offsets for part in parts]),
        np.concatenate([part.box for part in parts]),
        details,
    )


def no_findings() -> Findings:
    """Findings of nothing."""
    number = np.zeros(0, np.int32)
    nowhere = np.zeros((0, 4))
    return Findings(np.zeros(0, np.uint8), number, number, number, number, number, np.zeros(0), nowhere, nowhere)
