"""Which part of an image an evidence picture shows, and how much larger or smaller."""

import math
from dataclasses import dataclass

Box = tuple[float, float, float, float]

CONTEXT = 2.0
"""How many times the marked place's width and height are shown."""

LEAST_SIDE = 120
"""In image pixels; less shows too little of what is around."""

ASPECT = 4 / 3
WIDEST = 480
HIGHEST = 640
"""In pixels of the picture: enough to see a pixel's error, small enough for a thousand pictures in one package."""

ENLARGEMENTS = (3, 2, 1)
"""A window is widened until one of these fills the picture, so that pictures are of one size and small things keep their surroundings."""

MOST_OVERHANG = 0.25
"""How far beyond the image a picture may look, as a share of the image: a shape may reach outside, but also infinitely far."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of an image in whole pixels, and its scale in the picture: a whole number where it is enlarged."""

    x: int
    y: int
    width: int
    height: int
    scale: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return max(1, round(self.width * self.scale)), max(1, round(self.height * self.scale))


def context_window(place: Box, image_size: tuple[int, int] | None) -> Window:
    """The part of an image around a place: at least twice as wide and high, in one aspect where the image allows it.

    place: in image pixels. image_size: width and height, None when nobody knows them; then nothing is cut off.
    """
    width, height = widened(
        max(CONTEXT * (place[2] - place[0]), LEAST_SIDE), max(CONTEXT * (place[3] - place[1]), LEAST_SIDE)
    )
    limits = limits_around(place, image_size)
    x, x_end = span((place[0] + place[2]) / 2, width, limits[0], limits[2])
    y, y_end = span((place[1] + place[3]) / 2, height, limits[1], limits[3])
    return Window(x, y, x_end - x, y_end - y, picture_scale(x_end - x, y_end - y))


def widened(width: float, height: float) -> tuple[float, float]:
    """A size of the usual aspect that is at least so wide and so high, and fills the picture when it is enlarged."""
    width = max(width, height * ASPECT)
    filling = next((WIDEST / times for times in ENLARGEMENTS if WIDEST / times >= width), width)
    return filling, filling / ASPECT


def limits_around(place: Box, image_size: tuple[int, int] | None) -> Box:
    """How far a window may reach: to the image's edges, and a little further where the place does."""
    if image_size is None:
        return -math.inf, -math.inf, math.inf, math.inf
    width, height = image_size
    return (
        -overhang(-place[0], width),
        -overhang(-place[1], height),
        width + overhang(place[2] - width, width),
        height + overhang(place[3] - height, height),
    )


def overhang(beyond: float, side: float) -> float:
    """How far to look beyond an edge of the image that a place reaches over; half a pixel is no reach."""
    return min(beyond * 1.25, side * MOST_OVERHANG) if beyond > 0.5 else 0.0


def span(centre: float, length: float, low: float, high: float) -> tuple[int, int]:
    """Whole pixels from one end to the other around a centre, moved and shortened to lie within the limits."""
    length = min(length, high - low)
    first = round(min(max(centre - length / 2, low), high - length))
    return first, first + max(1, math.ceil(length))


def picture_scale(width: int, height: int) -> float:
    """As large as fits the picture: whole multiples of small windows, fractions of large ones."""
    fit = min(WIDEST / width, HIGHEST / height)
    return float(math.floor(fit)) if fit >= 1 else fit
