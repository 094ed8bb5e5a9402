"""A comparison taken apart: which object went where, by class, by annotator and by image. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assay.compare.accuracy.tallies import severities
from assay.compare.attribute_counts import AttributePairs, attribute_pairs
from assay.compare.comparison import Comparison
from assay.compare.estimates.binomial import wilson
from assay.compare.precision_recall import precision_recall
from assay.compare.systematic.edge_offsets import SideOffset, edge_offsets
from assay.model.annotations import Annotations
from assay.model.defect_types import SEVERITIES
from assay.model.findings import ComparisonRecord
from assay.model.progress import Work
from assay.review.recompare import recompare
from assay.store.project import Project

NOBODY = -2
"""The class of the side that has no object; an object without a class has -1."""

DEMERITS = (10, 5, 1, 0)
"""What a finding weighs by severity, worst first, when images are put in order."""

Rows = NDArray[np.bool_] | NDArray[np.int64]
"""Rows by a condition, or by number."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its Wilson interval at 95 %; all three figures are None when there is nothing to count."""

    part: int
    whole: int
    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, part: int, whole: int) -> "Rate":
        """The share of `part` in `whole`."""
        interval = wilson(part, whole)
        return cls(part, whole, part / whole, *interval) if interval else cls(part, whole, None, None, None)


