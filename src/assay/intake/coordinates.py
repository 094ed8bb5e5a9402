"""Coordinates that look as if they followed another convention than the one they were read by: told by all shapes together."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assay.intake.delivery_case import DeliveryCase, Floats
from assay.model.intake import Breach
from assay.model.shapes import Flag, ShapeKind

FEWEST = 10
"""Shapes below which a look-alike may be chance."""

LARGE = 32.0
"""Pixels: images at least so large on both sides hold more than one pixel of labels."""

PERCENT_LARGE = 300.0
FEWEST_PERCENT = 50
LEAST_OUTSIDE = 0.1
"""The share of boxes that must reach out of their image before another reading is tried."""

FEWEST_AT_EDGE = 5
SLACK = 1.0


def conventions(case: DeliveryCase) -> Iterator[Breach]:
    """At most one suspicion about a delivery: the first that fits every shape."""
    drawn = (case.annotations.records["kind"] != ShapeKind.TAG) & (
        (case.annotations.records["flags"] & Flag.INVALID) == 0
    )
    drawn &= np.isfinite(case.image_sides).all(axis=1)
    boxes, sides = case.annotations.boxes[drawn], case.image_sides[drawn]
    if len(boxes) < FEWEST:
        return
    for suspicion in (_normalised, _percent, _corners_as_sizes, _swapped, _from_one):
        if (found := suspicion(boxes, sides)) is not None:
            yield found
            return


def _normalised(boxes: Floats, sides: Floats) -> Breach | None:
    most = float(boxes.max())
    if most > 1.0 or boxes.min() < 0 or (sides < LARGE).any():
        return None
    return _suspicion("coordinates-normalised", count=f"{len(boxes):,}", most=f"{most:.3g}")


def _percent(boxes: Floats, sides: Floats) -> Breach | None:
    large = (sides >= PERCENT_LARGE).all(axis=1)
    reaches = (boxes[:, 2:].max(axis=0) > 85).all() and boxes.max() <= 100.0 and boxes.min() >= 0
    if len(boxes) < FEWEST_PERCENT or not large.all() or not reaches:
        return None
    return _suspicion("coordinates-percent", count=f"{len(boxes):,}")


def _corners_as_sizes(boxes: Floats, sides: Floats) -> Breach | None:
    """x_min, y_min, x_max, y_max taken for x, y, width, height: the far corner lies where the sum of both corners would be."""
    far = boxes[:, 2:] - boxes[:, :2]
    fits = (far > boxes[:, :2]).all(axis=1) & (far <= sides + SLACK).all(axis=1)
    outside = _outside(boxes, sides)
    if outside.mean() < LEAST_OUTSIDE or not fits.all():
        return None
    return _suspicion("coordinates-corners", outside=f"{outside.sum():,}", count=f"{len(boxes):,}")


def _swapped(boxes: Floats, sides: Floats) -> Breach | None:
    outside = _outside(boxes, sides)
    if outside.mean() < LEAST_OUTSIDE or _outside(boxes[:, [1, 0, 3, 2]], sides).any():
        return None
    return _suspicion("coordinates-swapped", outside=f"{outside.sum():,}", count=f"{len(boxes):,}")


def _from_one(boxes: Floats, sides: Floats) -> Breach | None:
    """Whole numbers of which none is 0, some are 1 and some the very last pixel: counting from 0, as many would begin at 0."""
    if boxes.min() < 1 or (boxes != np.rint(boxes)).any() or _outside(boxes, sides).any():
        return None
    at_one, at_end = int((boxes[:, :2] == 1).any(axis=1).sum()), int((boxes[:, 2:] == sides).any(axis=1).sum())
    if min(at_one, at_end) < FEWEST_AT_EDGE:
        return None
    return _suspicion("coordinates-from-one", at_one=f"{at_one:,}", at_end=f"{at_end:,}")


def _outside(boxes: Floats, sides: Floats) -> NDArray[np.bool_]:
    return np.any(boxes[:, 2:] > sides + SLACK, axis=1)


def _suspicion(rule: str, **blanks: str) -> Breach:
    return Breach(rule=rule, place="all annotations", blanks=blanks)
