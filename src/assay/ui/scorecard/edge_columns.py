"""The columns of how far each annotator draws each side from gold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.review.measure_patterns import SideOffset
from assay.ui.scorecard.columns import Column

SIDES = ("left", "top", "right", "bottom")
"""In the order in which they are tested."""


@dataclass(frozen=True, slots=True)
class Edges:
    """An annotator's id, and the four sides as they were tested."""

    annotator: int
    sides: Sequence[SideOffset]


def edge_columns(names: Mapping[int, str], cohorts: Mapping[int, str]) -> list[Column[Edges]]:
    """Annotators with their cohort, what the tests rest on, and each side's mean offset in pixels."""

    def name(one: Edges) -> str:
        return names.get(one.annotator, "–")

    return [
        Column(title="Annotator", text=name, order=lambda one: name(one).casefold(), is_figure=False),
        Column(
            title="Cohort",
            text=lambda one: cohorts.get(one.annotator) or "–",
            order=lambda one: cohorts.get(one.annotator) or None,
            is_figure=False,
            faint=lambda one: not cohorts.get(one.annotator),
        ),
        Column(
            title="Images",
            text=lambda one: f"{one.sides[0].images:,}",
            order=lambda one: one.sides[0].images,
            tip="Images with pairs of one class; the mean of each image is one observation",
        ),
        *(_side(place, side) for place, side in enumerate(SIDES)),
    ]


def _side(place: int, side: str) -> Column[Edges]:
    return Column(
        title=side.capitalize(),
        text=lambda one: offset_in_words(one.sides[place]),
        order=lambda one: one.sides[place].mean,
        tip="Mean over images, + outside gold; p corrected for all sides and annotators (Holm). Bright where it is below 0.05",
        faint=lambda one: not one.sides[place].is_systematic,
    )


def offset_in_words(side: SideOffset) -> str:
    """The mean with its corrected probability, or why there is none."""
    if side.mean is None or side.corrected is None:
        return f"n/a, {side.images} image{'s' * (side.images != 1)}"
    chance = "p < 0.001" if side.corrected < 0.001 else f"p {side.corrected:.3f}"
    return f"{signed(side.mean)} px, {chance}"


def signed(pixels: float) -> str:
    """One decimal with its sign; what rounds to nothing has none."""
    rounded = f"{abs(pixels):.1f}"
    return rounded if float(rounded) == 0 else f"{'+' if pixels > 0 else '−'}{rounded}"
