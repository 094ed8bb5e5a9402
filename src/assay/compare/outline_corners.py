"""Polygons that their own corners betray: too few of them, spikes, stair-steps along pixels."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.overlaps import Overlaps
from assay.model.shapes import ShapeKind

COARSE = 1 / 3
"""A polygon is coarse with such a share, or less, of the corners that gold's outline needs."""

SHARPEST = np.deg2rad(15)
"""A corner sharper than this is a spike."""

STAIR_EDGE, STAIR_SHARE, FEWEST_STEPS = 2.0, 0.8, 16
"""Stair-steps: at least so many edges, such a share of all, are straight across or straight down and no longer than so many pixels."""

Floats = NDArray[np.float64]


def corner_faults(block: Block, pairs: Overlaps, off: NDArray[np.bool_], tolerance: Floats) -> dict[int, str]:
    """Why the vendor's polygon of a pair is badly drawn, by row, for those that are.

    off: (n,) whether it leaves gold's outline, without which neither few corners nor a spike is a fault. tolerance: (n,) pixels that an outline may be off.
    Stair-steps are a fault beside a gold that is drawn without; a mask is stair-steps by nature.
    """
    drawn = block.vendor.kind[pairs.a] == ShapeKind.POLYGON
    smooth = np.isin(block.gold.kind[pairs.b], (ShapeKind.POLYGON, ShapeKind.ELLIPSE))
    found: dict[int, str] = {}
    for row in np.flatnonzero(drawn & (off | smooth)).tolist():
        vendor = block.vendor_shapes.drawn.rings(int(pairs.a[row]))
        why = _off_gold(block, pairs, row, vendor, float(tolerance[row])) if off[row] else ""
        if not why and smooth[row] and _has_stairs(vendor):
            why = (
                "" if _has_stairs(block.gold_shapes.drawn.rings(int(pairs.b[row]))) else "stair-steps along the pixels"
            )
        if why:
            found[row] = why
    return found


def _off_gold(block: Block, pairs: Overlaps, row: int, vendor: list[Floats], tolerance: float) -> str:
    import shapely

    place = int(pairs.b[row])
    if block.gold.kind[place] == ShapeKind.MASK:
        return ""
    gold = block.gold_shapes.polygons(np.array([place]))[0]
    if any(shapely.boundary(gold).distance(shapely.Point(tip)) > tolerance for tip in _spikes(vendor)):
        return "a spike"
    has, needs = sum(map(_count, vendor)), shapely.get_num_coordinates(shapely.simplify(gold, block.settings.p))
    return f"{has} corners where the outline needs {needs - 1}" if has <= COARSE * (needs - 1) else ""


def _count(ring: Floats) -> int:
    """Corners of a ring, one that is said twice to close it counted once."""
    return len(ring) - int(len(ring) > 1 and bool((ring[0] == ring[-1]).all()))


def _spikes(rings: list[Floats]) -> list[Floats]:
    """The tips of corners sharper than any that objects have."""
    return [tip for ring in rings for tip in _opened(ring)[_angles(_opened(ring)) < SHARPEST]]


def _opened(ring: Floats) -> Floats:
    return ring[: _count(ring)]


def _angles(ring: Floats) -> Floats:
    """(k,) the angle at each corner, from 0 for a needle to π where the outline runs straight on."""
    before, after = np.roll(ring, 1, axis=0) - ring, np.roll(ring, -1, axis=0) - ring
    lengths = np.hypot(*before.T) * np.hypot(*after.T)
    cosine = np.divide((before * after).sum(axis=1), lengths, out=np.full(len(ring), -1.0), where=lengths > 0)
    return np.arccos(np.clip(cosine, -1, 1))


def _has_stairs(rings: list[Floats]) -> bool:
    edges = np.concatenate([np.roll(_opened(ring), -1, axis=0) - _opened(ring) for ring in rings])
    steps = (edges == 0).any(axis=1) & (np.abs(edges).max(axis=1) <= STAIR_EDGE)
    return steps.sum() >= max(FEWEST_STEPS, STAIR_SHARE * len(edges))
