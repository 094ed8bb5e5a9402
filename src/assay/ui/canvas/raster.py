"""Outlines of very many shapes as pixels, by OpenCV: it lets go of the interpreter, so that workers draw them while the window stays live.

Qt lays one picture over another; that takes it a twentieth of the time that OpenCV's arithmetic needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from assay.geometry.dashes import dashes
from assay.geometry.flat_rings import FlatRings

if TYPE_CHECKING:
    from types import ModuleType

Pixels = NDArray[np.uint8]
"""(height, width, 4) blue, green, red, opacity; colours multiplied by their opacity, as QImage.Format_ARGB32_Premultiplied has them."""

FRACTION = 4
"""Bits of a coordinate behind the pixel."""
MOST_DASHES = 60_000
THINNED = 1.5
"""Device pixels between points that are worth drawing."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Coat:
    """Lines and dots laid down together, in device pixels of the picture.

    colours: (n, 3) red, green, blue by row. dash: lengths on and off in turn, none for a solid line. width: whole device pixels. has_casing: whether a dark rim of a pixel
    lies around. opacity, fill: 0 to 1.
    """

    rings: FlatRings
    dots: Sequence["Dots"]
    colours: NDArray[np.uint8]
    dash: tuple[float, ...]
    width: int
    has_casing: bool
    opacity: float
    fill: float

    @property
    def shift(self) -> float:
        """What to add to a coordinate. OpenCV's pixels have their centres on whole numbers, ours half a pixel farther; lines grown by an even number grow unevenly."""
        return -0.5 if self.width % 2 else -1.0


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Round dots. centres: (k, 2) in device pixels. rows: (k,) whose. diameter: in device pixels."""

    centres: NDArray[np.float64]
    rows: NDArray[np.int64]
    diameter: float


def filled(coats: Sequence[Coat], picture: Pixels) -> None:
    """Tint the insides of the coats on a picture, from below to above."""
    cv2 = opencv()
    for coat in coats:
        if coat.fill:
            fill(cv2, picture, coat)


def traced(coats: Sequence[Coat], *, width: int, height: int) -> list[Pixels]:
    """The lines of each coat one pixel wide, on a picture of their own."""
    cv2 = opencv()
    return [lines(cv2, coat, (height, width, 4)) for coat in coats]


def lay_lines(coats: Sequence[Coat], thin: Sequence[Pixels], picture: QImage, *, casing_opacity: float) -> None:
    """Lay traced lines as thick as they are over a picture, from below to above; every casing lies under every line."""
    cv2 = opencv()
    rims = [rim(cv2, one, coat) for one, coat in zip(thin, coats, strict=True) if coat.has_casing]
    painter = QPainter(picture)
    if rims:
        dark = np.maximum.reduce(rims)
        painter.setOpacity(casing_opacity)
        # opacity without a colour is black
        painter.drawImage(0, 0, image_of(dark, QImage.Format.Format_Alpha8))
    for one, coat in zip(thin, coats, strict=True):
        thick = cv2.dilate(one, square(coat.width)) if coat.width > 1 else one
        painter.setOpacity(coat.opacity)
        painter.drawImage(0, 0, image_of(thick))
    painter.end()


def image_of(pixels: Pixels, layout: QImage.Format = QImage.Format.Format_ARGB32_Premultiplied) -> QImage:
    """Pixels as Qt's image. It looks into them, so that they have to be kept as long."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], layout)


def lines(cv2: Any, coat: Coat, shape: tuple[int, ...]) -> Pixels:
    """The lines of a coat one pixel wide, smooth, opaque: thick lines cost OpenCV six times as much as growing these."""
    drawn = np.zeros(shape, np.uint8)
    rings = coat.rings
    for colour, chosen in by_colour(coat.colours[rings.rows]):
        some = rings if chosen is None else rings.take(chosen)
        if not coat.dash:
            trace(cv2, drawn, some, coat.shift, colour)
        else:
            ends = np.round((dashed(some, coat) + coat.shift) * (1 << FRACTION)).astype(np.int32)
            cv2.polylines(drawn, list(ends), False, colour, 1, cv2.LINE_AA, FRACTION)  # noqa: FBT003 – cv2's own signature
    for dots in coat.dots:
        put_dots(drawn, dots, coat.colours, shift=coat.shift, diameter=dots.diameter - coat.width + 1)
    return drawn


