"""The columns of the seven definitions of accuracy."""

from collections.abc import Callable

from assay.review.measure_accuracy import Accuracy, AccuracyReport, Counted, SlaResult
from assay.ui.scorecard.accuracy_listing import LISTS, Lists, Parts
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.words import NOT_KNOWN, figure, short

AccuracyColumn = Column[Accuracy]
STATES = {True: "met", False: "not met", None: NOT_KNOWN}


def accuracy_rows(report: AccuracyReport) -> list[Accuracy]:
    """The accuracies, that of the SLA as it was agreed to be measured."""
    sla = report.sla
    return [sla.accuracy if sla and one.definition.key == sla.metric.definition else one for one in report.accuracies]


def accuracy_columns(report: AccuracyReport) -> list[AccuracyColumn]:
    """Each definition with its value, interval and what it counts; the metric of the SLA says whether it is met."""
    rest = _opens(report, "what keeps it from 1", lambda parts: parts.rest)
    return [
        Column(
            title="Accuracy",
            text=lambda one: one.definition.title + _state(one, report.sla),
            order=lambda one: one.definition.title,
            is_figure=False,
            opens=rest,
        ),
        Column(
            title="Value",
            text=lambda one: figure(one.value),
            order=lambda one: one.value,
            tip="n/a where there is nothing to count, which is not 0",
            faint=lambda one: one.value is None,
            opens=rest,
        ),
        Column(
            title="95 %",
            text=_interval,
            order=lambda one: one.interval[0] if one.interval else None,
            tip="Wilson where images are counted, else over resampled images",
            faint=lambda _: True,
            opens=rest,
        ),
        Column(
            title="Right",
            text=lambda one: f"{one.part:,}",
            order=lambda one: one.part,
            tip="What counts as right",
            opens=_opens(report, "right", lambda parts: parts.right),
        ),
        Column(
            title="Of",
            text=lambda one: f"{one.whole:,}",
            order=lambda one: one.whole,
            tip="All that is counted",
            opens=_opens(report, "all that is counted", lambda parts: parts.whole),
        ),
        Column(
            title="Counts",
            text=lambda one: one.definition.unit,
            order=lambda one: one.definition.unit,
            is_figure=False,
            faint=lambda _: True,
        ),
    ]


def _opens(report: AccuracyReport, what: str, which: Callable[[Parts], Lists]) -> Opens:
    def opens(one: Accuracy) -> Listing:
        lists = which(LISTS[one.definition.key])
        return Listing(title=f"{one.definition.title}, {what}", entries=lists(_counted(report, one)))

    return opens


def _counted(report: AccuracyReport, one: Accuracy) -> Counted:
    is_agreed = report.sla is not None and one.definition.key == report.sla.metric.definition
    return report.agreed if is_agreed and report.agreed is not None else report.counted


def _state(one: Accuracy, sla: SlaResult | None) -> str:
    if sla is None or one.definition.key != sla.metric.definition:
        return ""
    return f" ★ SLA ≥ {sla.metric.threshold:.1%}: {STATES[sla.met]}"


def _interval(one: Accuracy) -> str:
    return f"{short(one.interval[0])}–{short(one.interval[1])}" if one.interval else one.reason
