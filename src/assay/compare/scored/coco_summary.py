"""The twelve numbers that COCO sums a set of scored detections up in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.scored.average_precision import average_precision_coco
from assay.compare.scored.coco_matching import GreedyMatches, greedy_matches

Floats = NDArray[np.float64]

THRESHOLDS = np.linspace(0.5, 0.95, 10)
AREAS = {"all": (0.0, 1e10), "small": (0.0, 32.0**2), "medium": (32.0**2, 96.0**2), "large": (96.0**2, 1e10)}
"""Square pixels, both ends included."""

MOST = (1, 10, 100)
"""So many best detections of an image and class are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredImage:
    """One class on one image. iou: (d, g), of a crowd the share of the detection inside it; detections by falling score.

    scores, detection_areas: (d,). gold_areas, crowd: (g,).
    """

    iou: Floats
    scores: Floats
    detection_areas: Floats
    gold_areas: Floats
    crowd: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class CocoSummary:
    """COCO's AP and AR, each a mean over classes (and thresholds where no one is named); None where no class has a gold object."""

    ap: float | None
    ap50: float | None
    ap75: float | None
    ap_small: float | None
    ap_medium: float | None
    ap_large: float | None
    ar1: float | None
    ar10: float | None
    ar100: float | None
    ar_small: float | None
    ar_medium: float | None
    ar_large: float | None


def coco_summary(classes: Iterable[Sequence[ScoredImage]]) -> CocoSummary:
    """AP and AR of classes of images (pycocotools `COCOeval.summarize`; published: cocoapi `val2014_fake_eval_res.txt`)."""
    tables = [{(area, most): _evaluated(images, area, most) for area, most in _WANTED} for images in classes]

    def mean(which: int, area: str, most: int, threshold: int | None = None) -> float | None:
        values = np.array([table[area, most][which] for table in tables])
        values = values if threshold is None else values[:, threshold : threshold + 1]
        known = values[~np.isnan(values)]
        return float(known.mean()) if len(known) else None

    return CocoSummary(
        ap=mean(0, "all", 100),
        ap50=mean(0, "all", 100, 0),
        ap75=mean(0, "all", 100, 5),
        ap_small=mean(0, "small", 100),
        ap_medium=mean(0, "medium", 100),
        ap_large=mean(0, "large", 100),
        ar1=mean(1, "all", 1),
        ar10=mean(1, "all", 10),
        ar100=mean(1, "all", 100),
        ar_small=mean(1, "small", 100),
        ar_medium=mean(1, "medium", 100),
        ar_large=mean(1, "large", 100),
    )


_WANTED = [("all", 1), ("all", 10), *((area, 100) for area in AREAS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPrecision:
    """The AP of one class: over the thresholds 0.50–0.95, at 0.50 and at 0.75. detections, gold: how many there are."""

    ap: float
    ap50: float
    ap75: float
    detections: int
    gold: int


def class_precision(images: Sequence[ScoredImage]) -> ClassPrecision | None:
    """The AP of one class by COCO's rules, None when it has no gold object (pycocotools `COCOeval.accumulate`)."""
    values, _ = _evaluated(images, "all", MOST[-1])
    if np.isnan(values).any():
        return None
    detections, gold = (sum(len(side) for side in sides) for sides in _sides(images))
    return ClassPrecision(
        ap=float(values.mean()), ap50=float(values[0]), ap75=float(values[5]), detections=detections, gold=gold
    )


def mean_precision(classes: Iterable[ClassPrecision]) -> ClassPrecision | None:
    """The mean over classes, which is COCO's AP; None without a class."""
    known = list(classes)
    if not known:
        return None
    ap, ap50, ap75 = (float(np.mean([getattr(one, name) for one in known])) for name in ("ap", "ap50", "ap75"))
    detections, gold = sum(one.detections for one in known), sum(one.gold for one in known)
    return ClassPrecision(ap=ap, ap50=ap50, ap75=ap75, detections=detections, gold=gold)


def _sides(images: Sequence[ScoredImage]) -> tuple[list[Floats], list[Floats]]:
    return [image.scores for image in images], [image.gold_areas for image in images]


def _evaluated(images: Sequence[ScoredImage], area: str, most: int) -> tuple[Floats, Floats]:
    """(t,) average precision and (t,) recall of one class; NaN when it has no gold object."""
    matches = [_matched(image, AREAS[area], most) for image in images]
    gold = sum(int((~found.gold_ignored).sum()) for found in matches)
    if not gold:
        return np.full(len(THRESHOLDS), np.nan), np.full(len(THRESHOLDS), np.nan)
    scores = np.concatenate([image.scores[:most] for image in images])
    order = np.argsort(-scores, kind="stable")
    hit = np.concatenate([found.gold_of >= 0 for found in matches], axis=1)[:, order]
    counted = ~np.concatenate([found.detection_ignored for found in matches], axis=1)[:, order]
    curves = [_curve(hit[row][counted[row]], gold) for row in range(len(THRESHOLDS))]
    return np.array([ap for ap, _ in curves]), np.array([recall for _, recall in curves])


def _curve(hits: NDArray[np.bool_], gold: int) -> tuple[float, float]:
    found = np.cumsum(hits)
    if not len(found):
        return 0.0, 0.0
    recall = found / gold
    return average_precision_coco(found / np.arange(1, len(hits) + 1), recall), float(recall[-1])


def _matched(image: ScoredImage, area: tuple[float, float], most: int) -> GreedyMatches:
    outside = _outside(image.detection_areas[:most], area)
    ignored = image.crowd | _outside(image.gold_areas, area)
    return greedy_matches(image.iou[:most], THRESHOLDS, crowd=image.crowd, gold_ignored=ignored, outside=outside)


def _outside(areas: Floats, bounds: tuple[float, float]) -> NDArray[np.bool_]:
    return (areas < bounds[0]) | (areas > bounds[1])
