"""The columns of how far each annotator draws each side from gold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assay.review.measure import Rows
from assay.review.measure_patterns import SideOffset
from assay.ui.scorecard.columns import Column
from assay.ui.scorecard.entries import Listing, image_entries
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.words import NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Edge:
    """An annotator's id, and one side as it was tested."""

    annotator: int
    side: SideOffset


EdgeColumn = Column[Edge]


def edges_of(offsets: Mapping[int, Sequence[SideOffset]], names: Mapping[int, str]) -> Iterator[Edge]:
    """A row for each annotator and side, annotators by name and sides as they are tested."""
    for key in sorted(offsets, key=lambda one: names.get(one, "").casefold()):
        yield from (Edge(key, side) for side in offsets[key])


def edge_columns(shown: Shown) -> list[EdgeColumn]:
    """Annotators with their cohort, a side, what its test rests on, and its mean offset in pixels with interval and probability."""
    objects, names = shown.measured.objects, shown.names

    def name(one: Edge) -> str:
        return names.annotators.get(one.annotator, "–")

    def drawn(one: Edge) -> Rows:
        return (objects.annotator == one.annotator) & objects.matched & np.isfinite(objects.iou)

    def pairs(one: Edge) -> Listing:
        return shown.worst_first(f"{name(one)}, worst IoU first", drawn(one))

    def images(one: Edge) -> Listing:
        return Listing(title=f"{name(one)}, images", entries=image_entries(np.unique(objects.image[drawn(one)])))

    return [
        Column(title="Annotator", text=name, order=lambda one: name(one).casefold(), is_figure=False, opens=pairs),
        Column(
            title="Cohort",
            text=lambda one: names.cohorts.get(one.annotator) or "–",
            order=lambda one: names.cohorts.get(one.annotator) or None,
            is_figure=False,
            faint=lambda one: not names.cohorts.get(one.annotator),
        ),
        Column(
            title="Side", text=lambda one: one.side.side.capitalize(), order=lambda one: one.side.side, is_figure=False
        ),
        Column(
            title="Pairs",
            text=lambda one: f"{one.side.objects:,}",
            order=lambda one: one.side.objects,
            tip="Pairs of one class",
            opens=pairs,
        ),
        Column(
            title="Images",
            text=lambda one: f"{one.side.images:,}",
            order=lambda one: one.side.images,
            tip="Images with pairs of one class; the mean of each image is one observation",
            opens=images,
        ),
        *test_columns(pairs),
    ]


def test_columns(opens: Callable[[Edge], Listing]) -> Iterator[EdgeColumn]:
    """What the test of a side comes to: the mean with interval and probability, faint where it is not systematic."""
    for title, text, order, tip in TEST_FIGURES:
        yield Column(
            title=title,
            text=lambda one, text=text: text(one.side),
            order=lambda one, order=order: order(one.side),
            tip=tip,
            faint=lambda one: not one.side.is_systematic,
            opens=opens,
        )


def mean(side: SideOffset) -> str:
    """The mean offset, + outside gold."""
    return NOT_KNOWN if side.mean is None else signed(side.mean)


def span(side: SideOffset) -> str:
    """The interval of the mean, or why there is none."""
    if side.interval is None:
        return f"{side.images} image{'s' * (side.images != 1)}"
    return f"{signed(side.interval[0])} to {signed(side.interval[1])}"


def chance(side: SideOffset) -> str:
    """The corrected probability."""
    if side.corrected is None:
        return NOT_KNOWN
    return "< 0.001" if side.corrected < 0.001 else f"{side.corrected:.3f}"


def signed(pixels: float) -> str:
    """One decimal with its sign; what rounds to nothing has none."""
    rounded = f"{abs(pixels):.1f}"
    return rounded if float(rounded) == 0 else f"{'+' if pixels > 0 else '−'}{rounded}"


TEST_FIGURES: Sequence[tuple[str, Callable[[SideOffset], str], Callable[[SideOffset], float | None], str]] = (
    ("Mean px", mean, lambda side: side.mean, "Mean over images, + outside gold. Bright where p is below 0.05"),
    (
        "95 %",
        span,
        lambda side: side.interval[0] if side.interval else None,
        "Student's interval of the mean over images; sorts by its lower end",
    ),
    (
        "p",
        chance,
        lambda side: side.corrected,
        "Probability of so large a mean by chance, corrected for all sides and annotators (Holm)",
    ),
)
"""Title, text, order and tip of each."""
