"""The columns of the pairs of classes that are taken for each other."""

from assay.review.measure import NOBODY
from assay.review.measure_patterns import ConfusionPair
from assay.ui.scorecard.columns import Column
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.words import figure, short


def pair_columns(shown: Shown) -> list[Column[ConfusionPair]]:
    """Gold's class and what it was delivered as, with the share of the objects that were found, and its interval."""
    names, objects = shown.names.classes, shown.measured.objects

    def text(one: ConfusionPair) -> str:
        return f"{names.get(one.expected, '–')} → {names.get(one.delivered, '–')}"

    def confused(one: ConfusionPair) -> Listing:
        return shown.listing(text(one), (objects.expected == one.expected) & (objects.delivered == one.delivered))

    def found(one: ConfusionPair) -> Listing:
        rows = (objects.expected == one.expected) & (objects.delivered != NOBODY)
        return shown.listing(f"{names.get(one.expected, '–')}, found", rows)

    return [
        Column(
            title="Gold → delivered",
            text=text,
            order=lambda one: text(one).casefold(),
            is_figure=False,
            opens=confused,
        ),
        Column(title="Objects", text=lambda one: f"{one.count:,}", order=lambda one: one.count, opens=confused),
        Column(
            title="Of found",
            text=lambda one: f"{one.found:,}",
            order=lambda one: one.found,
            tip="Gold objects of this class that have a partner of any class",
            opens=found,
        ),
        Column(title="Share", text=lambda one: figure(one.share), order=lambda one: one.share, opens=confused),
        Column(
            title="95 %",
            text=lambda one: f"{short(one.interval[0])}–{short(one.interval[1])}",
            order=lambda one: one.interval[0],
            tip="Wilson interval at 95 %; sorts by its lower end",
            faint=lambda _: True,
            opens=confused,
        ),
    ]