@dataclass(frozen=True, slots=True)
class Objects:
    """Every pair, every gold object without a partner and every vendor annotation without one, as columns in order of the images.

    image: (n,) ids. vendor, gold: numbers, 0 for none. delivered, expected: class ids, NOBODY for none. annotator: ids, -1 when unknown.
    iou: NaN without a pair. right: whether it is a pair without a finding.
    """

    image: NDArray[np.int32]
    vendor: NDArray[np.int32]
    gold: NDArray[np.int32]
    delivered: NDArray[np.int32]
    expected: NDArray[np.int32]
    annotator: NDArray[np.int32]
    iou: NDArray[np.float64]
    right: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.image)

    @property
    def classes(self) -> tuple[int, ...]:
        """The ids of the classes that occur, in order."""
        return tuple(sorted({*np.unique(self.delivered).tolist(), *np.unique(self.expected).tolist()} - {NOBODY}))

    @property
    def matched(self) -> NDArray[np.bool_]:
        """(n,) pairs of one class."""
        return self.delivered == self.expected

    @property
    def mislabelled(self) -> NDArray[np.bool_]:
        """(n,) pairs of two classes."""
        return (self.vendor > 0) & (self.gold > 0) & ~self.matched

    @property
    def missing(self) -> NDArray[np.bool_]:
        """(n,) gold objects without a partner."""
        return self.vendor == 0

    @property
    def extra(self) -> NDArray[np.bool_]:
        """(n,) vendor annotations without a partner."""
        return self.gold == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a class, an annotator or an image comes to. key: its id. fp, fn: annotations and objects beyond the pairs of one class."""

    key: int
    tp: int
    fp: int
    fn: int
    precision: Rate
    recall: Rate
    right: Rate
    f1: float | None
    mean_iou: float | None
    severities: tuple[int, ...] = (0, 0, 0, 0)

    @property
    def demerits(self) -> int:
        """The findings, each with the weight of its severity."""
        return sum(weight * count for weight, count in zip(DEMERITS, self.severities, strict=True))


@dataclass(frozen=True, slots=True)
class Measured:
    """A comparison taken apart.

    classes: the ids that occur. confusion: (k + 1, k + 1) rows gold, columns vendor, the last of each: nobody. edges: by annotator id, the
    four sides with a test. attributes: by name, the pairs of which gold says it.
    """

    objects: Objects
    classes: tuple[int, ...]
    confusion: NDArray[np.int64]
    overall: Figures
    by_class: Sequence[Figures]
    by_annotator: Sequence[Figures]
    by_image: Sequence[Figures]
    edges: Mapping[int, Sequence[SideOffset]]
    attributes: Mapping[str, AttributePairs]


def measure(project: Project, record: ComparisonRecord) -> Work[Measured]:
    """Take a comparison apart, by making it once more with its own settings. Images come worst first."""
    found = yield from recompare(project, record)
    return taken_apart(found.comparison, found.vendor, found.gold)


def taken_apart(compared: Comparison, vendor: Annotations, gold: Annotations) -> Measured:
    """A comparison of these annotations by class, annotator and image."""
    objects = objects_of(compared, vendor, gold)
    has_vendor = objects.vendor > 0
    classes = objects.classes
    by_image = grouped(objects, objects.image, objects.image, _severities(compared))
    return Measured(
        objects,
        classes,
        _confusion(objects, classes),
        _figures(0, objects, np.ones(len(objects), bool), np.ones(len(objects), bool)),
        [figures for figures in grouped(objects, objects.delivered, objects.expected) if figures.key != NOBODY],
        grouped(objects, np.where(has_vendor, objects.annotator, NOBODY), np.full(len(objects), NOBODY)),
        sorted(by_image, key=lambda one: (-one.demerits, -(one.fp + one.fn), one.key)),
        edge_offsets(compared, vendor, gold),
        attribute_pairs(compared, gold),
    )


def objects_of(compared: Comparison, vendor_set: Annotations, gold_set: Annotations) -> Objects:
    """The objects of a comparison of these annotations."""
    pairs, vendor, gold = compared.pairs, vendor_set.records, gold_set.records
    extra = np.setdiff1d(compared.vendor_rows, pairs.vendor_row)
    missing = np.setdiff1d(compared.gold_rows, pairs.gold_row)
    delivered, expected = np.concatenate([pairs.vendor_row, extra]), np.concatenate([pairs.gold_row, missing])
    no_vendor, no_gold = len(missing), len(extra)
    columns = {
        "image": np.concatenate([pairs.image, vendor["image"][extra], gold["image"][missing]]),
        "vendor": np.concatenate([vendor["number"][delivered], np.zeros(no_vendor, np.int32)]),
        "delivered": np.concatenate([vendor["class_id"][delivered], np.full(no_vendor, NOBODY)]),
        "annotator": np.concatenate([vendor["annotator_id"][delivered], np.full(no_vendor, -1)]),
        "gold": _with_gap(gold["number"][expected], len(pairs), no_gold, 0),
        "expected": _with_gap(gold["class_id"][expected], len(pairs), no_gold, NOBODY),
        "iou": np.concatenate([pairs.iou, np.full(no_vendor + no_gold, np.nan)]),
        "right": np.concatenate([pairs.right, np.zeros(no_vendor + no_gold, bool)]),
    }
    order = np.lexsort((columns["vendor"], columns["gold"], columns["image"]))
    return Objects(**{name: column[order] for name, column in columns.items()})


def _with_gap(values: NDArray[np.int32], place: int, length: int, filling: int) -> NDArray[np.int32]:
    """The values with some more of one kind put in at a place: extras stand between the pairs and the missing."""
    return np.concatenate([values[:place], np.full(length, filling, np.int32), values[place:]])


def _confusion(objects: Objects, classes: Sequence[int]) -> NDArray[np.int64]:
    places = {class_id: place for place, class_id in enumerate((*classes, NOBODY))}
    row = np.array([places[one] for one in objects.expected.tolist()], np.int64)
    column = np.array([places[one] for one in objects.delivered.tolist()], np.int64)
    counts = np.bincount(row * len(places) + column, minlength=len(places) ** 2)
    return counts.reshape(len(places), len(places))


def grouped(
    objects: Objects,
    vendor_key: NDArray[np.integer],
    gold_key: NDArray[np.integer],
    severities: Mapping[int, tuple[int, ...]] | None = None,
) -> list[Figures]:
    """The figures of each key that vendor annotations or gold objects have."""
    keys = np.unique(np.concatenate([vendor_key[objects.vendor > 0], gold_key[objects.gold > 0]]))
    # few groups are large: sorting once and cutting is faster than one mask per image
    order_vendor, order_gold = np.argsort(vendor_key, kind="stable"), np.argsort(gold_key, kind="stable")
    cuts_vendor = np.searchsorted(vendor_key[order_vendor], [*keys, np.iinfo(np.int32).max])
    cuts_gold = np.searchsorted(gold_key[order_gold], [*keys, np.iinfo(np.int32).max])
    spans = zip(keys.tolist(), pairwise(cuts_vendor), pairwise(cuts_gold), strict=True)
    return [
        _figures(key, objects, order_vendor[slice(*own)], order_gold[slice(*golds)], (severities or {}).get(key))
        for key, own, golds in spans
        if key != NOBODY
    ]


def _figures(
    key: int,
    objects: Objects,
    of_vendor: Rows,
    of_gold: Rows,
    severities: tuple[int, ...] | None = None,
) -> Figures:
    """The figures of one group; of_vendor, of_gold: the rows whose vendor annotation or gold object belongs to it."""
    # compared row by row: `objects.matched` would look at all objects for every single image
    delivered = objects.vendor[of_vendor] > 0
    matched = delivered & (objects.delivered[of_vendor] == objects.expected[of_vendor])
    tp, fp = int(matched.sum()), int((delivered & ~matched).sum())
    fn = int(((objects.gold[of_gold] > 0) & (objects.delivered[of_gold] != objects.expected[of_gold])).sum())
    return Figures(
        key=key,
        tp=tp,
        fp=fp,
        fn=fn,
        precision=Rate.of(tp, tp + fp),
        recall=Rate.of(tp, tp + fn),
        right=Rate.of(int(objects.right[of_vendor].sum()), tp + fp),
        f1=precision_recall(tp=tp, fp=fp, fn=fn).f_beta,
        mean_iou=float(objects.iou[of_vendor][matched].mean()) if tp else None,
        severities=severities or (0, 0, 0, 0),
    )


def _severities(compared: Comparison) -> dict[int, tuple[int, ...]]:
    """By image, how many findings there are of each severity, worst first."""
    images, place = np.unique(compared.findings.image, return_inverse=True)
    severity = severities(compared.findings)
    flat = np.bincount(place * len(SEVERITIES) + severity, minlength=len(images) * 4)
    return dict(zip(images.tolist(), map(tuple, flat.reshape(-1, 4).tolist()), strict=True))
