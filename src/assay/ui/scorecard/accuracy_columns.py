"""The columns of the seven definitions of accuracy."""

from collections.abc import Sequence

from assay.review.measure_accuracy import Accuracy, SlaResult
from assay.ui.scorecard.columns import Column
from assay.ui.scorecard.words import NOT_KNOWN, short

AccuracyColumn = Column[Accuracy]
STATES = {True: "met", False: "not met", None: NOT_KNOWN}


def accuracy_rows(accuracies: Sequence[Accuracy], sla: SlaResult | None) -> list[Accuracy]:
    """The accuracies, that of the SLA as it was agreed to be measured."""
    return [sla.accuracy if sla and one.definition.key == sla.metric.definition else one for one in accuracies]


def accuracy_columns(sla: SlaResult | None) -> list[AccuracyColumn]:
    """Each definition with its value, interval and what it counts; the metric of the SLA says whether it is met."""
    return [
        Column(
            title="Accuracy",
            text=lambda one: one.definition.title + _state(one, sla),
            order=lambda one: one.definition.title,
            is_figure=False,
        ),
        Column(
            title="Value",
            text=lambda one: NOT_KNOWN if one.value is None else f"{one.value:.3f}",
            order=lambda one: one.value,
            tip="n/a where there is nothing to count, which is not 0",
            faint=lambda one: one.value is None,
        ),
        Column(
            title="95 %",
            text=_interval,
            order=lambda one: one.interval[0] if one.interval else None,
            tip="Wilson where images are counted, else over resampled images",
            faint=lambda _: True,
        ),
        Column(
            title="Right of all",
            text=lambda one: f"{one.part:,} of {one.whole:,}",
            order=lambda one: one.whole,
            tip="What counts as right, of images, opportunities, objects or pairs",
        ),
    ]


def _state(one: Accuracy, sla: SlaResult | None) -> str:
    if sla is None or one.definition.key != sla.metric.definition:
        return ""
    return f" · SLA of {sla.metric.threshold:.1%}: {STATES[sla.met]}"


def _interval(one: Accuracy) -> str:
    return f"{short(one.interval[0])}–{short(one.interval[1])}" if one.interval else one.reason
