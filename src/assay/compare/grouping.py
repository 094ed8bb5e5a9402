"""One vendor shape over several gold objects, and several vendor shapes on one gold object."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import MERGE_SHARE, SPLIT_SHARE, Block
from assay.compare.draft import Draft
from assay.compare.overlaps import Overlaps
from assay.compare.pairs import Pairing
from assay.compare.side import Rows, Side
from assay.compare.union_fit import Groups, fitting_groups

LEAST_UNION = 0.5
"""Least IoU of a vendor shape with the union of the gold objects that it merges."""

SAME_PLACE = 0.5
"""A vendor shape with such a share of its area inside the one that is paired is no second piece of the object but a duplicate."""

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Merges and splits. vendor_grouped, gold_grouped: by place, whether an annotation is part of one."""

    drafts: tuple[Draft, Draft]
    vendor_grouped: Truths
    gold_grouped: Truths


def grouping(block: Block, pairing: Pairing) -> Grouping:
    """GRP-MERGE and GRP-SPLIT; what is part of a merge is part of no split."""
    vendor_grouped, gold_grouped = np.zeros(len(block.vendor), bool), np.zeros(len(block.gold), bool)
    merges = _merges(block, pairing)
    vendor_grouped[merges.whole] = gold_grouped[merges.member] = True
    splits = _splits(block, pairing, ~(vendor_grouped[block.overlaps.a] | gold_grouped[block.overlaps.b]))
    gold_grouped[splits.whole] = vendor_grouped[splits.member] = True
    merge = _draft("GRP-MERGE", merges, block.vendor, block.gold, pairing.gold_of[merges.whole])
    split = _draft("GRP-SPLIT", splits, block.gold, block.vendor, pairing.vendor_of[splits.whole])
    return Grouping((merge, split), vendor_grouped, gold_grouped)


def _merges(block: Block, pairing: Pairing) -> Groups:
    found = block.overlaps
    partner = pairing.vendor_of[found.b]
    covered = (found.shared >= MERGE_SHARE * found.area_b) & ((partner < 0) | (partner == found.a))
    rows = _in_company(np.flatnonzero(covered & _of_one_class(block, found)), found.a)
    own_iou = pairing.vendor_iou[found.a[rows]]
    return fitting_groups(found.take(rows), block.vendor_shapes, block.gold_shapes, own_iou, LEAST_UNION)


def _splits(block: Block, pairing: Pairing, free: Truths) -> Groups:
    found = block.overlaps
    partner = pairing.gold_of[found.a]
    inside = free & (found.shared >= SPLIT_SHARE * found.area_a) & ((partner < 0) | (partner == found.b))
    rows = _in_company(np.flatnonzero(inside & _of_one_class(block, found)), found.b)
    pieces = found.take(rows[_are_pieces(block, pairing, found.take(rows))]).flipped()
    own_iou, least = pairing.gold_iou[pieces.a], block.classes.threshold("t_ok", block.gold, pieces.a)
    return fitting_groups(pieces, block.gold_shapes, block.vendor_shapes, own_iou, least)


def _in_company(rows: Rows, whole: Rows) -> Rows:
    """The overlaps whose whole has another one among these; most have none, so this comes before all that is costly."""
    of_whole = whole[rows]
    return rows[np.bincount(of_whole)[of_whole] > 1]


def _of_one_class(block: Block, found: Overlaps) -> Truths:
    if not block.settings.class_aware:
        return np.ones(len(found), bool)
    return block.vendor.class_id[found.a] == block.gold.class_id[found.b]


def _are_pieces(block: Block, pairing: Pairing, found: Overlaps) -> Truths:
    """Whether each vendor shape inside a gold object lies mostly beside the one that is paired with that object."""
    paired = pairing.vendor_of[found.b]
    asked = np.flatnonzero((paired >= 0) & (paired != found.a))
    pieces = np.ones(len(found), bool)
    shapes = block.vendor_shapes
    shared, area = shapes.shared_and_own_areas(found.a[asked], shapes, paired[asked])
    pieces[asked] = shared < SAME_PLACE * area
    return pieces


def _draft(code: str, groups: Groups, wholes: Side, members: Side, partner: Rows) -> Draft:
    merge = code == "GRP-MERGE"
    lists = np.split(members.numbers(groups.member), groups.starts[1:]) if len(groups) else []
    details: list[dict[str, Any]] = [
        {"gold_numbers" if merge else "vendor_numbers": sorted(numbers.tolist())} for numbers in lists
    ]
    return Draft(
        code=code,
        vendor=groups.whole if merge else partner,
        gold=partner if merge else groups.whole,
        iou=groups.iou,
        box=_boxes(groups, wholes, members),
        details=details,
    )


def _boxes(groups: Groups, wholes: Side, members: Side) -> NDArray[np.float64]:
    """(n, 4) around each whole with its members."""
    if not len(groups):
        return np.zeros((0, 4))
    whole, member = wholes.boxes[groups.whole], members.boxes[groups.member]
    low = np.minimum(whole[:, :2], np.minimum.reduceat(member[:, :2], groups.starts))
    high = np.maximum(whole[:, 2:], np.maximum.reduceat(member[:, 2:], groups.starts))
    return np.concatenate([low, high], axis=1)
