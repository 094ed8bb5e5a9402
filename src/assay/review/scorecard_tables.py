"""The tables of a scorecard as plain values, for a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.compare.estimates.bootstrap import Bootstrapped
from assay.reports.scorecard_facts import CONFUSION, DELIVERED_AS, OVERALL, Table, spread
from assay.review.measure import Figures, Rate
from assay.review.measure_accuracy import AccuracyReport
from assay.review.measure_patterns import Patterns
from assay.review.measure_quality import Quality
from assay.store.compared import ComparedDelivery

ALL = "all classes"
RATIOS = {"f1": "F1", "jaccard": "Jaccard", "mean_iou": "mean IoU"}
NO_SCORES = "n/a: the delivery has no scores."
Row = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids are called."""

    classes: Mapping[int, str]
    annotators: Mapping[int, str]
    images: Mapping[int, str]

    def of_class(self, key: int) -> str:
        """A class, also one that is not known any more."""
        return self.classes.get(key, str(key))


def scorecard_tables(patterns: Patterns, quality: Quality, accuracy: AccuracyReport, names: Names) -> Iterator[Table]:
    """Every table, in the order in which they are read."""
    yield _overall(patterns.measured.overall, quality)
    yield _accuracies(accuracy)
    yield _ratios(quality, names)
    yield _classes(patterns, names)
    yield _panoptic(quality, names)
    yield _precision(quality, names)
    yield _errors(quality)
    yield _confusion(patterns, names)
    yield _pairs(patterns, names)
    yield _attributes(patterns)
    yield _people(
        "annotators",
        "Annotators",
        {names.annotators.get(one.key, str(one.key)): one for one in patterns.measured.by_annotator},
    )
    yield _people("cohorts", "Cohorts", {name or "no cohort": one for name, one in patterns.by_cohort.items()})
    yield _edges(patterns, names)
    yield _images(patterns, names)


def delivery_table(deliveries: Sequence[ComparedDelivery]) -> Table:
    """The deliveries of a project that were compared, each with its counts."""
    keys = ("images", "vendor", "gold", "matched", "mislabelled")
    return Table(
        name="deliveries",
        title="Deliveries of the project",
        columns=(
            "delivery",
            "by",
            "images",
            "delivered",
            "gold",
            "matched",
            "mislabelled",
            *spread("precision"),
            *spread("recall"),
            "F1",
            "Jaccard",
            "mean IoU",
        ),
        rows=[_delivery(one, [one.record.counts[key] for key in keys]) for one in deliveries],
    )


def _delivery(one: ComparedDelivery, counts: Sequence[int]) -> Row:
    known, (_, vendor, gold, matched, _) = one.record.counts, counts
    rates = (*rate(Rate.of(matched, vendor)), *rate(Rate.of(matched, gold)))
    return one.title, one.batch.vendor, *counts, *rates, known["f1"], known["jaccard"], known["mean_iou"]


def rate(one: Rate) -> Row:
    """A rate with its interval."""
    return one.value, one.low, one.high


def ratio(one: Bootstrapped) -> Row:
    """A ratio with its interval over resampled images."""
    return one.value, *(one.percentile or (None, None))


def _overall(figures: Figures, quality: Quality) -> Table:
    precision, recall = figures.precision, figures.recall
    return Table(
        name=OVERALL,
        title="Overall",
        columns=("figure", *spread("value"), "n"),
        rows=[
            ("Precision", *rate(precision), precision.whole),
            ("Recall", *rate(recall), recall.whole),
            ("F1", *ratio(quality.overall["f1"]), precision.whole + recall.whole),
            ("Mean IoU", *ratio(quality.overall["mean_iou"]), figures.tp),
        ],
    )


def _accuracies(report: AccuracyReport) -> Table:
    agreed = report.sla.accuracy if report.sla else None
    rows = [agreed if agreed and one.definition is agreed.definition else one for one in report.accuracies]
    return Table(
        name="accuracy",
        title="Accuracy by definition",
        columns=("accuracy", *spread("value"), "right", "of", "counts", "agreed"),
        rows=[
            (
                one.definition.title,
                one.value,
                *(one.interval or (None, None)),
                one.part,
                one.whole,
                one.definition.unit,
                "yes" if one is agreed else "",
            )
            for one in rows
        ],
        note="The agreed one is measured as the agreement says.",
    )


def _ratios(quality: Quality, names: Names) -> Table:
    rows = [(ALL, quality.overall), *((names.of_class(key), one) for key, one in quality.by_class.items())]
    return Table(
        name="ratios",
        title="F1, Jaccard accuracy and mean IoU by class",
        columns=("class", *(column for title in RATIOS.values() for column in spread(title))),
        rows=[(name, *(value for key in RATIOS for value in ratio(one[key]))) for name, one in rows],
        note="Intervals over 2,000 resamples of the images, seeded.",
    )


def _counts(one: Figures) -> Row:
    return one.tp, one.fp, one.fn


