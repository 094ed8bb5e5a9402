"""Panoptic quality of label sets: instances instead of an id map, so that shapes may overlap."""

from dataclasses import replace

import numpy as np

from assay.compare.comparison import Comparison
from assay.compare.regions.panoptic_quality import MATCHED, PanopticCounts
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import Annotations


def panoptic_settings(own: ComparisonSettings) -> ComparisonSettings:
    """How a comparison pairs for PQ: within one class, from an IoU of one half on; shapes are measured as its own settings say."""
    named = {key: values for key, values in own.named.items() if key != "t_pair"}
    return replace(own, t_pair=MATCHED, class_aware=True, same_class_first=False, named=named)


def panoptic_labels(comparison: Comparison, vendor: Annotations, gold: Annotations) -> dict[int, PanopticCounts]:
    """The counts by class id of a comparison that was made by `panoptic_settings` (Kirillov et al., CVPR 2019; vectors/panoptic_quality.json).

    A pair needs an IoU above one half. Where shapes do not overlap each other, as in a panoptic map, there is only one way to pair.
    What lies on crowds and ignore regions has left the counts.
    """
    pairs = comparison.pairs
    hit = pairs.same_class & (pairs.iou > MATCHED)
    wanted, delivered = (
        side.records["class_id"][rows]
        for side, rows in ((gold, comparison.gold_rows), (vendor, comparison.vendor_rows))
    )
    of_hit, iou = gold.records["class_id"][pairs.gold_row[hit]], pairs.iou[hit]
    counts = {}
    for one in np.union1d(wanted, delivered).tolist():
        own = of_hit == one
        tp = int(own.sum())
        counts[one] = PanopticCounts(
            tp=tp,
            fp=int((delivered == one).sum()) - tp,
            fn=int((wanted == one).sum()) - tp,
            iou=float(iou[own].sum()),
        )
    return counts
