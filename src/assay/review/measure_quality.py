"""How good a delivery is by the measures that take longer: intervals over resampled images, PQ, AP and TIDE's parts. Reads only."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assay.compare.estimates.bootstrap import Bootstrapped, f1, jaccard, mean_iou
from assay.compare.estimates.grouped_bootstrap import Grouped, cells_of, grouped_bootstrap
from assay.compare.regions.label_quality import panoptic_labels, panoptic_settings
from assay.compare.regions.panoptic_quality import MATCHED, PanopticCounts, PanopticMean, panoptic_mean
from assay.compare.scored.label_scores import has_scores
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import Annotations
from assay.model.findings import ComparisonRecord
from assay.model.progress import Progress, Work
from assay.review.measure import NOBODY, Objects, objects_of
from assay.review.measure_scores import Scored, measure_scores
from assay.review.recompare import recompare
from assay.store.project import Project

RATIOS = {"f1": f1, "jaccard": jaccard, "mean_iou": mean_iou}
QUICK = 200_000
"""So many annotations are measured within a second or two."""

SLOWER = 20
"""For so many without a score one with a score counts."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """A comparison's slower figures.

    overall, by_class, by_annotator: by the name of a ratio of RATIOS, with intervals over resampled images (annotators: mean_iou alone).
    panoptic: counts by class id, of `panoptic_objects`, which were paired anew. scored: None where an annotation has no score.
    """

    overall: Mapping[str, Bootstrapped]
    by_class: Mapping[int, Mapping[str, Bootstrapped]]
    by_annotator: Mapping[int, Bootstrapped]
    panoptic: Mapping[int, PanopticCounts]
    panoptic_objects: Objects
    scored: Scored | None

    @property
    def panoptic_mean(self) -> PanopticMean:
        """PQ, SQ and RQ over the classes."""
        return panoptic_mean(self.panoptic)

    @property
    def panoptic_hits(self) -> NDArray[np.bool_]:
        """(n,) the pairs that PQ counts."""
        return self.panoptic_objects.matched & (self.panoptic_objects.iou > MATCHED)


def is_quick(vendor: Annotations, gold: Annotations) -> bool:
    """Whether measuring the quality takes so short a time that nobody need ask for it."""
    return len(vendor) * (SLOWER if has_scores(vendor) else 1) + len(gold) <= QUICK


def measure_quality(project: Project, record: ComparisonRecord) -> Work[Quality]:
    """The slower figures of a comparison, by making it once more with its own settings and once as PQ pairs."""
    own = ComparisonSettings.from_json(record.settings)
    found = yield from recompare(project, record)
    objects = objects_of(found.comparison, found.vendor, found.gold)
    overall, by_class = yield from _resampled_classes(objects, found.images)
    by_annotator = yield from _resampled_annotators(objects, found.images)
    strict = yield from recompare(project, record, panoptic_settings(own))
    return Quality(
        overall=overall,
        by_class=by_class,
        by_annotator=by_annotator,
        panoptic=panoptic_labels(strict.comparison, strict.vendor, strict.gold),
        panoptic_objects=objects_of(strict.comparison, strict.vendor, strict.gold),
        scored=(yield from measure_scores(found)) if has_scores(found.vendor) else None,
    )


def _resampled_classes(
    objects: Objects, images: NDArray[np.int32]
) -> Work[tuple[dict[str, Bootstrapped], dict[int, dict[str, Bootstrapped]]]]:
    """The ratios of all classes together, and of each."""
    classes = objects.classes
    cells = _cells(objects, (objects.delivered, objects.expected), classes, images)
    all_of_them = np.zeros(len(objects), np.int32)
    whole = _cells(objects, (all_of_them, all_of_them), (0,), images)
    overall = yield from _told(grouped_bootstrap(whole, RATIOS))
    found = yield from _told(grouped_bootstrap(cells, RATIOS))
    by_class = {key: {name: found[name][place] for name in RATIOS} for place, key in enumerate(classes)}
    return {name: one for name, (one,) in overall.items()}, by_class


def _resampled_annotators(objects: Objects, images: NDArray[np.int32]) -> Work[dict[int, Bootstrapped]]:
    """The mean IoU of each annotator's pairs. What nobody drew is charged to nobody."""
    keys = tuple(np.unique(objects.annotator[objects.vendor > 0]).tolist())
    nobody = np.full(len(objects), NOBODY)
    cells = _cells(objects, (np.where(objects.vendor > 0, objects.annotator, NOBODY), nobody), keys, images)
    found = yield from _told(grouped_bootstrap(cells, {"mean_iou": mean_iou}))
    return dict(zip(keys, found["mean_iou"], strict=True))


def _cells(
    objects: Objects,
    keys: tuple[NDArray[np.integer], NDArray[np.integer]],
    groups: Sequence[int],
    images: NDArray[np.int32],
) -> Grouped:
    """Hits, extras, misses and the IoU of the hits by group and image. keys: (n,) of the vendor's annotation and of gold's object."""
    image = np.searchsorted(images, objects.image)
    matched, wrong = objects.matched.astype(np.float64), (~objects.matched).astype(np.float64)
    iou = np.where(objects.matched, np.nan_to_num(objects.iou), 0.0)
    nothing = np.zeros(len(objects))
    of_vendor = np.stack([matched, wrong, nothing, iou], axis=1)
    of_gold = np.stack([nothing, nothing, wrong, nothing], axis=1)
    sides = [(objects.vendor > 0, keys[0], of_vendor), (objects.gold > 0, keys[1], of_gold)]
    parts = [(_places(key, groups), there, values) for there, key, values in sides]
    rows = [there & (place >= 0) for place, there, _ in parts]
    group = np.concatenate([place[row] for (place, _, _), row in zip(parts, rows, strict=True)])
    sums = np.concatenate([values[row] for (_, _, values), row in zip(parts, rows, strict=True)])
    return cells_of(group, np.concatenate([image[row] for row in rows]), sums, groups=len(groups), images=len(images))


def _places(keys: NDArray[np.integer], groups: Sequence[int]) -> NDArray[np.int64]:
    """(n,) where each key stands among the groups, −1 for none."""
    if not groups:
        return np.full(len(keys), -1)
    ids = np.asarray(groups)
    order = np.argsort(ids)
    place = order[np.searchsorted(ids, keys, sorter=order).clip(max=len(ids) - 1)]
    return np.where(ids[place] == keys, place, -1)


def _told(steps: Generator[tuple[int, int], None, Result]) -> Work[Result]:
    """Steps as progress."""
    while True:
        try:
            done, total = next(steps)
        except StopIteration as finished:
            return finished.value
        yield Progress(done, total, "Resampling images")
