"""How well every pixel is labelled: from one confusion matrix over all images."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.compare.precision_recall import ratio

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelRates:
    """Rates from pixels. iou, dice: by class, None for one that neither side has; mean_iou over the others. weighted_iou: by gold's frequency."""

    iou: list[float | None]
    dice: list[float | None]
    mean_iou: float | None
    weighted_iou: float | None
    accuracy: float | None


def pixel_confusion(gold: ArrayLike, vendor: ArrayLike, classes: int, *, ignored: int | None = None) -> Counts:
    """(k, k) pixels by gold's class and the vendor's. gold, vendor: class numbers from 0, of one shape. Pixels where gold is `ignored` are left out."""
    expected, delivered = np.asarray(gold).ravel(), np.asarray(vendor).ravel()
    if ignored is not None:
        counted = expected != ignored
        expected, delivered = expected[counted], delivered[counted]
    flat = expected.astype(np.int64) * classes + delivered.astype(np.int64)
    return np.bincount(flat, minlength=classes * classes).reshape(classes, classes)


def pixel_rates(confusion: Counts) -> PixelRates:
    """IoU, Dice, their mean and the pixel accuracy (Everingham et al. 2015; Long et al. 2015; vectors/mean_iou.json).

    confusion: (k, k), summed over all images: a mean of images would weigh a small one like a large one.
    """
    hits, expected, delivered = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    either = expected + delivered - hits
    iou = [ratio(int(part), int(whole)) for part, whole in zip(hits, either, strict=True)]
    dice = [ratio(2 * int(part), int(whole)) for part, whole in zip(hits, expected + delivered, strict=True)]
    known = [value for value in iou if value is not None]
    total = int(confusion.sum())
    weighted = sum(int(n) * value for n, value in zip(expected, iou, strict=True) if value is not None)
    return PixelRates(
        iou=iou,
        dice=dice,
        mean_iou=ratio(sum(known), len(known)),
        weighted_iou=ratio(weighted, total),
        accuracy=ratio(int(hits.sum()), total),
    )


def dice_of(iou: float) -> float:
    """The Dice coefficient that belongs to an IoU."""
    return 2 * iou / (1 + iou)
