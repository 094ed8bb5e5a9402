"""By how much rotated boxes are turned against gold's."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.overlaps import Overlaps
from assay.geometry.boxes import turn_between
from assay.model.shapes import ShapeKind

LEAST_TURN = 3.0
"""Degrees from which on a box that does not fit is turned, rather than moved or too large."""

_BOXES = (ShapeKind.BOX, ShapeKind.ROTATED_BOX)

Floats = NDArray[np.float64]


def boxes_turned_or_not(block: Block, pairs: Overlaps) -> NDArray[np.bool_]:
    """(n,) whether both shapes of each pair are boxes."""
    return np.isin(block.vendor.kind[pairs.a], _BOXES) & np.isin(block.gold.kind[pairs.b], _BOXES)


def turns(block: Block, pairs: Overlaps) -> Floats:
    """(n,) degrees by which the vendor's box is turned against gold's, + clockwise on the screen, −45 to 45; 0 where neither is a rotated box."""
    found = np.zeros(len(pairs))
    if not pairs.measure.any():
        return found
    for row in np.flatnonzero(boxes_turned_or_not(block, pairs) & (pairs.measure > 0)).tolist():
        vendor, gold = (
            block.vendor_shapes.drawn.rings(int(pairs.a[row])),
            block.gold_shapes.drawn.rings(int(pairs.b[row])),
        )
        if vendor and gold:
            found[row] = turn_between(vendor[0], gold[0])
    return found
