"""The columns of the deliveries that were compared, one beside another."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from assay.review.measure import Rate, Rows
from assay.store.compared import ComparedDelivery
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.listings import Shown, headline_listing
from assay.ui.scorecard.words import figure, interval

DeliveryColumn = Column[ComparedDelivery]


def delivery_columns(shown: Shown, shown_id: int) -> Sequence[DeliveryColumn]:
    """Deliveries with what they came to. shown_id: of the label set whose objects are in memory; its numbers open their lists."""
    objects = shown.measured.objects

    def listed(make: Callable[[], Listing]) -> Opens:
        return lambda one: make() if one.delivery.id == shown_id else None

    def headline(name: str) -> Opens:
        return listed(lambda: headline_listing(name, shown.measured))

    def of(title: str, rows: Rows) -> Opens:
        return listed(lambda: shown.listing(title, rows))

    return [
        Column(
            title="Delivery",
            text=lambda one: f"{one.title} · {one.batch.vendor}",
            order=lambda one: one.title.casefold(),
            is_figure=False,
            opens=of("All objects", np.ones(len(objects), bool)),
        ),
        _count("Delivered", "vendor", of("Delivered", objects.vendor > 0)),
        _count("Gold", "gold", of("In gold", objects.gold > 0)),
        *_rate("Precision", "vendor", headline("precision")),
        *_rate("Recall", "gold", headline("recall")),
        _value("F1", "f1", headline("f1")),
        _value("Mean IoU", "mean_iou", headline("mean_iou")),
    ]


def _count(title: str, key: str, opens: Opens) -> DeliveryColumn:
    return Column(title=title, text=lambda one: f"{_of(one, key):,}", order=lambda one: _of(one, key), opens=opens)


def _rate(title: str, whole: str, opens: Opens) -> Sequence[DeliveryColumn]:
    def rate(one: ComparedDelivery) -> Rate:
        return Rate.of(_of(one, "matched"), _of(one, whole))

    return [
        Column(title=title, text=lambda one: figure(rate(one).value), order=lambda one: rate(one).value, opens=opens),
        Column(
            title="95 %",
            text=lambda one: interval(rate(one)),
            order=lambda one: rate(one).low,
            tip="Wilson interval at 95 %; sorts by its lower end",
            faint=lambda _: True,
            opens=opens,
        ),
    ]


def _value(title: str, key: str, opens: Opens) -> DeliveryColumn:
    return Column(
        title=title,
        text=lambda one: figure(_of(one, key)),
        order=lambda one: _of(one, key),
        faint=lambda one: _of(one, key) is None,
        opens=opens,
    )


def _of(one: ComparedDelivery, key: str) -> Any:
    return one.record.counts[key]
