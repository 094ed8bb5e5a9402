"""Scored detections matched with gold as Pascal VOC does it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def voc_hits(ious: Sequence[Floats], images: Sequence[int], scores: Floats, threshold: float) -> NDArray[np.bool_]:
    """(d,) whether each detection found an object of its own, best score first.

    ious: (g,) of each detection with the objects of its image. images: of each detection. The object of greatest IoU alone counts: where a
    better detection already has it, the second is an extra (VOC devkit; published: Object-Detection-Metrics).
    """
    taken: set[tuple[int, int]] = set()
    hits = []
    for row in np.argsort(-scores, kind="stable").tolist():
        best = int(ious[row].argmax()) if len(ious[row]) else -1
        claim = (images[row], best)
        hit = best >= 0 and ious[row][best] >= threshold and claim not in taken
        if hit:
            taken.add(claim)
        hits.append(hit)
    return np.array(hits, bool)
