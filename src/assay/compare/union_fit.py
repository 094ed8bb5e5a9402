"""How well one shape fits several others together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.overlaps import Overlaps
from assay.compare.shapes import Shapes
from assay.compare.side import Rows
from assay.geometry.boxes import share, union_areas

Floats = NDArray[np.float64]

MOST_AT_ONCE = 12
"""The cells of `union_areas` grow with the square of the boxes; more of them go through shapely."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Groups:
    """Shapes of one side, each with shapes of the other. whole: (n,). member: all members, group after group. starts: (n,) first member."""

    whole: Rows
    member: Rows
    starts: Rows
    iou: Floats

    def __len__(self) -> int:
        return len(self.whole)


def fitting_groups(found: Overlaps, wholes: Shapes, members: Shapes, own_iou: Floats, least: float | Floats) -> Groups:
    """The shapes (a) with two or more members (b) whose union they fit at `least`, and better than they fit their own partner.

    own_iou: (n,) for each overlap, the IoU of a's pair, 0 when it has none. least: one for all, or (n,) by a.
    """
    order = np.lexsort((found.b, found.a))
    found, own_iou, least = found.take(order), own_iou[order], np.broadcast_to(least, len(order))[order]
    promising = _promising(found, own_iou, least)
    found, own_iou, least = found.take(promising), own_iou[promising], least[promising]
    whole, starts = np.unique(found.a, return_index=True)
    iou = _union_ious(found, starts, wholes, members)
    fits = (iou >= least[starts]) & (iou > own_iou[starts] + _ROUNDING)
    kept = np.repeat(fits, np.diff(starts, append=len(found)))
    sizes = np.diff(starts, append=len(found))[fits]
    return Groups(whole[fits], found.b[kept], np.cumsum(sizes) - sizes, iou[fits])


def _promising(found: Overlaps, own_iou: Floats, least: Floats) -> NDArray[np.bool_]:
    """Whether each overlap belongs to a group of two or more that could fit: the IoU cannot exceed what disjoint members would give."""
    if not len(found):
        return np.zeros(0, bool)
    _, starts, group = np.unique(found.a, return_index=True, return_inverse=True)
    several = np.diff(starts, append=len(found)) > 1
    most_shared = np.minimum(np.add.reduceat(found.shared, starts), np.maximum.reduceat(found.area_a, starts))
    least_union = np.maximum(np.maximum.reduceat(found.area_b, starts), most_shared)
    bound = share(most_shared, np.maximum.reduceat(found.area_a, starts) + least_union - most_shared)
    return (several & (bound * (1 + _ROUNDING) >= least[starts]) & (bound > own_iou[starts]))[group]


def _union_ious(found: Overlaps, starts: Rows, wholes: Shapes, members: Shapes) -> Floats:
    """(n,) IoU of each whole with the union of its members."""
    sizes = np.diff(starts, append=len(found))
    iou = np.zeros(len(starts))
    measure = np.maximum.reduceat(found.measure, starts) if len(starts) else np.zeros(0, np.uint8)
    plain = (measure == 0) & (sizes <= MOST_AT_ONCE)
    for size in np.unique(sizes[plain]):
        groups = np.flatnonzero(plain & (sizes == size))
        rows = starts[groups][:, None] + np.arange(size)
        iou[groups] = _box_union_ious(wholes.side.boxes[found.a[starts[groups]]], members.side.boxes[found.b[rows]])
    for group in np.flatnonzero(~plain).tolist():
        rows = slice(starts[group], starts[group] + sizes[group])
        iou[group] = wholes.union_iou(int(found.a[starts[group]]), members, found.b[rows], int(measure[group]))
    return iou


def _box_union_ious(whole: Floats, members: Floats) -> Floats:
    """(n,) whole: (n, 4). members: (n, k, 4)."""
    area = (whole[:, 2] - whole[:, 0]) * (whole[:, 3] - whole[:, 1])
    low = np.clip(members[..., :2], whole[:, None, :2], whole[:, None, 2:])
    high = np.clip(members[..., 2:], whole[:, None, :2], whole[:, None, 2:])
    shared = union_areas(np.concatenate([low, high], axis=-1))
    return share(shared, area + union_areas(members) - shared)
