"""Shapes that reach out of their image."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assay.intake.delivery_case import DeliveryCase, Floats, Rows, and_more, listed
from assay.model.intake import Breach
from assay.model.sentences import SIDES, joined
from assay.model.shapes import SHAPE_NAMES, ShapeKind

TOLERANCE = 0.5
"""Pixels: half of one comes of rounding (the handbook's threshold of GEO-OOB)."""


def shapes_outside(case: DeliveryCase) -> Iterator[Breach]:
    """Shapes of which a part, or everything, lies beyond the edges of the image."""
    beyond = pixels_beyond(case)
    out = (beyond > TOLERANCE).any(axis=1)
    away = out & wholly_outside(case)
    yield from _away(case, np.flatnonzero(away))
    yield from _partly(case, np.flatnonzero(out & ~away), beyond)


def pixels_beyond(case: DeliveryCase) -> Floats:
    """(n, 4) how far the box of each annotation reaches beyond the left, top, right and bottom edge, in pixels; NaN where the size is unknown."""
    box, sides = case.annotations.boxes, case.image_sides
    beyond = np.concatenate([-box[:, :2], box[:, 2:] - sides], axis=1)
    beyond[case.annotations.records["kind"] == ShapeKind.TAG] = 0.0
    return beyond


def wholly_outside(case: DeliveryCase) -> NDArray[np.bool_]:
    """(n,) whether the box of each annotation shares nothing with its image."""
    box, sides = case.annotations.boxes, case.image_sides
    return np.any(box[:, 2:] <= 0, axis=1) | np.any(box[:, :2] >= sides, axis=1)


def _away(case: DeliveryCase, found: Rows) -> Iterator[Breach]:
    rows, more = listed(found)
    for row in rows:
        x, y = case.annotations.boxes[row, :2].tolist()
        yield case.breach("shape-away", row, kind=_kind(case, row), place_in_image=f"{x:.4g}, {y:.4g}")
    yield from and_more("shape-away", more)


def _partly(case: DeliveryCase, found: Rows, beyond: Floats) -> Iterator[Breach]:
    rows, more = listed(found)
    for row in rows:
        over = beyond[row].tolist()
        sides = joined([side for side, pixels in zip(SIDES, over, strict=True) if pixels > TOLERANCE])
        yield case.breach("shape-outside", row, kind=_kind(case, row), px=f"{max(over):.3g}", sides=sides)
    yield from and_more("shape-outside", more)


def _kind(case: DeliveryCase, row: int) -> str:
    return SHAPE_NAMES[ShapeKind(int(case.annotations.records["kind"][row]))]
