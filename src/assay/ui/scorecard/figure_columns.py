"""The columns of the tables by class, by annotator and by image."""

from collections.abc import Callable, Mapping, Sequence

from assay.review.measure import Figures, Rate
from assay.ui.scorecard.columns import Column
from assay.ui.scorecard.words import FEW, figure, interval

FigureColumn = Column[Figures]
TOO_FEW = "too few"


def class_columns(names: Mapping[int, str]) -> list[FigureColumn]:
    """Classes with their hits, extras and misses."""
    return [
        _name("Class", names),
        _count("Hits", lambda one: one.tp, "Pairs of this class on both sides"),
        _count("Extra", lambda one: one.fp, "Delivered as this class, but not matched with it"),
        _count("Missed", lambda one: one.fn, "Gold objects of this class that are not matched with it"),
        *_rate("Precision", lambda one: one.precision),
        *_rate("Recall", lambda one: one.recall),
        _value("F1", lambda one: one.f1),
        _value("Mean IoU", lambda one: one.mean_iou),
    ]


def annotator_columns(names: Mapping[int, str]) -> list[FigureColumn]:
    """Annotators with their rates; those of few annotations are not told."""
    return [
        _name("Annotator", names, faint=is_of_few),
        _count("Annotations", lambda one: one.precision.whole, "Annotations that are counted", faint=is_of_few),
        *_rate("Matched", lambda one: one.precision, tip="Share matched with gold", few=True),
        *_rate("Without a finding", lambda one: one.right, tip="Share that no finding speaks of", few=True),
        _value("Mean IoU", lambda one: one.mean_iou, faint=is_of_few),
    ]


def image_columns(names: Mapping[int, str]) -> list[FigureColumn]:
    """Images with what is wrong on them."""
    return [
        _name("Image", names),
        *(
            _count(
                title, lambda one, place=place: one.severities[place], f"Findings that are {title.lower()}", zero="·"
            )
            for place, title in enumerate(("Critical", "Major", "Minor"))
        ),
        _count("Demerits", lambda one: one.demerits, "10 for each critical finding, 5 for a major, 1 for a minor one"),
        _count("Extra", lambda one: one.fp, "The vendor's annotations that are not matched"),
        _count("Missed", lambda one: one.fn, "Gold objects that are not matched"),
        _value("F1", lambda one: one.f1),
        _value("Mean IoU", lambda one: one.mean_iou),
    ]


def is_of_few(one: Figures) -> bool:
    """Whether a rate would rest on too few annotations to be fair."""
    return one.precision.whole < FEW


def _name(title: str, names: Mapping[int, str], *, faint: Callable[[Figures], bool] | None = None) -> FigureColumn:
    def text(one: Figures) -> str:
        return names.get(one.key, "–")

    return Column(
        title=title,
        text=text,
        order=lambda one: text(one).casefold(),
        is_figure=False,
        faint=faint or (lambda _: False),
    )


def _count(
    title: str,
    of: Callable[[Figures], int],
    tip: str,
    *,
    zero: str = "0",
    faint: Callable[[Figures], bool] | None = None,
) -> FigureColumn:
    return Column(
        title=title,
        text=lambda one: f"{of(one):,}" if of(one) else zero,
        order=of,
        tip=tip,
        faint=faint or (lambda one: not of(one)),
    )


def _rate(title: str, of: Callable[[Figures], Rate], *, tip: str = "", few: bool = False) -> Sequence[FigureColumn]:
    def hidden(one: Figures) -> bool:
        return few and is_of_few(one)

    value: FigureColumn = Column(
        title=title,
        text=lambda one: TOO_FEW if hidden(one) else figure(of(one).value),
        order=lambda one: None if hidden(one) else of(one).value,
        tip=tip,
        faint=lambda one: hidden(one) or of(one).value is None,
    )
    span: FigureColumn = Column(
        title="95 %",
        text=lambda one: "" if hidden(one) else interval(of(one)),
        order=lambda one: None if hidden(one) else of(one).low,
        tip="Wilson interval at 95 %; sorts by its lower end",
        faint=lambda _: True,
    )
    return value, span


def _value(
    title: str, of: Callable[[Figures], float | None], *, faint: Callable[[Figures], bool] | None = None
) -> FigureColumn:
    return Column(
        title=title,
        text=lambda one: figure(of(one)),
        order=of,
        faint=lambda one: of(one) is None or bool(faint and faint(one)),
    )
