"""The columns of F1, Jaccard accuracy and mean IoU by class, with intervals over resampled images."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assay.review.measure import Objects, Rows
from assay.review.measure_quality import Bootstrapped, Quality
from assay.ui.scorecard.class_columns import hits, unmatched
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.words import NOT_KNOWN, figure, short

ALL = "All classes"
TITLES = {"f1": "F1", "jaccard": "Jaccard", "mean_iou": "Mean IoU"}
TIPS = {
    "f1": "2 hits / (2 hits + extra + missed)",
    "jaccard": "Hits / (hits + extra + missed), which CVAT calls accuracy",
    "mean_iou": "Mean IoU over pairs of the class",
}


@dataclass(frozen=True, slots=True)
class ClassQuality:
    """One class, or all where the key is None, with its ratios by name."""

    key: int | None
    ratios: Mapping[str, Bootstrapped]


QualityColumn = Column[ClassQuality]


def quality_rows(quality: Quality) -> list[ClassQuality]:
    """All classes together, then each."""
    return [
        ClassQuality(None, quality.overall),
        *(ClassQuality(key, ratios) for key, ratios in quality.by_class.items()),
    ]


def of_class(key: int | None, rows: Callable[[Objects, int], Rows], objects: Objects) -> Rows:
    """The rows of a class, or of all where the key is None."""
    if key is not None:
        return rows(objects, key)
    found = [rows(objects, one) for one in objects.classes]
    return np.any(found, axis=0) if found else np.zeros(len(objects), bool)


def quality_columns(shown: Shown) -> Sequence[QualityColumn]:
    """Classes with their ratios and intervals."""
    objects = shown.measured.objects

    def name(one: ClassQuality) -> str:
        return ALL if one.key is None else shown.names.classes.get(one.key, "–")

    def wrong(one: ClassQuality) -> Listing:
        return shown.listing(f"{name(one)}, not matched", of_class(one.key, unmatched, objects))

    def pairs(one: ClassQuality) -> Listing:
        return shown.worst_first(f"{name(one)}, worst IoU first", of_class(one.key, hits, objects))

    opens: dict[str, Opens] = {"f1": wrong, "jaccard": wrong, "mean_iou": pairs}
    return [
        Column(title="Class", text=name, order=lambda one: name(one).casefold(), is_figure=False, opens=wrong),
        *(column for key in TITLES for column in _ratio(key, opens[key])),
    ]


def _ratio(key: str, opens: Opens) -> Sequence[QualityColumn]:
    return [
        Column(
            title=TITLES[key],
            text=lambda one: figure(one.ratios[key].value),
            order=lambda one: one.ratios[key].value,
            tip=TIPS[key],
            faint=lambda one: one.ratios[key].value is None,
            opens=opens,
        ),
        Column(
            title="95 %",
            text=lambda one: span(one.ratios[key]),
            order=lambda one: (one.ratios[key].percentile or (None,))[0],
            tip="Percentile interval over resampled images; sorts by its lower end",
            faint=lambda _: True,
            opens=opens,
        ),
    ]


def span(one: Bootstrapped) -> str:
    """An interval, n/a where resampling says nothing."""
    return f"{short(one.percentile[0])}–{short(one.percentile[1])}" if one.percentile else NOT_KNOWN
