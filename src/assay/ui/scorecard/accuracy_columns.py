"""The columns of the seven definitions of accuracy."""

from collections.abc import Sequence

from assay.review.measure import Rows
from assay.review.measure_accuracy import Accuracy, SlaResult
from assay.ui.scorecard.columns import Column
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.words import NOT_KNOWN, short

AccuracyColumn = Column[Accuracy]
STATES = {True: "met", False: "not met", None: NOT_KNOWN}


def accuracy_rows(accuracies: Sequence[Accuracy], sla: SlaResult | None) -> list[Accuracy]:
    """The accuracies, that of the SLA as it was agreed to be measured."""
    return [sla.accuracy if sla and one.definition.key == sla.metric.definition else one for one in accuracies]


def accuracy_columns(sla: SlaResult | None, shown: Shown) -> list[AccuracyColumn]:
    """Each definition with its value, interval and what it counts; the metric of the SLA says whether it is met."""

    def opens(one: Accuracy) -> Listing:
        return accuracy_listing(one.definition.key, shown)

    return [
        Column(
            title="Accuracy",
            text=lambda one: one.definition.title + _state(one, sla),
            order=lambda one: one.definition.title,
            is_figure=False,
            opens=opens,
        ),
        Column(
            title="Value",
            text=lambda one: NOT_KNOWN if one.value is None else f"{one.value:.3f}",
            order=lambda one: one.value,
            tip="n/a where there is nothing to count, which is not 0",
            faint=lambda one: one.value is None,
            opens=opens,
        ),
        Column(
            title="95 %",
            text=_interval,
            order=lambda one: one.interval[0] if one.interval else None,
            tip="Wilson where images are counted, else over resampled images",
            faint=lambda _: True,
            opens=opens,
        ),
        Column(
            title="Right of all",
            text=lambda one: f"{one.part:,} of {one.whole:,}",
            order=lambda one: one.whole,
            tip="What counts as right, of images, opportunities, objects or pairs",
            opens=opens,
        ),
    ]


def _state(one: Accuracy, sla: SlaResult | None) -> str:
    if sla is None or one.definition.key != sla.metric.definition:
        return ""
    return f" · SLA of {sla.metric.threshold:.1%}: {STATES[sla.met]}"


def _interval(one: Accuracy) -> str:
    return f"{short(one.interval[0])}–{short(one.interval[1])}" if one.interval else one.reason


def accuracy_listing(key: str, shown: Shown) -> Listing:
    """What keeps an accuracy from being 1: objects of the wrong class, unmatched ones, or whatever is not right."""
    objects = shown.measured.objects
    wrong = objects.mislabelled | objects.extra | objects.missing
    by_definition: dict[str, tuple[str, Rows]] = {
        "class_accuracy_on_matched": ("Mislabelled", objects.mislabelled),
        "object_jaccard_accuracy": ("Not matched", wrong),
        "object_f1": ("Not matched", wrong),
    }
    return shown.listing(*by_definition.get(key, ("Not right", ~objects.right)))
