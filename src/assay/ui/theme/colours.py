from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from assay.model.defect_types import Severity
from assay.ui.theme.tokens import DARK, Tokens


class LayerRole(StrEnum):
    """Whose label set a layer shows; decides its colour and line style everywhere."""

    VENDOR = "vendor"
    GOLD = "gold"
    REVIEWER = "reviewer"
    SECOND_REVIEWER = "second_reviewer"
    MODEL = "model"
    EARLIER = "earlier"


def image_tokens() -> Tokens:
    """The tokens of lines on images, the same in every theme: bright lines in a dark casing tell apart best on any picture."""
    return DARK


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a label set's outlines are drawn. dashes: lengths on and off in logical pixels, empty for a solid line."""

    width: float = 2.0
    dashes: tuple[float, ...] = ()
    cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap


LINE_STYLES: Mapping[LayerRole, LineStyle] = {
    LayerRole.VENDOR: LineStyle(),
    LayerRole.GOLD: LineStyle(dashes=(6, 4)),
    LayerRole.REVIEWER: LineStyle(dashes=(3, 3)),
    LayerRole.SECOND_REVIEWER: LineStyle(dashes=(10, 3)),
    LayerRole.MODEL: LineStyle(dashes=(7, 3, 2, 3)),
    LayerRole.EARLIER: LineStyle(dashes=(0.1, 6), cap=Qt.PenCapStyle.RoundCap),
}


def line_colour(role: LayerRole, tokens: Tokens) -> QColor:
    """The colour that stands for a kind of label set: on the canvas, in legends and as text."""
    return QColor(getattr(tokens, role.value))


def line_pen(role: LayerRole, tokens: Tokens, *, width: float | None = None, ratio: float | None = None) -> QPen:
    """The pen of a kind of label set. ratio: as in `pen`."""
    style = LINE_STYLES[role]
    drawn = style.width if width is None else width
    made = pen(line_colour(role, tokens), width=drawn, ratio=ratio)
    made.setCapStyle(style.cap)
    if style.dashes:
        # Qt counts dashes in pen widths; ours stay the same length when a selected line is wider.
        made.setDashPattern([length / drawn for length in style.dashes])
    return made


CASING_OPACITY = 0.4


def casing_pen(tokens: Tokens, *, width: float, ratio: float | None = None, opacity: float = CASING_OPACITY) -> QPen:
    """The halo under every outline, dark under bright lines and light under dark ones, so that they read on any image."""
    colour = QColor(tokens.casing)
    colour.setAlphaF(opacity)
    return pen(colour, width=width, ratio=ratio)


def pen(colour: QColor, *, width: float, ratio: float | None = None) -> QPen:
    """A pen of so many logical pixels.

    ratio: device pixels per logical pixel, for painters whose transform is an image's: the line is then as wide at every zoom.
    """
    # Qt counts the width of cosmetic pens in device pixels.
    made = QPen(colour, width if ratio is None else width * ratio)
    made.setCosmetic(ratio is not None)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    # Round joins take twice as long to paint as mitred ones and look the same at two pixels.
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return made


def severity_colours(severity: Severity, tokens: Tokens) -> tuple[QColor | None, QColor]:
    """The fill (None for an outline only) and the letter's colour of a severity's square."""
    if severity is Severity.CRITICAL:
        return QColor(tokens.critical), QColor(tokens.on_severity)
    if severity is Severity.MAJOR:
        return QColor(tokens.major), QColor(tokens.on_severity)
    if severity is Severity.MINOR:
        return QColor(tokens.minor_fill), QColor(tokens.text)
    return None, QColor(tokens.secondary)
