"""Findings about pairs: their IoU, and by what it was measured."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assay.compare.draft import Draft
from assay.compare.overlaps import MEASURES, Overlaps


def pair_draft(code: str, pairs: Overlaps, details: Sequence[Mapping[str, Any] | None] | None = None) -> Draft:
    """Findings of one code about pairs; what was not measured by boxes says so. details: one per pair, besides the measure."""
    if details is None and not pairs.measure.any():
        return Draft(code=code, vendor=pairs.a, gold=pairs.b, iou=pairs.iou)
    said: list[Mapping[str, Any] | None] = [None] * len(pairs) if details is None else list(details)
    for row in np.flatnonzero(pairs.measure).tolist():
        said[row] = {"measure": MEASURES[pairs.measure[row]], **(said[row] or {})}
    return Draft(code=code, vendor=pairs.a, gold=pairs.b, iou=pairs.iou, details=said)
