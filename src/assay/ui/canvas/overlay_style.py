from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from assay.model.defect_types import Severity, defect_types
from assay.model.schema import CLASS_COLOURS
from assay.ui.canvas.layers import Layer
from assay.ui.theme.colours import line_colour
from assay.ui.theme.tokens import Tokens


class ColourBy(StrEnum):
    """What the colour of an outline tells. The line's style tells the label set in any case."""

    LABEL_SET = "label set"
    CLASS = "class"
    ANNOTATOR = "annotator"
    FINDING = "finding"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found about an annotation: the code and the severity of the worst finding."""

    code: str
    severity: Severity


Marks = Mapping[str, Mapping[int, Mark]]
"""By the layer's name and the annotation's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayStyle:
    """How outlines are drawn. opacity, fill: 0 to 1. width: in logical pixels. labels: whether every shape is named."""

    colour_by: ColourBy = ColourBy.LABEL_SET
    opacity: float = 1.0
    width: float = 2.0
    fill: float = 0.0
    labels: bool = False
    marks: Marks = field(default_factory=dict)

    def as_drawn(self) -> "OverlayStyle":
        """The same without what the colours do not tell, so that an overlay stays when only that changes."""
        tells = self.colour_by in (ColourBy.FINDING, ColourBy.SEVERITY)
        return self if tells or not self.marks else replace(self, marks={})


def row_colours(layer: Layer, style: OverlayStyle, tokens: Tokens) -> NDArray[np.uint8]:
    """(n, 3) red, green and blue of each annotation's outline."""
    usual = line_colour(layer.role, tokens).name()
    records = layer.annotations.records
    if style.colour_by is ColourBy.CLASS:
        return looked_up(records["class_id"], lambda one: layer.class_colours.get(one) or nth_colour(one))
    if style.colour_by is ColourBy.ANNOTATOR:
        return looked_up(records["annotator_id"], lambda one: nth_colour(one) if one >= 0 else usual)
    if style.colour_by in (ColourBy.FINDING, ColourBy.SEVERITY):
        marks = style.marks.get(layer.name, {})
        return looked_up(records["number"], lambda one: mark_colour(marks.get(one), style.colour_by, tokens))
    return np.tile(red_green_blue(usual), (len(records), 1))


def looked_up(keys: NDArray[np.integer], colour_of) -> NDArray[np.uint8]:  # noqa: ANN001 – int to #RRGGBB
    """(n, 3) the colour of each key, asked for once for each different one."""
    different, place = np.unique(keys, return_inverse=True)
    table = [red_green_blue(colour_of(one)) for one in different.tolist()]
    return np.array(table, np.uint8).reshape(-1, 3)[place]


def mark_colour(mark: Mark | None, colour_by: ColourBy, tokens: Tokens) -> str:
    """The colour of what was found; grey where nothing was."""
    if mark is None:
        return tokens.faint
    if colour_by is ColourBy.FINDING:
        return nth_colour(list(defect_types()).index(mark.code))
    return {Severity.CRITICAL: tokens.critical, Severity.MAJOR: tokens.major}.get(mark.severity, tokens.text)


def nth_colour(number: int) -> str:
    """One of the colours that stay apart for the common kinds of colour blindness."""
    return CLASS_COLOURS[number % len(CLASS_COLOURS)]


def red_green_blue(colour: str) -> tuple[int, int, int]:
    """#RRGGBB as numbers."""
    named = QColor(colour)
    return named.red(), named.green(), named.blue()
