"""The columns of panoptic quality by class."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assay.review.measure import Objects, Rows
from assay.review.measure_quality import Quality
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.entries import Listing, ObjectEntries
from assay.ui.scorecard.listings import Shown, by_iou
from assay.ui.scorecard.quality_columns import of_class
from assay.ui.scorecard.words import figure

MEAN = "Mean of classes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPanoptic:
    """One class, or the mean of all where the key is None. hits, extra, missed: added up for all."""

    key: int | None
    quality: float | None
    segmentation: float | None
    recognition: float | None
    hits: int
    extra: int
    missed: int


def panoptic_rows(quality: Quality) -> list[ClassPanoptic]:
    """The mean of the classes, then each."""
    mean, counts = quality.panoptic_mean, quality.panoptic
    rows = [
        ClassPanoptic(
            key=key,
            quality=one.quality,
            segmentation=one.segmentation,
            recognition=one.recognition,
            hits=one.tp,
            extra=one.fp,
            missed=one.fn,
        )
        for key, one in counts.items()
    ]
    whole = ClassPanoptic(
        key=None,
        quality=mean.quality,
        segmentation=mean.segmentation,
        recognition=mean.recognition,
        hits=sum(one.tp for one in counts.values()),
        extra=sum(one.fp for one in counts.values()),
        missed=sum(one.fn for one in counts.values()),
    )
    return [whole, *rows]


def panoptic_columns(quality: Quality, shown: Shown) -> Sequence[Column[ClassPanoptic]]:
    """Classes with PQ and its two parts, and what these count."""
    objects, hit = quality.panoptic_objects, quality.panoptic_hits

    def name(one: ClassPanoptic) -> str:
        return MEAN if one.key is None else shown.names.classes.get(one.key, "–")

    def opens(what: str, rows: Callable[[Objects, int], Rows], *, worst_first: bool = False) -> Opens:
        def listing(one: ClassPanoptic) -> Listing:
            chosen = of_class(one.key, rows, objects)
            ordered = by_iou(objects, chosen) if worst_first else chosen
            return Listing(title=f"{name(one)}, {what}", entries=ObjectEntries(objects, ordered))

        return listing

    found = opens("IoU above 0.5", lambda o, key: hit & (o.expected == key), worst_first=True)
    extra = opens("extra", lambda o, key: (o.vendor > 0) & (o.delivered == key) & ~hit)
    missed = opens("missed", lambda o, key: (o.gold > 0) & (o.expected == key) & ~hit)
    wrong = opens("not matched", lambda o, key: ((o.delivered == key) | (o.expected == key)) & ~hit)
    return [
        Column(title="Class", text=name, order=lambda one: name(one).casefold(), is_figure=False, opens=wrong),
        _figure("PQ", lambda one: one.quality, "Panoptic quality = SQ × RQ", wrong),
        _figure("SQ", lambda one: one.segmentation, "Segmentation quality: the mean IoU of the hits", found),
        _figure("RQ", lambda one: one.recognition, "Recognition quality: the F1 of the hits", wrong),
        _count("Hits", lambda one: one.hits, "Pairs of the class with an IoU above 0.5", found),
        _count("Extra", lambda one: one.extra, "Delivered as the class, not among the hits", extra),
        _count("Missed", lambda one: one.missed, "Gold objects of the class that are not among the hits", missed),
    ]


def _figure(title: str, of: Callable[[ClassPanoptic], float | None], tip: str, opens: Opens) -> Column[ClassPanoptic]:
    return Column(
        title=title, text=lambda one: figure(of(one)), order=of, tip=tip, faint=lambda one: of(one) is None, opens=opens
    )


def _count(title: str, of: Callable[[ClassPanoptic], int], tip: str, opens: Opens) -> Column[ClassPanoptic]:
    return Column(
        title=title, text=lambda one: f"{of(one):,}", order=of, tip=tip, faint=lambda one: not of(one), opens=opens
    )
