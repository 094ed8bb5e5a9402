"""Telling shapes apart by one number each, so that a million are compared by one sort."""

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import Annotations

Keys = NDArray[np.uint64]

MIX = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio, as splitmix64 has it: neighbouring numbers come far apart."""


def shape_keys(annotations: Annotations, *, with_class: bool = True) -> Keys:
    """(n,) a number for each annotation that is equal for those of one image, kind, box and outline, and of one class where that counts.

    Two different shapes have the same number once in 2^64 pairs.
    """
    return box_keys(annotations, with_class=with_class) ^ _outline_keys(annotations)


def box_keys(annotations: Annotations, *, with_class: bool = True) -> Keys:
    """(n,) the same without the outlines, which is a tenth of the work."""
    records = annotations.records
    keys = _mixed(records["image"].astype(np.uint64) << np.uint64(8) | records["kind"].astype(np.uint64))
    if with_class:
        keys = _mixed(keys ^ records["class_id"].astype(np.int64).view(np.uint64))
    for side in range(4):
        # -0.0 and 0.0 are one place
        keys = _mixed(keys ^ (np.ascontiguousarray(records["box"][:, side]) + 0.0).view(np.uint64))
    return keys


def _outline_keys(annotations: Annotations) -> Keys:
    keys = np.zeros(len(annotations), np.uint64)
    if len(annotations.points):
        points = np.ascontiguousarray(annotations.points + 0.0).view(np.uint64).reshape(-1, 2)
        keys ^= _summed(_mixed(points[:, 0]) ^ points[:, 1], _points_per_row(annotations))
    if len(annotations.runs):
        keys ^= _summed(annotations.runs.astype(np.uint64), annotations.records["runs"].astype(np.int64))
    return keys


def _points_per_row(annotations: Annotations) -> NDArray[np.int64]:
    rings = annotations.records["rings"].astype(np.int64)
    ends = np.concatenate([[0], np.cumsum(annotations.ring_points, dtype=np.int64)])
    last = np.cumsum(rings)
    return ends[last] - ends[last - rings]


def _summed(values: Keys, lengths: NDArray[np.int64]) -> Keys:
    """(n,) the sum of each row's values modulo 2^64, in which their order counts."""
    last = np.cumsum(lengths)
    within = np.arange(len(values)) - np.repeat(last - lengths, lengths)
    ends = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_mixed(values ^ _mixed(within.view(np.uint64))))])
    return ends[last] - ends[last - lengths]


def _mixed(values: Keys) -> Keys:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    values = values + MIX
    # in place: at twenty million points, new arrays cost more than the sums
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values