def _classes(patterns: Patterns, names: Names) -> Table:
    return Table(
        name="classes",
        title="Precision and recall by class",
        columns=("class", "hits", "extra", "missed", *spread("precision"), *spread("recall")),
        rows=[
            (names.of_class(one.key), *_counts(one), *rate(one.precision), *rate(one.recall))
            for one in patterns.measured.by_class
        ],
    )


def _panoptic(quality: Quality, names: Names) -> Table:
    mean, counts = quality.panoptic_mean, quality.panoptic.items()
    rows = [("mean of classes", mean.quality, mean.segmentation, mean.recognition, None, None, None)]
    rows += [
        (names.of_class(key), one.quality, one.segmentation, one.recognition, one.tp, one.fp, one.fn)
        for key, one in counts
    ]
    return Table(
        name="panoptic",
        title="Panoptic quality by class",
        columns=("class", "PQ", "SQ", "RQ", "hits", "extra", "missed"),
        rows=rows,
        note="Paired anew within the class, IoU above 0.5.",
    )


def _precision(quality: Quality, names: Names) -> Table:
    scored = quality.scored
    means = [("mean of classes", scored.mean)] if scored and scored.mean else []
    rows = [*means, *((names.of_class(key), one) for key, one in (scored.by_class if scored else {}).items())]
    return Table(
        name="precision",
        title="Average precision by class",
        columns=("class", "AP", "AP50", "AP75", "detections", "gold"),
        rows=[(name, one.ap, one.ap50, one.ap75, one.detections, one.gold) for name, one in rows],
        note="By boxes, after COCO." if scored else NO_SCORES,
    )


def _errors(quality: Quality) -> Table:
    tide = quality.scored.tide if quality.scored else None
    return Table(
        name="tide",
        title="TIDE's parts of the error",
        columns=("kind", "errors", "AP lost"),
        rows=[(kind, count, tide.lost[kind]) for kind, count in tide.counts.items()] if tide else [],
        note="Points of AP at IoU 0.5 that mending all of a kind would bring." if tide else NO_SCORES,
    )


def _confusion(patterns: Patterns, names: Names) -> Table:
    measured = patterns.measured
    classes = [names.of_class(key) for key in measured.classes]
    matrix = measured.confusion.tolist()
    return Table(
        name=CONFUSION,
        title="Confusion matrix",
        columns=("gold", *(f"{DELIVERED_AS}{name}" for name in classes), "missing"),
        rows=[(name, *row) for name, row in zip((*classes, "nothing (extra)"), matrix, strict=True)],
        note="Rows are gold, columns are what it was delivered as.",
    )


def _pairs(patterns: Patterns, names: Names) -> Table:
    return Table(
        name="pairs",
        title="Classes taken for each other",
        columns=("gold → delivered", "objects", "of found", *spread("share")),
        rows=[
            (
                f"{names.of_class(one.expected)} → {names.of_class(one.delivered)}",
                one.count,
                one.found,
                one.share,
                *one.interval,
            )
            for one in patterns.confusions
        ],
    )


def _attributes(patterns: Patterns) -> Table:
    return Table(
        name="attributes",
        title="Attributes",
        columns=("attribute", "asked", "right", "wrong", "missing", *spread("share right")),
        rows=[
            (name, one.asked, one.right, one.wrong, one.missing, *rate(Rate.of(one.right, one.asked)))
            for name, one in patterns.by_attribute.items()
        ],
    )


def _people(name: str, title: str, people: Mapping[str, Figures]) -> Table:
    return Table(
        name=name,
        title=title,
        columns=(name.removesuffix("s"), "annotations", *spread("matched"), *spread("without a finding"), "mean IoU"),
        rows=[
            (who, one.precision.whole, *rate(one.precision), *rate(one.right), one.mean_iou)
            for who, one in people.items()
        ],
        note="Below 30 annotations a rate says too little of anybody.",
    )


def _edges(patterns: Patterns, names: Names) -> Table:
    return Table(
        name="edges",
        title="How far each annotator draws each side from gold, in pixels",
        columns=("annotator, side", "pairs", "images", *spread("mean"), "p", "systematic"),
        rows=[
            (
                f"{names.annotators.get(key, str(key))}, {side.side}",
                side.objects,
                side.images,
                side.mean,
                *(side.interval or (None, None)),
                side.corrected,
                "yes" if side.is_systematic else "",
            )
            for key, sides in patterns.offsets.items()
            for side in sides
        ],
        note="+ outside gold; p corrected for all tests (Holm); n/a below 5 images.",
    )


def _images(patterns: Patterns, names: Names) -> Table:
    return Table(
        name="images",
        title="Images, the worst first",
        columns=("image", "critical", "major", "minor", "demerits", "hits", "extra", "missed", "F1", "mean IoU"),
        rows=[
            (
                names.images.get(one.key, str(one.key)),
                *one.severities[:3],
                one.demerits,
                *_counts(one),
                one.f1,
                one.mean_iou,
            )
            for one in patterns.measured.by_image
        ],
    )
