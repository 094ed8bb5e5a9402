"""The columns of average precision by class, and of TIDE's errors by kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assay.review.measure import Objects
from assay.review.measure_quality import Quality
from assay.review.measure_scores import ClassPrecision, Scored
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.entries import Listing, ObjectEntries
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.panoptic_columns import MEAN
from assay.ui.scorecard.words import NOT_KNOWN, figure

TIDE_KINDS = {
    "Cls": ("Class", "well placed, of another class"),
    "Loc": ("Location", "right class, badly placed"),
    "Both": ("Both", "another class and badly placed"),
    "Dupe": ("Duplicate", "an object that was found already"),
    "Bkg": ("Background", "nothing there"),
    "Miss": ("Missed", "an object that no error above explains"),
}
ALL_KINDS = "All errors"


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class, or the mean of all where the key is None, with its AP."""

    key: int | None
    precision: ClassPrecision


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """A kind of error, "" for all: how many there are, and the AP in points that mending them would bring."""

    kind: str
    count: int
    lost: float | None


def score_rows(scored: Scored) -> list[ClassScore]:
    """The mean of the classes, then each; nothing where gold has no class."""
    if scored.mean is None:
        return []
    return [ClassScore(None, scored.mean), *(ClassScore(key, one) for key, one in scored.by_class.items())]


def error_rows(scored: Scored) -> list[ErrorKind]:
    """The kinds in TIDE's order, then all together: mending everything brings AP to 100."""
    tide = scored.tide
    total = None if tide.ap is None else 100 - tide.ap
    kinds = [ErrorKind(kind, tide.counts[kind], tide.lost[kind]) for kind in TIDE_KINDS]
    return [*kinds, ErrorKind("", sum(tide.counts.values()), total)]


def score_columns(scored: Scored, quality: Quality, shown: Shown) -> Sequence[Column[ClassScore]]:
    """Classes with AP over all thresholds, at 0.5 and at 0.75, and what it ranks."""
    strict, hit, objects = quality.panoptic_objects, quality.panoptic_hits, shown.measured.objects
    known = list(scored.by_class)

    def name(one: ClassScore) -> str:
        return MEAN if one.key is None else shown.names.classes.get(one.key, "–")

    def keys(one: ClassScore) -> list[int]:
        return known if one.key is None else [one.key]

    def wrong(one: ClassScore) -> Listing:
        own = np.isin(strict.delivered, keys(one)) | np.isin(strict.expected, keys(one))
        title = f"{name(one)}, not matched at IoU 0.5"
        return Listing(title=title, entries=ObjectEntries(strict, own & ~hit))

    def of_side(what: str, side: Callable[[Objects], np.ndarray], classes: Callable[[Objects], np.ndarray]) -> Opens:
        return lambda one: shown.listing(
            f"{name(one)}, {what}", (side(objects) > 0) & np.isin(classes(objects), keys(one))
        )

    return [
        Column(title="Class", text=name, order=lambda one: name(one).casefold(), is_figure=False, opens=wrong),
        _figure("AP", lambda one: one.ap, "Mean over IoU 0.50 to 0.95 in steps of 0.05", wrong),
        _figure("AP50", lambda one: one.ap50, "At IoU 0.50", wrong),
        _figure("AP75", lambda one: one.ap75, "At IoU 0.75", wrong),
        Column(
            title="Detections",
            text=lambda one: f"{one.precision.detections:,}",
            order=lambda one: one.precision.detections,
            tip="Annotations of the delivery that are ranked",
            opens=of_side("delivered", lambda o: o.vendor, lambda o: o.delivered),
        ),
        Column(
            title="Gold",
            text=lambda one: f"{one.precision.gold:,}",
            order=lambda one: one.precision.gold,
            tip="Gold objects to be found",
            opens=of_side("in gold", lambda o: o.gold, lambda o: o.expected),
        ),
    ]


def error_columns(scored: Scored) -> Sequence[Column[ErrorKind]]:
    """Kinds of error with how many there are and what they cost."""

    def title(one: ErrorKind) -> str:
        return TIDE_KINDS[one.kind][0] if one.kind else ALL_KINDS

    def opens(one: ErrorKind) -> Listing:
        rows = scored.kinds == one.kind if one.kind else np.ones(len(scored.kinds), bool)
        return Listing(
            title=f"{title(one)} errors" if one.kind else ALL_KINDS, entries=ObjectEntries(scored.objects, rows)
        )

    return [
        Column(title="Error", text=title, order=title, is_figure=False, opens=opens),
        Column(
            title="What it is",
            text=lambda one: TIDE_KINDS[one.kind][1] if one.kind else "",
            order=title,
            is_figure=False,
            faint=lambda _: True,
        ),
        Column(
            title="Errors",
            text=lambda one: f"{one.count:,}",
            order=lambda one: one.count,
            faint=lambda one: not one.count,
            opens=opens,
        ),
        Column(
            title="AP lost",
            text=lambda one: NOT_KNOWN if one.lost is None else f"{one.lost:.2f}",
            order=lambda one: one.lost,
            tip="Points of AP at IoU 0.5 that mending all of a kind would bring (dAP); of all errors 100 − AP",
            faint=lambda one: not one.lost,
            opens=opens,
        ),
    ]


def _figure(title: str, of: Callable[[ClassPrecision], float], tip: str, opens: Opens) -> Column[ClassScore]:
    return Column(
        title=title,
        text=lambda one: figure(of(one.precision)),
        order=lambda one: of(one.precision),
        tip=tip,
        opens=opens,
    )
