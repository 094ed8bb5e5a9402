"""A label set whose annotations have scores, as detections to be summed up."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison
from assay.compare.scored.coco_summary import ScoredImage
from assay.compare.scored.tide import TideImage
from assay.geometry.boxes import box_areas, pairwise_ious
from assay.model.annotations import Annotations

Rows = NDArray[np.int64]


def has_scores(annotations: Annotations) -> bool:
    """Whether there are annotations and each has a score."""
    return len(annotations) > 0 and not np.isnan(annotations.records["score"]).any()


def scored_classes(comparison: Comparison, vendor: Annotations, gold: Annotations) -> Iterator[list[ScoredImage]]:
    """The counted annotations by class and image, measured by their boxes. What lies on crowds and ignore regions has left the counts."""
    return (images for _, images in scored_by_class(comparison, vendor, gold))


def scored_by_class(
    comparison: Comparison, vendor: Annotations, gold: Annotations
) -> Iterator[tuple[int, list[ScoredImage]]]:
    """The same with the id of each class; only classes that gold has."""
    of_vendor, of_gold = vendor.records["class_id"], gold.records["class_id"]
    for class_id in np.unique(of_gold[comparison.gold_rows]).tolist():
        detections = comparison.vendor_rows[of_vendor[comparison.vendor_rows] == class_id]
        wanted = comparison.gold_rows[of_gold[comparison.gold_rows] == class_id]
        yield class_id, [_scored(vendor, gold, *rows) for rows in _by_image(vendor, gold, detections, wanted)]


def tide_rows(comparison: Comparison, vendor: Annotations, gold: Annotations) -> list[tuple[Rows, Rows]]:
    """By image, the rows of the counted annotations, those of the vendor by falling score."""
    pairs = _by_image(vendor, gold, comparison.vendor_rows, comparison.gold_rows)
    return [(_by_score(vendor, detections), wanted) for detections, wanted in pairs]


def tide_image(vendor: Annotations, gold: Annotations, detections: Rows, wanted: Rows) -> TideImage:
    """The annotations of one image, measured by their boxes. detections: rows by falling score."""
    one = _scored(vendor, gold, detections, wanted)
    return TideImage(
        iou=one.iou,
        scores=one.scores,
        detected=vendor.records["class_id"][detections].astype(np.int64),
        expected=gold.records["class_id"][wanted].astype(np.int64),
    )


def tide_images(comparison: Comparison, vendor: Annotations, gold: Annotations) -> list[TideImage]:
    """The counted annotations by image, measured by their boxes."""
    return [tide_image(vendor, gold, *rows) for rows in tide_rows(comparison, vendor, gold)]


def _by_image(vendor: Annotations, gold: Annotations, detections: Rows, wanted: Rows) -> Iterator[tuple[Rows, Rows]]:
    """The rows of each image that has any; both are sorted by image."""
    of_detection, of_wanted = vendor.records["image"][detections], gold.records["image"][wanted]
    for image in np.union1d(of_detection, of_wanted):
        first, after = np.searchsorted(of_detection, [image, image + 1])
        start, stop = np.searchsorted(of_wanted, [image, image + 1])
        yield detections[first:after], wanted[start:stop]


def _by_score(vendor: Annotations, detections: Rows) -> Rows:
    return detections[np.argsort(-vendor.records["score"][detections], kind="stable")]


def _scored(vendor: Annotations, gold: Annotations, detections: Rows, wanted: Rows) -> ScoredImage:
    order = _by_score(vendor, detections)
    found, expected = vendor.boxes[order], gold.boxes[wanted]
    return ScoredImage(
        iou=pairwise_ious(found, expected),
        scores=vendor.records["score"][order].astype(np.float64),
        detection_areas=box_areas(found),
        gold_areas=box_areas(expected),
        crowd=np.zeros(len(wanted), bool),
    )
