"""The kinds of columns that figures are shown in."""

from collections.abc import Callable, Sequence

from assay.review.measure import Figures, Rate
from assay.ui.scorecard.columns import Column, Opens, never
from assay.ui.scorecard.words import figure, interval

FigureColumn = Column[Figures]
Says = Callable[[Figures], bool]


def name_column(title: str, text: Callable[[Figures], str], opens: Opens, *, faint: Says = never) -> FigureColumn:
    """What a row is about."""
    return Column(
        title=title, text=text, order=lambda one: text(one).casefold(), is_figure=False, faint=faint, opens=opens
    )


def count_column(
    title: str, of: Callable[[Figures], int], tip: str, opens: Opens, *, zero: str = "0", faint: Says | None = None
) -> FigureColumn:
    """A count; nothing stands back."""
    return Column(
        title=title,
        text=lambda one: f"{of(one):,}" if of(one) else zero,
        order=of,
        tip=tip,
        faint=faint or (lambda one: not of(one)),
        opens=opens,
    )


def rate_columns(
    title: str, of: Callable[[Figures], Rate], opens: Opens, *, tip: str = "", hidden: Says = never, instead: str = ""
) -> Sequence[FigureColumn]:
    """A rate and its interval. hidden: rows of which the rate is not told; instead: what stands there."""
    value: FigureColumn = Column(
        title=title,
        text=lambda one: instead if hidden(one) else figure(of(one).value),
        order=lambda one: None if hidden(one) else of(one).value,
        tip=tip,
        faint=lambda one: hidden(one) or of(one).value is None,
        opens=opens,
    )
    span: FigureColumn = Column(
        title="95 %",
        text=lambda one: "" if hidden(one) else interval(of(one)),
        order=lambda one: None if hidden(one) else of(one).low,
        tip="Wilson interval at 95 %; sorts by its lower end",
        faint=lambda _: True,
        opens=opens,
    )
    return value, span


def value_column(
    title: str,
    of: Callable[[Figures], float | None],
    opens: Opens,
    *,
    tip: str = "",
    hidden: Says = never,
    instead: str = "",
) -> FigureColumn:
    """A figure between 0 and 1."""
    return Column(
        title=title,
        text=lambda one: instead if hidden(one) else figure(of(one)),
        order=lambda one: None if hidden(one) else of(one),
        tip=tip,
        faint=lambda one: hidden(one) or of(one) is None,
        opens=opens,
    )
