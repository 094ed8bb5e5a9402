"""Panoptic quality: how well regions that do not overlap are found and outlined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.compare.precision_recall import ratio

VOID = 0
"""The id of pixels that belong to no segment."""

MATCHED, VOID_SHARE = 0.5, 0.5
"""A pair has an IoU above the first, so that there is never more than one; an extra with a greater share than the second on void or crowd is ignored."""

Shares = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment of an id map."""

    id: int
    class_id: int
    crowd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PanopticCounts:
    """Of one class: pairs, extras, misses, and the sum of the IoU of the pairs. Quality = segmentation · recognition, None for 0 / 0."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    iou: float = 0.0

    @property
    def quality(self) -> float | None:
        """PQ = Σ IoU / (tp + ½ fp + ½ fn)."""
        return ratio(self.iou, self.tp + self.fp / 2 + self.fn / 2)

    @property
    def segmentation(self) -> float | None:
        """SQ, the mean IoU of the pairs; 0 when all are wrong, as panopticapi has it, None when there is nothing."""
        return self.iou / self.tp if self.tp else (None if self.quality is None else 0.0)

    @property
    def recognition(self) -> float | None:
        """RQ, the F1 of the pairs."""
        return ratio(self.tp, self.tp + self.fp / 2 + self.fn / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanopticMean:
    """The means over the classes that have a value, and how many these are."""

    quality: float | None
    segmentation: float | None
    recognition: float | None
    classes: int


def panoptic_counts(
    gold_map: ArrayLike, vendor_map: ArrayLike, gold: Iterable[Segment], vendor: Iterable[Segment]
) -> dict[int, PanopticCounts]:
    """The counts of one image by class (Kirillov et al., CVPR 2019; panopticapi; vectors/panoptic_quality.json).

    gold_map, vendor_map: (height, width) segment ids, VOID for none.
    """
    wanted, delivered = {one.id: one for one in gold}, {one.id: one for one in vendor}
    shared = _shared(np.asarray(gold_map), np.asarray(vendor_map))
    area_gold, area_vendor = _areas(shared, 0), _areas(shared, 1)
    pairs = {}
    for (g, v), pixels in shared.items():
        if g not in wanted or v not in delivered or wanted[g].crowd or wanted[g].class_id != delivered[v].class_id:
            continue
        iou = pixels / (area_gold[g] + area_vendor[v] - pixels - shared.get((VOID, v), 0))
        if iou > MATCHED:
            pairs[g, v] = iou
    found, used = {g for g, _ in pairs}, {v for _, v in pairs}
    missed = [one for one in wanted.values() if not one.crowd and one.id not in found]
    crowds = {one.class_id: one.id for one in wanted.values() if one.crowd}
    extra = [
        one for one in delivered.values() if one.id not in used and not _is_ignored(one, crowds, shared, area_vendor)
    ]
    classes = {one.class_id for one in (*wanted.values(), *delivered.values())}
    return {
        class_id: PanopticCounts(
            tp=sum(wanted[g].class_id == class_id for g, _ in pairs),
            fp=sum(one.class_id == class_id for one in extra),
            fn=sum(one.class_id == class_id for one in missed),
            iou=sum(iou for (g, _), iou in pairs.items() if wanted[g].class_id == class_id),
        )
        for class_id in sorted(classes)
    }


def summed(images: Iterable[Mapping[int, PanopticCounts]]) -> dict[int, PanopticCounts]:
    """The counts of several images together."""
    total: dict[int, PanopticCounts] = {}
    for image in images:
        for class_id, one in image.items():
            old = total.get(class_id, PanopticCounts())
            total[class_id] = PanopticCounts(
                tp=old.tp + one.tp, fp=old.fp + one.fp, fn=old.fn + one.fn, iou=old.iou + one.iou
            )
    return total


def panoptic_mean(counts: Mapping[int, PanopticCounts]) -> PanopticMean:
    """PQ, SQ and RQ as the means over the classes that occur."""
    known = [one for one in counts.values() if one.quality is not None]
    quality, segmentation, recognition = (
        ratio(sum(getattr(one, name) for one in known), len(known))
        for name in ("quality", "segmentation", "recognition")
    )
    return PanopticMean(quality=quality, segmentation=segmentation, recognition=recognition, classes=len(known))


def _shared(gold: NDArray, vendor: NDArray) -> dict[tuple[int, int], int]:
    """Pixels by gold's and the vendor's segment, VOID among them."""
    width = int(max(vendor.max(initial=0), gold.max(initial=0))) + 1
    both, pixels = np.unique(gold.astype(np.int64) * width + vendor, return_counts=True)
    return {(key // width, key % width): count for key, count in zip(both.tolist(), pixels.tolist(), strict=True)}


def _areas(shared: Shares, side: int) -> dict[int, int]:
    areas: dict[int, int] = {}
    for key, pixels in shared.items():
        areas[key[side]] = areas.get(key[side], 0) + pixels
    return areas


def _is_ignored(one: Segment, crowds: Mapping[int, int], shared: Shares, areas: Mapping[int, int]) -> bool:
    """Whether an extra lies mostly on what gold says nothing of, or on a crowd of its class."""
    if one.id not in areas:
        return True
    unsaid = shared.get((VOID, one.id), 0)
    if one.class_id in crowds:
        unsaid += shared.get((crowds[one.class_id], one.id), 0)
    return unsaid / areas[one.id] > VOID_SHARE
