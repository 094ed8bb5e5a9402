"""What only scored annotations can be measured by: average precision, and the parts of the error. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.scored.coco_summary import ClassPrecision, class_precision, mean_precision
from assay.compare.scored.label_scores import scored_by_class, tide_image, tide_rows
from assay.compare.scored.tide import TideErrors, tide_errors
from assay.model.annotations import Annotations
from assay.model.progress import Progress, Work
from assay.review.measure import NOBODY, Objects
from assay.review.recompare import Recompared


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What only scores allow. by_class: AP by class id, of the classes that gold has. mean: over them. kinds: (n,) TIDE's kind of each object of `objects`."""

    by_class: Mapping[int, ClassPrecision]
    mean: ClassPrecision | None
    tide: TideErrors
    objects: Objects
    kinds: NDArray[np.str_]


def measure_scores(found: Recompared) -> Work[Scored]:
    """AP by class and TIDE's errors of a comparison whose delivery has scores."""
    by_class = {}
    classes = len(np.unique(found.gold.records["class_id"][found.comparison.gold_rows]))
    for key, images in scored_by_class(found.comparison, found.vendor, found.gold):
        yield Progress(len(by_class), classes, "Average precision")
        if (one := class_precision(images)) is not None:
            by_class[key] = one
    rows, images = tide_rows(found.comparison, found.vendor, found.gold), []
    for detections, wanted in rows:
        if len(images) % 500 == 0:
            yield Progress(len(images), len(rows), "Parts of the error")
        images.append(tide_image(found.vendor, found.gold, detections, wanted))
    tide = tide_errors(images)
    objects = _error_objects(tide, rows, [one.iou for one in images], found.vendor, found.gold)
    kinds = np.array([one.kind for one in tide.errors], dtype="U4")
    return Scored(by_class=by_class, mean=mean_precision(by_class.values()), tide=tide, objects=objects, kinds=kinds)


def _error_objects(
    tide: TideErrors,
    rows: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
    ious: Sequence[NDArray[np.float64]],
    vendor: Annotations,
    gold: Annotations,
) -> Objects:
    """TIDE's errors as objects, in their order: the detection, the gold object that it is about, or both."""
    drawn = np.array([rows[e.image][0][e.detection] if e.detection >= 0 else -1 for e in tide.errors], np.int64)
    wanted = np.array([rows[e.image][1][e.gold] if e.gold >= 0 else -1 for e in tide.errors], np.int64)
    iou = [ious[e.image][e.detection, e.gold] if min(e.detection, e.gold) >= 0 else np.nan for e in tide.errors]

    def of(side: Annotations, at: NDArray[np.int64], name: str, none: int) -> NDArray[np.int32]:
        return (
            np.where(at >= 0, side.records[name][at], none).astype(np.int32)
            if len(side)
            else np.full(len(at), none, np.int32)
        )

    return Objects(
        image=np.where(drawn >= 0, of(vendor, drawn, "image", 0), of(gold, wanted, "image", 0)),
        vendor=of(vendor, drawn, "number", 0),
        gold=of(gold, wanted, "number", 0),
        delivered=of(vendor, drawn, "class_id", NOBODY),
        expected=of(gold, wanted, "class_id", NOBODY),
        annotator=of(vendor, drawn, "annotator_id", -1),
        iou=np.array(iou, np.float64),
        right=np.zeros(len(tide.errors), bool),
    )