def dashed(rings: FlatRings, coat: Coat) -> NDArray[np.float64]:
    """(d, 2, 2) the ends of each dash of some rings; they are drawn longer, as lines grow at their ends too and end half a pixel late."""
    longer, period, kinds = coat.width - 0.5, sum(coat.dash), len(coat.dash) // 2
    found = []
    for number in range(kinds):
        on = max(coat.dash[2 * number] - longer, 1.0)
        start = sum(coat.dash[: 2 * number])
        found.append(dashes(rings, on=on, off=period - on, most=MOST_DASHES // kinds, start=start))
    return np.concatenate(found)


def trace(cv2: Any, drawn: Pixels, rings: FlatRings, shift: float, colour: int | tuple[int, ...]) -> None:
    """Draw rings as lines one pixel wide, smooth."""
    for is_closed in (True, False):
        chosen = np.flatnonzero(rings.closed == is_closed)
        if len(chosen):
            some = rings if len(chosen) == len(rings) else rings.take(chosen)
            cv2.polylines(drawn, fixed(some, shift), is_closed, colour, 1, cv2.LINE_AA, FRACTION)


def put_dots(drawn: Pixels, dots: Dots, row_colours: NDArray[np.uint8], *, shift: float, diameter: float) -> None:
    """Set the pixels of all dots at once."""
    height, width = drawn.shape[:2]
    reach = max(int(diameter // 2), 0)
    x, y = np.round(dots.centres + shift).astype(np.int64).T
    inside = (x >= reach) & (x < width - reach) & (y >= reach) & (y < height - reach)
    colours = np.full((int(inside.sum()), 4), 255, np.uint8)
    colours[:, :3] = row_colours[dots.rows[inside]][:, ::-1]
    for across in range(-reach, reach + 1):
        for down in range(-reach, reach + 1):
            if across**2 + down**2 <= (diameter / 2) ** 2 or not reach:
                drawn[y[inside] + down, x[inside] + across] = colours


def fill(cv2: Any, picture: Pixels, coat: Coat) -> None:
    """Tint the insides of a coat's closed rings."""
    rings = coat.rings
    if not rings.closed.all():
        rings = rings.take(np.flatnonzero(rings.closed))
    for colour, chosen in by_colour(coat.colours[rings.rows]):
        tint = tuple(round(channel * coat.fill) for channel in colour)
        # one by one: drawn together, shapes that overlap would cut holes into each other
        for ring in fixed(rings if chosen is None else rings.take(chosen), coat.shift):
            cv2.fillPoly(picture, [ring], tint, cv2.LINE_8, FRACTION)


def rim(cv2: Any, drawn: Pixels, coat: Coat) -> NDArray[np.uint8]:
    """(height, width) how far the casing of a coat's lines hides what lies below; it goes on between dashes."""
    where = cv2.extractChannel(drawn, 3)
    if coat.dash:
        trace(cv2, where, coat.rings, coat.shift, 255)
    return cv2.dilate(where, square(coat.width + 2))


def by_colour(colours: NDArray[np.uint8]) -> list[tuple[tuple[int, int, int, int], NDArray[np.int64] | None]]:
    """Each colour as OpenCV wants it with the places that have it, None for all of them. colours: (n, 3) red, green, blue."""
    if not len(colours):
        return []
    codes = colours.astype(np.int64) @ (1 << 16, 1 << 8, 1)
    unique = np.unique(codes)
    if len(unique) == 1:
        return [(opaque(int(unique[0])), None)]
    return [(opaque(code), np.flatnonzero(codes == code)) for code in unique.tolist()]


def opaque(code: int) -> tuple[int, int, int, int]:
    """0xRRGGBB as blue, green, red and full opacity."""
    return code & 255, code >> 8 & 255, code >> 16 & 255, 255


def fixed(rings: FlatRings, shift: float) -> list[NDArray[np.int32]]:
    """Each ring's points in parts of a pixel."""
    points = np.round((rings.points + shift) * (1 << FRACTION)).astype(np.int32)
    ends = np.cumsum(rings.lengths)
    return [points[first:after] for first, after in zip((ends - rings.lengths).tolist(), ends.tolist(), strict=True)]


def square(side: int) -> Pixels:
    """What lines are grown by."""
    return np.ones((side, side), np.uint8)


def opencv() -> "ModuleType":
    """OpenCV; importing it takes 0.1 s, which an image of few shapes does not need."""
    import cv2

    return cv2
