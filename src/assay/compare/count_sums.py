"""The sums that a comparison's numbers follow from, exact, so that those of some images can be taken out and put in."""

from collections.abc import Mapping, Sequence
from typing import Any

from assay.compare.counts import WHOLE, Counts
from assay.compare.precision_recall import precision_recall

SUMMED = ("images", "vendor", "gold", "matched", "mislabelled", "right")


def spliced_counts(whole: Mapping[str, Any], out: Counts, into: Counts, ious: int) -> Counts:
    """The numbers of a comparison with those of some images taken out and others put in. ious: the `iou_sum` that is left."""
    return _counts({key: whole[key] - out[key] + into[key] for key in SUMMED}, ious)


def joined_counts(parts: Sequence[Counts], ious: int) -> Counts:
    """The numbers of the comparisons of several bodies of images as those of one. ious: the `iou_sum` of all."""
    return _counts({key: sum(part[key] for part in parts) for key in SUMMED}, ious)


def _counts(sums: Mapping[str, int], ious: int) -> Counts:
    matched = sums["matched"]
    rates = precision_recall(tp=matched, fp=sums["vendor"] - matched, fn=sums["gold"] - matched)
    return Counts(
        **sums,
        precision=rates.precision,
        recall=rates.recall,
        f1=rates.f_beta,
        jaccard=rates.jaccard,
        mean_iou=ious / (matched * WHOLE) if matched else None,
    )
