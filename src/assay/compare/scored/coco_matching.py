"""Scored detections matched with gold as COCO does it: greedily, best score first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Rows = NDArray[np.int64]

_BELOW_ONE = 1 - 1e-10
"""A threshold of 1 would miss identical shapes by rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GreedyMatches:
    """Matches of one class on one image under t thresholds, rows by threshold.

    gold_of: (t, d) the gold object of each detection, vendor_of: (t, g) the detection of each gold object, −1 for none.
    detection_ignored: (t, d) whether it is neither hit nor extra. gold_ignored: (g,).
    """

    gold_of: Rows
    vendor_of: Rows
    detection_ignored: Truths
    gold_ignored: Truths


def greedy_matches(
    iou: Floats, thresholds: ArrayLike, *, crowd: Truths, gold_ignored: Truths, outside: Truths
) -> GreedyMatches:
    """Each detection takes the free gold object of greatest IoU, the later of two alike (pycocotools `evaluateImg`; vectors/coco_matching.json).

    iou: (d, g), detections by falling score, of a crowd the share of the detection inside it. crowd: may be taken again and again.
    gold_ignored: taken only where nothing else fits. outside: (d,) detections out of the range of areas, ignored when they match nothing.
    """
    least = np.minimum(np.asarray(thresholds, np.float64), _BELOW_ONE)
    detections, golds = iou.shape
    gold_of = np.full((len(least), detections), -1)
    vendor_of = np.full((len(least), golds), -1)
    every = np.arange(len(least))
    for detection in range(detections if golds else 0):
        fits = ((vendor_of < 0) | crowd) & (iou[detection] >= least[:, None])
        counted = fits & ~gold_ignored
        wanted = np.where(counted.any(axis=1, keepdims=True), counted, fits)
        values = np.where(wanted, iou[detection], -1.0)[:, ::-1]
        best = golds - 1 - values.argmax(axis=1)
        found = every[wanted.any(axis=1)]
        gold_of[found, detection] = best[found]
        vendor_of[found, best[found]] = detection
    matched = gold_of >= 0
    of_ignored = gold_ignored[gold_of] if golds else np.zeros_like(matched)
    ignored = np.where(matched, of_ignored, outside)
    return GreedyMatches(gold_of=gold_of, vendor_of=vendor_of, detection_ignored=ignored, gold_ignored=gold_ignored)
