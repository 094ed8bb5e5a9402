"""Outlines drawn smooth: everything is drawn three times as large on a transparent sheet and then averaged down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from assay.reports.evidence.outlines import dashes

Points = NDArray[np.float64]
Colour = tuple[int, int, int, int]

FINER = 3

LONGEST_TICK = 22.0


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line looks, in pixels of the picture. casing: how much the dark or light edge adds on either side. on, off: of dashes; 0 is a solid line."""

    colour: Colour
    casing_colour: Colour
    width: float = 2.4
    casing: float = 1.1
    on: float = 0.0
    off: float = 0.0


DELIVERED = Pen((0x0B, 0x62, 0xD6, 255), (255, 255, 255, 215))
EXPECTED = Pen((0xFF, 0xC5, 0x3D, 255), (0x0B, 0x0D, 0x10, 235), on=8.0, off=7.0)
PLACE = Pen((0xC6, 0x2A, 0x2F, 255), (255, 255, 255, 230), width=3.0)


class Sheet:
    """A transparent sheet over a picture."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._image = Image.new("RGBA", (size[0] * FINER, size[1] * FINER))
        self._draw = ImageDraw.Draw(self._image)

    def draw(self, lines: Sequence[Points], pen: Pen) -> None:
        """Draw lines: all casings first, so that no casing covers a line."""
        pieces = list(pieces_of(lines, pen))
        for piece in pieces:
            self._line(
                lengthened(piece, pen.casing) if pen.on else piece, pen.casing_colour, pen.width + 2 * pen.casing
            )
        for piece in pieces:
            self._line(piece, pen.colour, pen.width)

    def laid_on(self, picture: Image.Image) -> Image.Image:
        """The picture with what is drawn on the sheet."""
        return Image.alpha_composite(picture.convert("RGBA"), self._image.reduce(FINER)).convert("RGB")

    def _line(self, line: Points, colour: Colour, width: float) -> None:
        # Pillow counts from the middle of the first pixel, annotations from its edge
        corners = [tuple(point) for point in (line * FINER - 0.5).tolist()]
        if (line[0] == line[-1]).all():
            corners.append(corners[1])  # so that the last corner is as round as the others
        self._draw.line(corners, fill=colour, width=max(1, round(width * FINER)), joint="curve")


def pieces_of(lines: Iterable[Points], pen: Pen) -> Iterable[Points]:
    """The strokes that a pen makes of lines."""
    for line in lines:
        if pen.on:
            yield from dashes(line, on=pen.on, off=pen.off)
        else:
            yield line


def lengthened(line: Points, by: float) -> Points:
    """A line that goes on straight a little at both ends."""
    longer = line.copy()
    for end, inner in ((0, 1), (-1, -2)):
        away = line[end] - line[inner]
        length = float(np.hypot(*away))
        if length:
            longer[end] += away / length * by
    return longer


def corner_ticks(low: Points, high: Points) -> list[Points]:
    """The four corners of a place, each as an angle, in pixels of the picture."""
    across, down = np.minimum((high - low) / 3, LONGEST_TICK)
    corners = []
    for x, to_right in ((low[0], across), (high[0], -across)):
        for y, downward in ((low[1], down), (high[1], -down)):
            corners.append(np.array([(x + to_right, y), (x, y), (x, y + downward)]))
    return corners
