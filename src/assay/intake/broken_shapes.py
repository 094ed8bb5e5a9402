"""Shapes that are no shapes: empty, crossing themselves, or smaller than a click."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import DeliveryCase, and_more, listed
from assay.model.intake import Breach
from assay.model.shapes import SHAPE_NAMES, Flag, ShapeKind

TINY = 2.0
"""Pixels: a shape that is narrower and lower than this was a slip of the mouse."""

SIZELESS = (ShapeKind.TAG, ShapeKind.KEYPOINTS, ShapeKind.POLYLINE)
"""Kinds whose box may have no width or no height."""

WHY_UNKNOWN = "it crosses itself or is empty"


def invalid_shapes(case: DeliveryCase) -> Iterator[Breach]:
    """What the reader kept though it encloses nothing or crosses itself, with its reason."""
    flags = case.annotations.records["flags"]
    rows, more = listed(np.flatnonzero(flags & Flag.INVALID))
    for row in rows:
        yield case.breach("shape-invalid", row, why=case.annotations.extra.get(row, {}).get("why", WHY_UNKNOWN))
    yield from and_more("shape-invalid", more)


def tiny_shapes(case: DeliveryCase) -> Iterator[Breach]:
    """Shapes of less than two pixels either way in images where that is little: a mask of one pixel may be right in a tiny image."""
    records = case.annotations.records
    sizes = records["box"][:, 2:] - records["box"][:, :2]
    small = (sizes < TINY).all(axis=1) & (sizes > 0).all(axis=1)
    small &= ~np.isin(records["kind"], SIZELESS) & ((records["flags"] & Flag.INVALID) == 0)
    small &= ~(case.image_sides < 100 * TINY).any(axis=1)
    rows, more = listed(np.flatnonzero(small))
    for row in rows:
        width, height = sizes[row].tolist()
        kind = SHAPE_NAMES[ShapeKind(int(records["kind"][row]))]
        yield case.breach("shape-tiny", row, kind=kind, width=f"{width:.3g}", height=f"{height:.3g}")
    yield from and_more("shape-tiny", more)
