"""Whether annotators draw their sides too far out or in, and are not just careless."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison
from assay.compare.estimates.beta import student_quantile, student_tails
from assay.compare.estimates.binomial import CONFIDENCE, Interval
from assay.geometry.boxes import side_offsets
from assay.model.annotations import Annotations

Floats = NDArray[np.float64]

SIDES = ("left", "top", "right", "bottom")
LEAST_IMAGES = 5
"""With fewer images there is no test: two images can agree by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOffset:
    """How far one side lies outside gold (+) or inside (−), in pixels, on the average image.

    mean, interval: over images. median: over objects. probability: two-sided, of so large a mean without a habit; corrected: for all sides
    and annotators that were tested together (Holm). All None with fewer than LEAST_IMAGES images, and `reason` says so.
    """

    side: str
    objects: int
    images: int
    median: float | None
    mean: float | None = None
    interval: Interval | None = None
    probability: float | None = None
    corrected: float | None = None
    reason: str = ""

    @property
    def is_systematic(self) -> bool:
        """Whether chance explains it badly: less than 5 % after correction."""
        return self.corrected is not None and self.corrected < 1 - CONFIDENCE


def edge_offsets(comparison: Comparison, vendor: Annotations, gold: Annotations) -> dict[int, list[SideOffset]]:
    """By annotator id, how far the sides of pairs of one class lie from gold, tested; in the order of SIDES."""
    pairs = comparison.pairs
    rows = pairs.vendor_row[pairs.same_class]
    offsets = side_offsets(vendor=vendor.boxes[rows], gold=gold.boxes[pairs.gold_row[pairs.same_class]])
    return side_offsets_tested(offsets, pairs.image[pairs.same_class], vendor.records["annotator_id"][rows])


def side_offsets_tested(
    offsets: Floats, image: NDArray[np.integer], annotator: NDArray[np.integer]
) -> dict[int, list[SideOffset]]:
    """By annotator id, the four sides with a test of each.

    offsets: (n, 4) of pairs of boxes, left, top, right, bottom, + outside gold. Objects of one image are not independent, so the mean of each
    image is one observation of Student's t test; the probabilities of all tests are corrected together after Holm (1979).
    """
    usable = np.isfinite(offsets).all(axis=1)
    offsets, image, annotator = offsets[usable], image[usable], annotator[usable]
    tested = {
        int(one): [
            _tested(side, offsets[annotator == one][:, place], image[annotator == one])
            for place, side in enumerate(SIDES)
        ]
        for one in np.unique(annotator)
    }
    return _corrected(tested)


def _tested(side: str, offsets: Floats, image: NDArray[np.integer]) -> SideOffset:
    images, place = np.unique(image, return_inverse=True)
    means = np.bincount(place, offsets) / np.bincount(place)
    facts = {"side": side, "objects": len(offsets), "images": len(images), "median": float(np.median(offsets))}
    if len(images) < LEAST_IMAGES:
        return SideOffset(**facts, reason=f"only {len(images)} images; a test needs {LEAST_IMAGES}")
    mean, error, freedom = float(means.mean()), float(means.std(ddof=1)) / sqrt(len(images)), len(images) - 1
    half = student_quantile((1 + CONFIDENCE) / 2, freedom) * error
    certain = 0.0 if mean else 1.0
    probability = student_tails(mean / error, freedom) if error else certain
    return SideOffset(**facts, mean=mean, interval=(mean - half, mean + half), probability=probability)


def _corrected(tested: dict[int, list[SideOffset]]) -> dict[int, list[SideOffset]]:
    all_of_them = [(one, place) for one, sides in tested.items() for place in range(len(sides))]
    known = [key for key in all_of_them if tested[key[0]][key[1]].probability is not None]
    values = holm([tested[one][place].probability or 0.0 for one, place in known])
    for (one, place), value in zip(known, values, strict=True):
        tested[one][place] = replace(tested[one][place], corrected=value)
    return tested


def holm(probabilities: Sequence[float]) -> list[float]:
    """The probabilities corrected for being several: the k-th smallest of n times n − k + 1, never falling, at most 1 (Holm 1979)."""
    values = np.asarray(probabilities, np.float64)
    order = np.argsort(values, kind="stable")
    steps = np.maximum.accumulate(values[order] * (len(values) - np.arange(len(values))))
    corrected = np.empty(len(values))
    corrected[order] = np.minimum(steps, 1.0)
    return corrected.tolist()
