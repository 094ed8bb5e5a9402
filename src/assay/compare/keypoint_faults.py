"""Which keypoints of a pair are not where they belong."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.keypoint_sets import PointSet, left_and_right, point_similarities, set_similarity
from assay.compare.pairs import Pairing
from assay.model.shapes import ShapeKind

SWAPPED = 0.5
"""Left and right are swapped where exchanging them leaves no more than such a share of the distances."""

Floats = NDArray[np.float64]
Fault = tuple[str, float, Mapping[str, Any], Floats]
"""A code, the OKS of the keypoints, the details and the place to look at."""


def keypoint_drafts(block: Block, pairing: Pairing) -> list[Draft]:
    """KPT-SWAP, KPT-POS and ATT-VIS of keypoints: at most one of each for a pair, naming all the points it is about."""
    if not _has_keypoints(block):
        return []
    vendor, gold = block.likeness.vendor_points.found, block.likeness.gold_points.found
    found: dict[str, list[tuple[int, Fault]]] = {"KPT-SWAP": [], "KPT-POS": [], "ATT-VIS": []}
    ends = pairing.pairs.a.tolist(), pairing.pairs.b.tolist()
    for row, (a, b) in enumerate(zip(*ends, strict=True)):
        if a in vendor and b in gold and (vendor[a].names or gold[b].names):
            for fault in _faults(block, vendor[a], gold[b], b):
                found[fault[0]].append((row, fault))
    return [_draft(code, pairing, rows) for code, rows in found.items()]


def _has_keypoints(block: Block) -> bool:
    sides = block.vendor, block.gold
    return block.settings.shapes != "box" and all(
        side.annotations.extra or bool((side.kind == ShapeKind.KEYPOINTS).any()) for side in sides
    )


def _draft(code: str, pairing: Pairing, found: list[tuple[int, Fault]]) -> Draft:
    pairs = pairing.pairs.take(np.array([row for row, _ in found], np.int64))
    alike = np.array([fault[1] for _, fault in found], np.float64)
    box = np.array([fault[3] for _, fault in found]).reshape(-1, 4)
    return Draft(code=code, vendor=pairs.a, gold=pairs.b, iou=alike, box=box, details=[fault[2] for _, fault in found])


def _faults(block: Block, vendor: PointSet, gold: PointSet, place: int) -> list[Fault]:
    names = gold.names or vendor.names
    vendor = vendor.aligned(names, len(gold.points))
    gold = PointSet(gold.points, gold.seen, names)
    area = block.likeness.area_of_gold(place)
    swaps = _swaps(block, vendor, gold, area, place)
    swapped = _exchanged(vendor, [rows for _, *rows in swaps])
    found = []
    if swaps:
        rows = [row for _, *pair in swaps for row in pair]
        found.append(("KPT-SWAP", {**_said(vendor, gold, rows), "parts": [part for part, *_ in swaps]}, rows))
    if rows := np.flatnonzero(_misplaced(block, swapped, gold, area, place)).tolist():
        found.append(("KPT-POS", _said(swapped, gold, rows), rows))
    if rows := np.flatnonzero(vendor.labelled & gold.labelled & (swapped.seen != gold.seen)).tolist():
        found.append(("ATT-VIS", _seen(swapped, gold, rows), rows))
    alike = set_similarity(vendor, gold, area=area, settings=block.settings)
    return [(code, alike, said, _around(swapped, gold, rows)) for code, said, rows in found]


def _misplaced(block: Block, vendor: PointSet, gold: PointSet, area: float, place: int) -> NDArray[np.bool_]:
    """(k,) whether each of gold's points is labelled and has no vendor point near enough: neither alike nor within p pixels."""
    t_keypoint, p = (block.classes.threshold(key, block.gold, np.array([place])) for key in ("t_keypoint", "p"))
    alike = point_similarities(vendor, gold, area=area, settings=block.settings)
    near = vendor.labelled & (_distances(vendor, gold) <= p)
    return gold.labelled & (alike < t_keypoint) & ~near


def _distances(vendor: PointSet, gold: PointSet) -> Floats:
    """(k,) in pixels, infinite where the vendor has no such point."""
    return np.where(vendor.labelled, np.hypot(*(vendor.points - gold.points).T), np.inf)


def _swaps(block: Block, vendor: PointSet, gold: PointSet, area: float, place: int) -> list[tuple[str, int, int]]:
    """What is called left and right the wrong way round: the name of the part, the row of its left and of its right point."""
    misplaced = _misplaced(block, vendor, gold, area, place)
    found = []
    for part, left, right in left_and_right(gold.names):
        rows = [left, right]
        if (vendor.labelled & gold.labelled)[rows].all() and misplaced[rows].any():
            before = _distances(vendor, gold)[rows].sum()
            after = _distances(_exchanged(vendor, [rows]), gold)[rows].sum()
            if after < SWAPPED * before:
                found.append((part, left, right))
    return found


def _exchanged(one: PointSet, pairs: Sequence[Sequence[int]]) -> PointSet:
    order = np.arange(len(one.points))
    for left, right in pairs:
        order[[left, right]] = order[[right, left]]
    return PointSet(one.points[order], one.seen[order], one.names)


def _said(vendor: PointSet, gold: PointSet, rows: Sequence[int]) -> dict[str, Any]:
    return {
        "measure": "keypoints",
        "keypoints": [gold.names[row] for row in rows],
        "keypoints_delivered": [vendor.points[row].tolist() if vendor.labelled[row] else None for row in rows],
        "keypoints_expected": [gold.points[row].tolist() for row in rows],
    }


def _seen(vendor: PointSet, gold: PointSet, rows: Sequence[int]) -> dict[str, Any]:
    """The points that are called hidden where they are visible, or the other way round."""
    words = {1: "hidden", 2: "visible"}
    delivered, expected = (
        ", ".join(f"{gold.names[row]} {words.get(int(one.seen[row]), '?')}" for row in rows) for one in (vendor, gold)
    )
    return {"measure": "keypoints", "attribute": "keypoint visibility", "delivered": delivered, "expected": expected}


def _around(vendor: PointSet, gold: PointSet, rows: Sequence[int]) -> Floats:
    """(4,) the box around these points of both, a few pixels wider."""
    points = np.concatenate([gold.points[rows], vendor.points[rows][vendor.labelled[rows]]])
    return np.concatenate([points.min(axis=0) - 4, points.max(axis=0) + 4])
