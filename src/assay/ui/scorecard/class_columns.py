"""The columns of the table by class."""

from collections.abc import Callable, Sequence

from assay.review.measure import Figures, Objects, Rows
from assay.ui.scorecard.columns import Opens
from assay.ui.scorecard.figure_columns import FigureColumn, count_column, name_column, rate_columns, value_column
from assay.ui.scorecard.listings import Shown

OfClass = Callable[[Objects, int], Rows]


def hits(objects: Objects, key: int) -> Rows:
    """Pairs of a class on both sides."""
    return (objects.delivered == key) & (objects.expected == key)


def extra(objects: Objects, key: int) -> Rows:
    """What was delivered as a class and is not matched with it."""
    return (objects.delivered == key) & (objects.expected != key)


def missed(objects: Objects, key: int) -> Rows:
    """Gold objects of a class that are not matched with it."""
    return (objects.expected == key) & (objects.delivered != key)


def unmatched(objects: Objects, key: int) -> Rows:
    """The objects of a class, on either side, that are not matched."""
    return extra(objects, key) | missed(objects, key)


def class_columns(shown: Shown) -> Sequence[FigureColumn]:
    """Classes with their hits, extras and misses."""

    def name(one: Figures) -> str:
        return shown.names.classes.get(one.key, "–")

    def opens(what: str, rows: OfClass) -> Opens:
        return lambda one: shown.listing(f"{name(one)}, {what}", rows(shown.measured.objects, one.key))

    wrong = opens("not matched", unmatched)
    return [
        name_column("Class", name, wrong),
        count_column("Hits", lambda one: one.tp, "Pairs of this class on both sides", opens("matched", hits)),
        count_column(
            "Extra", lambda one: one.fp, "Delivered as this class, but not matched with it", opens("extra", extra)
        ),
        count_column(
            "Missed",
            lambda one: one.fn,
            "Gold objects of this class that are not matched with it",
            opens("missed", missed),
        ),
        *rate_columns("Precision", lambda one: one.precision, opens("extra", extra)),
        *rate_columns("Recall", lambda one: one.recall, opens("missed", missed)),
        value_column("F1", lambda one: one.f1, wrong),
        value_column(
            "Mean IoU",
            lambda one: one.mean_iou,
            lambda one: shown.worst_first(f"{name(one)}, worst IoU first", hits(shown.measured.objects, one.key)),
        ),
    ]
