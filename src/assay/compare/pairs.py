"""Which vendor annotation stands for which gold object."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.assignment import assign
from assay.compare.block import Block
from assay.compare.canonical_order import canonical_order
from assay.compare.overlaps import Overlaps
from assay.compare.side import Rows
from assay.model.shapes import ShapeKind

KIND_FAMILY = np.arange(256)
"""By kind of shape, what it may be paired with under `same_kind`: turned boxes are boxes, masks are outlines."""

KIND_FAMILY[ShapeKind.ROTATED_BOX] = ShapeKind.BOX
KIND_FAMILY[ShapeKind.MASK] = ShapeKind.POLYGON


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a block in the order of gold. pairs: a is the vendor's place, b gold's. same_class: (n,). gold_of: by vendor place, vendor_of: by gold place; −1 alone.

    vendor_iou, gold_iou: by place, the IoU of an annotation's pair, 0 alone.
    """

    pairs: Overlaps
    same_class: NDArray[np.bool_]
    gold_of: Rows
    vendor_of: Rows
    vendor_iou: NDArray[np.float64]
    gold_iou: NDArray[np.float64]


def pair_up(block: Block) -> Pairing:
    """The one-to-one pairs of greatest total IoU among those that reach t_pair."""
    found = block.overlaps
    same_class = block.vendor.class_id[found.a] == block.gold.class_id[found.b]
    allowed = found.iou >= _threshold(block, "t_pair")
    if block.settings.class_aware:
        allowed &= same_class
    if block.settings.same_kind:
        allowed &= KIND_FAMILY[block.vendor.kind[found.a]] == KIND_FAMILY[block.gold.kind[found.b]]
    chosen = (
        _two_passes(block, allowed, same_class)
        if block.settings.same_class_first
        else _best(block, allowed, same_class)
    )
    return _pairing(block, chosen)


def _threshold(block: Block, key: str) -> float | NDArray[np.float64]:
    """A threshold for each overlap, by gold's class."""
    return block.classes.threshold(key, block.gold, block.overlaps.b)


def _best(block: Block, allowed: NDArray[np.bool_], same_class: NDArray[np.bool_]) -> Rows:
    rows = np.flatnonzero(allowed)
    candidates = block.overlaps
    if len(rows) < len(candidates):
        candidates, same_class = candidates.take(rows), same_class[rows]
    chosen = assign(
        candidates.a,
        candidates.b,
        candidates.iou,
        same_class,
        left_order=lambda places: canonical_order(block.vendor, places),
        right_order=lambda places: canonical_order(block.gold, places),
    )
    return rows[chosen]


def _two_passes(block: Block, allowed: NDArray[np.bool_], same_class: NDArray[np.bool_]) -> Rows:
    """Pairs of one class that reach t_ok first, then the best of what is left."""
    found = block.overlaps
    first = _best(block, allowed & same_class & (found.iou >= _threshold(block, "t_ok")), same_class)
    free = ~np.isin(found.a, found.a[first]) & ~np.isin(found.b, found.b[first])
    return np.sort(np.concatenate([first, _best(block, allowed & free, same_class)]))


def _pairing(block: Block, chosen: Rows) -> Pairing:
    # In the order of gold, and so of the images, without sorting.
    row_of = np.full(len(block.gold), -1)
    row_of[block.overlaps.b[chosen]] = chosen
    pairs = block.overlaps.take(row_of[row_of >= 0])
    gold_of, vendor_of = np.full(len(block.vendor), -1), np.full(len(block.gold), -1)
    vendor_iou, gold_iou = np.zeros(len(block.vendor)), np.zeros(len(block.gold))
    gold_of[pairs.a], vendor_of[pairs.b] = pairs.b, pairs.a
    vendor_iou[pairs.a] = gold_iou[pairs.b] = pairs.iou
    same_class = block.vendor.class_id[pairs.a] == block.gold.class_id[pairs.b]
    return Pairing(pairs, same_class, gold_of, vendor_of, vendor_iou, gold_iou)
