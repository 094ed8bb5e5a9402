"""The digest of findings that Assay kept before they were packed by image, for comparisons of that time."""

import hashlib
import json

import numpy as np
from numpy.typing import NDArray

from assay.compare.findings import CODES, Findings


def findings_fingerprint(found: Findings) -> str:
    """SHA-256 over all findings in their order: image, code, numbers, classes, IoU, offsets, place and details.

    What is not a number and the sign of a zero count for nothing, since a project file keeps neither.
    """
    digest = hashlib.sha256(f"{len(found)} {CODES}".encode())
    for numbers in (found.code, found.image, found.vendor, found.gold, found.delivered_class, found.expected_class):
        digest.update(numbers.astype("<i8").tobytes())
    for values in (found.iou, found.offsets, found.box):
        digest.update(_plain(values).tobytes())
    details = {str(row): said for row, said in sorted(found.details.items()) if said}
    digest.update(json.dumps(details, ensure_ascii=True, sort_keys=True).encode())
    return digest.hexdigest()


def _plain(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every NaN and every zero as the same bytes."""
    return np.where(np.isnan(values), np.nan, values + 0.0).astype("<f8", order="C")
