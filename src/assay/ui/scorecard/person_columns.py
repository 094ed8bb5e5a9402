"""The columns of the tables by annotator and by cohort; of few annotations no rate is told."""

from collections.abc import Callable, Sequence

import numpy as np

from assay.review.measure import Figures, Rows
from assay.ui.scorecard.columns import Column, Opens
from assay.ui.scorecard.figure_columns import FigureColumn, count_column, name_column, rate_columns, value_column
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.words import FEW

TOO_FEW = f"n < {FEW}"
WHY = f"below {FEW} annotations nothing is told: a rate would say too little of anybody"


def is_of_few(one: Figures) -> bool:
    """Whether a rate would rest on too few annotations to be fair."""
    return one.precision.whole < FEW


def annotator_columns(shown: Shown) -> Sequence[FigureColumn]:
    """Annotators with their cohort and rates."""

    def drawn(one: Figures) -> Rows:
        objects = shown.measured.objects
        return (objects.vendor > 0) & (objects.annotator == one.key)

    def cohort(one: Figures) -> str:
        return shown.names.cohorts.get(one.key, "")

    columns = _columns("Annotator", shown, lambda one: shown.names.annotators.get(one.key, "–"), drawn)
    of_cohort: FigureColumn = Column(
        title="Cohort",
        text=lambda one: cohort(one) or "–",
        order=lambda one: cohort(one).casefold() or None,
        is_figure=False,
        faint=lambda one: not cohort(one),
    )
    return [columns[0], of_cohort, *columns[1:]]


def cohort_columns(shown: Shown, cohorts: Sequence[str]) -> Sequence[FigureColumn]:
    """Cohorts with their rates. cohorts: their names in order of the rows as they were given."""
    of_key = dict(enumerate(cohorts))

    def drawn(one: Figures) -> Rows:
        objects = shown.measured.objects
        known = [key for key, name in shown.names.cohorts.items() if name]
        own = [key for key in known if shown.names.cohorts[key] == of_key[one.key]]
        members = np.isin(objects.annotator, own) if of_key[one.key] else ~np.isin(objects.annotator, known)
        return (objects.vendor > 0) & members

    return _columns("Cohort", shown, lambda one: of_key[one.key] or "no cohort", drawn)


def _columns(
    title: str, shown: Shown, name: Callable[[Figures], str], drawn: Callable[[Figures], Rows]
) -> list[FigureColumn]:
    objects = shown.measured.objects

    def opens(what: str, rows: Callable[[Figures], Rows]) -> Opens:
        return lambda one: shown.listing(f"{name(one)}, {what}", rows(one))

    faulty = opens("with a finding", lambda one: drawn(one) & ~objects.right)
    few = {"hidden": is_of_few, "instead": TOO_FEW}
    return [
        name_column(title, name, faulty, faint=is_of_few),
        count_column(
            "Annotations",
            lambda one: one.precision.whole,
            "Annotations that are counted",
            opens("counted", drawn),
            faint=is_of_few,
        ),
        *rate_columns(
            "Matched",
            lambda one: one.precision,
            opens("not matched", lambda one: drawn(one) & ~objects.matched),
            tip=f"Share matched with gold; {WHY}",
            **few,
        ),
        *rate_columns(
            "Without a finding", lambda one: one.right, faulty, tip=f"Share that no finding speaks of; {WHY}", **few
        ),
        value_column(
            "Mean IoU",
            lambda one: one.mean_iou,
            lambda one: shown.worst_first(f"{name(one)}, worst IoU first", drawn(one) & objects.matched),
            tip=f"Over matched pairs; {WHY}",
            **few,
        ),
    ]
