"""How far a model doubts the labels of an image: overlooked, badly located and swapped objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from assay.geometry.boxes import pairwise_ious

Floats = NDArray[np.float64]
Classes = NDArray[np.int64]

IOU_SHARE, NEARNESS = 0.9, 0.1
"""Similarity = 0.9 · IoU + 0.1 · exp(−0.1 · distance of the centres in pixels)."""

LEAST_SCORE, SURE_SCORE = 0.5, 0.95
"""A prediction counts about a location from the first on, about an overlooked or swapped object from the second on."""

COVERED = 0.5
"""A prediction that overlaps a label so much overlooked nothing, whatever the class."""

SOFTNESS = 0.1
"""Temperature of the soft minimum over the objects of an image."""

DOUBTED = 0.1
"""Images with a lower score have an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledImage:
    """Labels and a model's predictions on one image. boxes: (n, 4) and (m, 4) corners in pixels. scores: (m,)."""

    boxes: Floats
    classes: Classes
    predicted_boxes: Floats
    predicted_classes: Classes
    scores: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelQuality:
    """Scores from 0, certainly wrong, to 1. overlooked: by prediction, NaN where it says nothing. badly_located, swapped: by label.

    by_kind: the soft minimum of each of the three, 1 without an object. score: their geometric mean.
    """

    overlooked: Floats
    badly_located: Floats
    swapped: Floats
    by_kind: tuple[float, float, float]
    score: float

    @property
    def is_doubted(self) -> bool:
        """Whether somebody should look at the image."""
        return self.score < DOUBTED


def label_quality(images: Sequence[LabelledImage]) -> list[LabelQuality]:
    """ObjectLab (Tkachenko, Thyagarajan and Mueller 2023; cleanlab 2.9; vectors/objectlab.json), all images together.

    The least similarity of any label and prediction of all images stands for "nothing is near": no score is ever quite 0.
    """
    similarities = [_similarity(image) for image in images]
    known = np.concatenate([np.zeros(0), *(one.ravel() for one in similarities)])
    least = float(known[known > 0].min()) if (known > 0).any() else 1e-6
    return [_quality(image, near, least) for image, near in zip(images, similarities, strict=True)]


def _similarity(image: LabelledImage) -> Floats:
    """(n, m) of labels and predictions."""
    centres = [(boxes[:, :2] + boxes[:, 2:]) / 2 for boxes in (image.boxes, image.predicted_boxes)]
    apart = np.linalg.norm(centres[0][:, None] - centres[1][None], axis=2)
    return IOU_SHARE * pairwise_ious(image.boxes, image.predicted_boxes) + (1 - IOU_SHARE) * np.exp(-NEARNESS * apart)


def _quality(image: LabelledImage, near: Floats, least: float) -> LabelQuality:
    same = image.classes[:, None] == image.predicted_classes[None]
    sure = image.scores >= SURE_SCORE
    overlooked = _overlooked(image, np.where(same, near, 0.0), sure, least)
    located = same & (image.scores >= LEAST_SCORE)
    badly_located = np.where(located.any(axis=1), np.where(located, near, 0.0).max(axis=1, initial=0.0), 1.0)
    rivals = ~same & sure
    swapped = np.maximum(1 - np.where(rivals, near, 0.0).max(axis=1, initial=0.0), least)
    kinds = _soft_minimum(overlooked[~np.isnan(overlooked)]), _soft_minimum(badly_located), _soft_minimum(swapped)
    return LabelQuality(
        overlooked=overlooked,
        badly_located=badly_located,
        swapped=swapped,
        by_kind=kinds,
        score=exp(sum(log(max(kind, 1e-300)) for kind in kinds) / len(kinds)),
    )


def _overlooked(image: LabelledImage, near_same: Floats, sure: NDArray[np.bool_], least: float) -> Floats:
    covered = (pairwise_ious(image.boxes, image.predicted_boxes) >= COVERED).any(axis=0)
    found = np.maximum(near_same.max(axis=0, initial=0.0), least) * (1 - image.scores)
    return np.where(sure & ~covered, found, np.nan)


def _soft_minimum(scores: Floats) -> float:
    if not len(scores):
        return 1.0
    weights = np.exp((1 - scores) / SOFTNESS)
    return float((scores * weights).sum() / weights.sum())
