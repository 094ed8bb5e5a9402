"""The columns of the table by attribute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assay.review.measure import AttributePairs, Objects, Rate
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.words import figure, interval


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute's name, and the pairs of which gold says it."""

    name: str
    pairs: AttributePairs

    @property
    def right(self) -> Rate:
        """The share without a finding about the attribute."""
        return Rate.of(self.pairs.counts.right, self.pairs.counts.asked)


def attribute_columns(shown: Shown) -> Sequence[Column[AttributeRow]]:
    """Attributes with how often they are asked, right, wrong and missing."""
    objects = shown.measured.objects

    def opens(what: str, numbers: Callable[[AttributePairs], Sequence[int]]) -> Opens:
        return lambda one: shown.listing(f"{one.name}, {what}", rows_of_gold(objects, numbers(one.pairs)))

    def right(pairs: AttributePairs) -> list[int]:
        faulty = {*pairs.wrong, *pairs.missing}
        return [number for number in pairs.asked if number not in faulty]

    faults = opens("not right", lambda pairs: [*pairs.wrong, *pairs.missing])
    return [
        Column(title="Attribute", text=lambda one: one.name, order=lambda one: one.name, is_figure=False, opens=faults),
        _count(
            "Asked",
            lambda one: one.asked,
            "Pairs of one class of which gold says it",
            opens("asked", lambda pairs: pairs.asked),
        ),
        _count("Right", right, "Pairs without a finding about it", opens("right", right)),
        _count("Wrong", lambda one: one.wrong, "Pairs with another value", opens("wrong", lambda pairs: pairs.wrong)),
        _count(
            "Missing",
            lambda one: one.missing,
            "Pairs without a value that is required",
            opens("missing", lambda pairs: pairs.missing),
        ),
        Column(
            title="Share right",
            text=lambda one: figure(one.right.value),
            order=lambda one: one.right.value,
            faint=lambda one: one.right.value is None,
            opens=faults,
        ),
        Column(
            title="95 %",
            text=lambda one: interval(one.right),
            order=lambda one: one.right.low,
            tip="Wilson interval at 95 %; sorts by its lower end",
            faint=lambda _: True,
            opens=faults,
        ),
    ]


def rows_of_gold(objects: Objects, numbers: Sequence[int]) -> np.ndarray:
    """The rows of gold's annotations with these numbers, each as often as it is named."""
    order = np.argsort(objects.gold, kind="stable")
    return order[np.searchsorted(objects.gold, np.asarray(numbers, np.int64), sorter=order)]


def _count(title: str, of: Callable[[AttributePairs], Sequence[int]], tip: str, opens: Opens) -> Column[AttributeRow]:
    return Column(
        title=title,
        text=lambda one: f"{len(of(one.pairs)):,}",
        order=lambda one: len(of(one.pairs)),
        tip=tip,
        faint=lambda one: not of(one.pairs),
        opens=opens,
    )
