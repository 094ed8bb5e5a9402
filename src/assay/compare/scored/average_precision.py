"""Average precision of scored detections, in the three ways that are in use."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def precision_recall_curve(hits: ArrayLike, gold_count: int) -> tuple[Floats, Floats]:
    """Precision and recall after each detection (vectors/precision_recall_f1_ap.json). hits: (n,) whether each detection, best score first, found its object."""
    hits = np.asarray(hits, bool)
    found = np.cumsum(hits)
    return found / np.arange(1, len(hits) + 1), found / gold_count


def average_precision_coco(precision: Floats, recall: Floats) -> float:
    """COCO: the mean of the best precision still to come, at 101 recalls from 0 to 1 (pycocotools `COCOeval.accumulate`)."""
    return _mean_at(precision, recall, np.linspace(0.0, 1.0, 101))


def average_precision_voc07(precision: Floats, recall: Floats) -> float:
    """Pascal VOC until 2009: the same at 11 recalls (VOC devkit `VOCap`)."""
    return _mean_at(precision, recall, np.linspace(0.0, 1.0, 11))


def average_precision_voc10(precision: Floats, recall: Floats) -> float:
    """Pascal VOC since 2010: the area under the curve of the best precision still to come (VOC devkit `VOCap`)."""
    return float((np.diff(recall, prepend=0.0) * _best_to_come(precision)).sum())


def _mean_at(precision: Floats, recall: Floats, recalls: Floats) -> float:
    best = np.append(_best_to_come(precision), 0.0)
    return float(best[np.searchsorted(recall, recalls, "left")].mean())


def _best_to_come(precision: Floats) -> Floats:
    return np.maximum.accumulate(precision[::-1])[::-1]
