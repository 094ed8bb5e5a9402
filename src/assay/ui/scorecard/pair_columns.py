"""The columns of the pairs of classes that are taken for each other."""

from collections.abc import Mapping

from assay.review.measure_patterns import ConfusionPair
from assay.ui.scorecard.columns import Column
from assay.ui.scorecard.words import figure, short


def pair_columns(names: Mapping[int, str]) -> list[Column[ConfusionPair]]:
    """Gold's class and what it was delivered as, with the share of the objects that were found, and its interval."""

    def text(one: ConfusionPair) -> str:
        return f"{names.get(one.expected, '–')} → {names.get(one.delivered, '–')}"

    return [
        Column(title="Gold → delivered", text=text, order=lambda one: text(one).casefold(), is_figure=False),
        Column(title="Objects", text=lambda one: f"{one.count:,}", order=lambda one: one.count),
        Column(
            title="Of found",
            text=lambda one: f"{one.found:,}",
            order=lambda one: one.found,
            tip="Gold objects of this class that have a partner of any class",
        ),
        Column(title="Share", text=lambda one: figure(one.share), order=lambda one: one.share),
        Column(
            title="95 %",
            text=lambda one: f"{short(one.interval[0])}–{short(one.interval[1])}",
            order=lambda one: one.interval[0],
            tip="Wilson interval at 95 %; sorts by its lower end",
            faint=lambda _: True,
        ),
    ]
