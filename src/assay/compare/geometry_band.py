"""How well the vendor's shape of a pair fits gold's."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.line_faults import line_drafts
from assay.compare.outline_fit import both_outlines, boundary_ious, outline_drafts
from assay.compare.overlaps import KEYPOINTS, Overlaps
from assay.compare.pair_drafts import pair_draft
from assay.compare.settings import ComparisonSettings
from assay.compare.side import Rows
from assay.compare.turned import LEAST_TURN, boxes_turned_or_not, turns
from assay.geometry.boxes import side_offsets

DEFAULT_TOLERANCE = ComparisonSettings().p
"""The tolerance of a side that is not said in the details of a finding."""

BY_SIDE = ("GEO-LOOSE", "GEO-TIGHT")
"""Findings that name sides, for which one must know what each side was allowed."""

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

CONTAINED, PART_OF_GOLD = 0.9, 0.6
"""A badly located shape with such a share of its own area in gold's, covering less than such a share of gold's, is a part of the object."""

SAME_SIZE = 0.1
"""A shifted box has gold's width and height within such a share."""


def geometry_drafts(block: Block, pairs: Overlaps) -> list[Draft]:
    """GEO-PART, GEO-POOR, GEO-SHIFT, GEO-LOOSE, GEO-TIGHT, GEO-VERT and GEO-BOUND of pairs, at most one for each.

    Keypoints have findings of their own, for each point.
    """
    lines: list[Draft] = []
    if (pairs.measure >= KEYPOINTS).any():
        lines = line_drafts(block, pairs)
        pairs = pairs.take(pairs.measure < KEYPOINTS)
    poor, fair = _bands(block, pairs)
    named = np.zeros(len(pairs), bool)
    drafts: list[Draft] = []
    rows = np.flatnonzero(fair)
    turn = turns(block, pairs.take(rows))
    turned = np.abs(turn) >= LEAST_TURN
    named[rows[turned]] = True
    drafts.append(_turned_draft(pairs.take(rows[turned]), turn[turned]))
    fair &= ~named
    rows = np.flatnonzero(poor | fair)
    for code, chosen, tolerance in _kinds(block, pairs.take(rows), poor[rows]):
        named[rows[chosen]] = True
        drafts.append(_draft(block, code, pairs.take(rows[chosen]), tolerance[:, chosen]))
    outlines = np.flatnonzero(~named & (pairs.measure > 0))
    return [*drafts, *outline_drafts(block, pairs.take(outlines)), *lines]


def _kinds(block: Block, pairs: Overlaps, poor: Truths) -> list[tuple[str, Rows, Floats]]:
    """Codes with the pairs that have them and the tolerances (2, n) in x and y, for pairs that are not good."""
    gold = block.gold.sides[:, pairs.b]
    size = gold[2:] - gold[:2]
    offsets = _offsets(block.vendor.sides[:, pairs.a], gold)
    pixels, part = (block.classes.threshold(key, block.gold, pairs.b) for key in ("p", "p_share"))
    tolerance = np.maximum(pixels, part * size)
    outside, inside = _beyond(offsets, tolerance)
    cut = np.logical_or.reduce(inside)
    off = cut | np.logical_or.reduce(outside)
    fair = off & ~poor
    shifted = fair & _shifted(outside, inside, offsets, size)
    part = off & poor & _is_part(pairs)
    kinds = {
        "GEO-PART": part,
        "GEO-POOR": off & poor & ~part,
        "GEO-SHIFT": shifted,
        "GEO-LOOSE": fair & ~shifted & ~cut,
        "GEO-TIGHT": fair & ~shifted & cut,
    }
    return [(code, np.flatnonzero(chosen), tolerance) for code, chosen in kinds.items()]


def _is_part(pairs: Overlaps) -> Truths:
    """(n,) whether the vendor's shape lies in gold's and covers only a part of it."""
    return (pairs.shared >= CONTAINED * pairs.area_a) & (pairs.shared < PART_OF_GOLD * pairs.area_b)


def _bands(block: Block, pairs: Overlaps) -> tuple[Truths, Truths]:
    """Whether each pair's IoU is poor, and whether it is fair: neither poor nor good."""
    keys = "t_ok", "t_good", "t_good_outline"
    t_ok, t_good, t_good_outline = (block.classes.threshold(key, block.gold, pairs.b) for key in keys)
    good = t_good
    if pairs.measure.any():
        good = np.where((pairs.measure == 0) | boxes_turned_or_not(block, pairs), t_good, t_good_outline)
    poor = pairs.iou < t_ok
    return poor, ~poor & (pairs.iou < good)


def _offsets(vendor: Floats, gold: Floats) -> Floats:
    """(4, n) left, top, right, bottom; + outside gold."""
    return side_offsets(vendor=vendor.T, gold=gold.T).T


def _beyond(offsets: Floats, tolerance: Floats) -> tuple[Truths, Truths]:
    """(4, n) whether each side lies outside gold by more than the tolerance of its axis, and whether inside. tolerance: (2, n) for x and y."""
    limit = np.concatenate([tolerance, tolerance])
    return offsets > limit, offsets < -limit


def _shifted(outside: Truths, inside: Truths, offsets: Floats, size: Floats) -> Truths:
    """(n,) whether both sides of an axis lie off in one direction while the size is kept."""
    moved = (outside[:2] & inside[2:]) | (inside[:2] & outside[2:])
    same_size = np.abs(offsets[:2] + offsets[2:]) <= SAME_SIZE * size
    return np.logical_and(moved.any(axis=0), same_size.all(axis=0))


def _turned_draft(pairs: Overlaps, turn: Floats) -> Draft:
    """GEO-BOUND of rotated boxes that are drawn at another angle: their sides against gold's say nothing then."""
    return pair_draft("GEO-BOUND", pairs, [{"turned": round(degrees, 1)} for degrees in turn.tolist()])


def _draft(block: Block, code: str, pairs: Overlaps, tolerance: Floats) -> Draft:
    details: list[dict[str, Any] | None] = [None] * len(pairs)
    outlines = np.flatnonzero(both_outlines(block, pairs))
    for row, fit in zip(outlines.tolist(), boundary_ious(block, pairs.take(outlines)).tolist(), strict=True):
        details[row] = {"boundary_iou": round(fit, 6)}
    if code in BY_SIDE:
        unusual = np.flatnonzero((tolerance != DEFAULT_TOLERANCE).any(axis=0))
        x, y = tolerance[:, unusual].tolist()
        for row, sides in zip(unusual.tolist(), zip(x, y, x, y, strict=True), strict=True):
            details[row] = {"tolerances": sides, **(details[row] or {})}
    return pair_draft(code, pairs, details)
