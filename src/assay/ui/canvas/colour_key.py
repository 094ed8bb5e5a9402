"""What the colours of outlines mean on the image at hand, as rows of the legend."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from assay.model.defect_types import SEVERITIES, defect_types
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.overlay_style import ColourBy, Mark, OverlayStyle, mark_colour, nth_colour
from assay.ui.theme.colours import line_colour
from assay.ui.theme.tokens import Tokens

MOST = 10
"""More rows would hide the picture; the last one says how many are left out."""
NOTHING_FOUND = "no finding"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A colour (#RRGGBB, empty for a row of words alone) and what it means."""

    colour: str
    words: str


Meaning = tuple[str, str]
"""A colour and a word for it."""


def colour_key(layers: tuple[Layer, ...], style: OverlayStyle, tokens: Tokens) -> list[KeyRow]:
    """A row per colour of the shown layers; none where colours tell label sets, which the legend's own rows say."""
    if style.colour_by is ColourBy.LABEL_SET:
        return []
    said: dict[str, list[str]] = {}
    for layer in layers:
        for colour, words in MEANINGS[style.colour_by](layer, style, tokens):
            names = said.setdefault(colour, [])
            if words not in names:
                names.append(words)
    rows = [KeyRow(colour, ", ".join(names)) for colour, names in said.items()]
    rows.sort(key=lambda row: row.colour == tokens.faint)  # what is grey means nothing and comes last
    return rows if len(rows) <= MOST else [*rows[: MOST - 1], KeyRow("", f"and {len(rows) - MOST + 1} more")]


def classes(layer: Layer, style: OverlayStyle, tokens: Tokens) -> Iterator[Meaning]:
    """The classes of a layer."""
    del style, tokens
    for one in np.unique(layer.annotations.records["class_id"]).tolist():
        yield layer.class_colours.get(one) or nth_colour(one), layer.class_names.get(one) or f"class {one}"


def annotators(layer: Layer, style: OverlayStyle, tokens: Tokens) -> Iterator[Meaning]:
    """Who drew the annotations of a layer; where nobody is named, its label set."""
    del style
    for one in np.unique(layer.annotations.records["annotator_id"]).tolist():
        if one >= 0:
            yield nth_colour(one), layer.annotator_names.get(one) or f"annotator {one}"
        else:
            yield line_colour(layer.role, tokens).name(), f"{layer.name}: nobody named"


def findings(layer: Layer, style: OverlayStyle, tokens: Tokens) -> Iterator[Meaning]:
    """What was found about annotations of a layer, by the name of its code."""
    for mark in marks_on(layer, style.marks.get(layer.name, {})):
        yield mark_colour(mark, ColourBy.FINDING, tokens), defect_types()[mark.code].name if mark else NOTHING_FOUND


def severities(layer: Layer, style: OverlayStyle, tokens: Tokens) -> Iterator[Meaning]:
    """How bad it is, the worst first."""
    marks = marks_on(layer, style.marks.get(layer.name, {}))
    for mark in sorted(marks, key=lambda one: SEVERITIES.index(one.severity) if one else len(SEVERITIES)):
        yield mark_colour(mark, ColourBy.SEVERITY, tokens), mark.severity.value if mark else NOTHING_FOUND


def marks_on(layer: Layer, marks: Mapping[int, Mark]) -> list[Mark | None]:
    """The marks of a layer's annotations, each once in the order of the taxonomy; None last where some have none."""
    numbers = layer.annotations.records["number"]
    there = {marks[number] for number in np.intersect1d(numbers, list(marks)).tolist()}
    order = list(defect_types())
    found = sorted(there, key=lambda mark: (order.index(mark.code), mark.severity))
    return [*found] if np.isin(numbers, list(marks)).all() else [*found, None]


MEANINGS: Mapping[ColourBy, Callable[[Layer, OverlayStyle, Tokens], Iterator[Meaning]]] = {
    ColourBy.CLASS: classes,
    ColourBy.ANNOTATOR: annotators,
    ColourBy.FINDING: findings,
    ColourBy.SEVERITY: severities,
}
