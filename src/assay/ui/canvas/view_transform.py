"""Where image pixels are on the screen; pure functions of a view, without Qt.

Screen positions are in logical pixels of a viewport whose (width, height) is given; its centre shows the view's centre.
"""

from dataclasses import dataclass, replace
from math import cos, radians, sin

import numpy as np
from numpy.typing import ArrayLike, NDArray

Size = tuple[float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

MIN_SCALE = 0.01
MAX_SCALE = 80.0
ZOOM_STEP = 1.25
FIT_MARGIN = 28.0
CONTEXT_FACTOR = 2.0
CONTEXT_PIXELS = 120.0

QUARTERS = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), -90.0: (0.0, -1.0)}
"""Cosine and sine of quarter turns, without the last bit that their angles in radians are off."""


@dataclass(frozen=True, slots=True)
class View:
    """What part of an image is seen.

    scale: logical screen pixels per image pixel; centre: the image point in the middle; angle: degrees in (−180, 180] that the image is turned clockwise about it.
    """

    scale: float
    centre_x: float
    centre_y: float
    angle: float = 0.0


def turn(angle: float) -> NDArray[np.float64]:
    """(2, 2) what image vectors (n, 2) are multiplied with from the right to be turned clockwise; its transpose turns them back."""
    across, down = QUARTERS.get(angle) or (cos(radians(angle)), sin(radians(angle)))
    return np.array([[across, down], [-down, across]])


def to_screen(view: View, points: ArrayLike, *, viewport: Size) -> NDArray[np.float64]:
    """Image points (n, 2) as screen positions (n, 2)."""
    from_centre = np.asarray(points, float).reshape(-1, 2) - np.array([view.centre_x, view.centre_y])
    return from_centre @ turn(view.angle) * view.scale + np.array(viewport) / 2


def to_image(view: View, positions: ArrayLike, *, viewport: Size) -> NDArray[np.float64]:
    """Screen positions (n, 2) as image points (n, 2)."""
    from_centre = (np.asarray(positions, float).reshape(-1, 2) - np.array(viewport) / 2) / view.scale
    return from_centre @ turn(view.angle).T + np.array([view.centre_x, view.centre_y])


def corners(box: Box) -> list[Point]:
    """The four corners of a box, clockwise from its upper left."""
    x_min, y_min, x_max, y_max = box
    return [(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)]


def bounds_of(points: NDArray[np.float64]) -> Box:
    """The smallest box around points (n, 2)."""
    (x_min, y_min), (x_max, y_max) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x_min, y_min, x_max, y_max


def screen_box(view: View, box: Box, *, viewport: Size) -> Box:
    """The bounds on the screen of a box of image pixels."""
    return bounds_of(to_screen(view, corners(box), viewport=viewport))


def image_box(view: View, box: Box, *, viewport: Size) -> Box:
    """The bounds in image pixels of a box on the screen."""
    return bounds_of(to_image(view, corners(box), viewport=viewport))


def visible_box(view: View, *, viewport: Size, margin: float = 0.0) -> Box:
    """The bounds of the part of the image plane inside the viewport widened by a margin of screen pixels."""
    width, height = viewport
    return image_box(view, (-margin, -margin, width + margin, height + margin), viewport=viewport)


def visible_corners(view: View, *, viewport: Size) -> NDArray[np.float64]:
    """(4, 2) the image points in the corners of the viewport, clockwise from its upper left."""
    return to_image(view, corners((0.0, 0.0, *viewport)), viewport=viewport)


def panned(view: View, *, dx: float, dy: float) -> View:
    """The view after the image was dragged by so many screen pixels."""
    across, down = (np.array([dx, dy]) / view.scale @ turn(view.angle).T).tolist()
    return replace(view, centre_x=view.centre_x - across, centre_y=view.centre_y - down)


def along_image(view: View, *, across: int, down: int) -> tuple[int, int]:
    """The whole image pixels to the right and down that lead most nearly so many to the right and down on the screen."""
    quarter = wrapped(90.0 * round(view.angle / 90.0))
    right, below = (np.array([across, down]) @ turn(quarter).T).tolist()
    return round(right), round(below)


def scaled(view: View, *, scale: float, about: Point, viewport: Size) -> View:
    """The view at another scale with the image point under one screen position kept where it is."""
    return _holding(replace(view, scale=min(max(scale, MIN_SCALE), MAX_SCALE)), view, about, viewport)


def turned(view: View, *, angle: float, about: Point, viewport: Size) -> View:
    """The view at another angle with the image point under one screen position kept where it is. angle: in degrees, any number."""
    return _holding(replace(view, angle=wrapped(angle)), view, about, viewport)


def _holding(wanted: View, view: View, about: Point, viewport: Size) -> View:
    """A wanted view moved so that the image point under a screen position is the same as in another view."""
    (held,), (there,) = (to_image(one, [about], viewport=viewport) for one in (view, wanted))
    across, down = (held - there).tolist()
    return replace(wanted, centre_x=wanted.centre_x + across, centre_y=wanted.centre_y + down)


def wrapped(angle: float) -> float:
    """The same direction as degrees in (−180, 180]."""
    return 180.0 - (180.0 - angle) % 360.0


def fitted(image: Size, *, viewport: Size, margin: float = FIT_MARGIN, angle: float = 0.0) -> View:
    """The whole image with a margin of screen pixels around it."""
    box = (0.0, 0.0, max(image[0], 1.0), max(image[1], 1.0))
    inside = (max(viewport[0] - 2 * margin, 8.0), max(viewport[1] - 2 * margin, 8.0))
    return showing(box, viewport=inside, angle=angle)


def framed(box: Box, *, image: Size, viewport: Size, angle: float = 0.0) -> View:
    """A box with its context: at least twice its size and 120 image pixels, and never farther away than the whole image."""
    width = max((box[2] - box[0]) * CONTEXT_FACTOR, CONTEXT_PIXELS)
    height = max((box[3] - box[1]) * CONTEXT_FACTOR, CONTEXT_PIXELS)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    around = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    near = showing(around, viewport=viewport, angle=angle)
    whole = fitted(image, viewport=viewport, angle=angle)
    return filling(near, image=image, viewport=viewport) if near.scale > whole.scale else whole


def filling(view: View, *, image: Size, viewport: Size) -> View:
    """The view moved so that no more surround is seen than must be."""
    inside = (viewport[0] - 2 * FIT_MARGIN, viewport[1] - 2 * FIT_MARGIN)
    half_width, half_height = (side / view.scale / 2 for side in extent(inside, view.angle))
    return replace(
        view,
        centre_x=held(view.centre_x, low=half_width, high=image[0] - half_width),
        centre_y=held(view.centre_y, low=half_height, high=image[1] - half_height),
    )


def held(value: float, *, low: float, high: float) -> float:
    """A value between two bounds, or between them both when they leave no room."""
    return min(max(value, low), high) if low <= high else (low + high) / 2


def extent(size: Size, angle: float) -> Size:
    """Width and height of the bounds of a rectangle that is turned."""
    width, height = (np.abs(turn(angle)).T @ np.array(size)).tolist()
    return width, height


def showing(box: Box, *, viewport: Size, angle: float = 0.0) -> View:
    """The nearest view that has the whole box in the viewport."""
    x_min, y_min, x_max, y_max = box
    width, height = extent((x_max - x_min, y_max - y_min), angle)
    scale = min(viewport[0] / max(width, 1e-6), viewport[1] / max(height, 1e-6))
    return View(min(max(scale, MIN_SCALE), MAX_SCALE), (x_min + x_max) / 2, (y_min + y_max) / 2, angle)


def clamped(view: View, *, image: Size) -> View:
    """The view moved so that its centre lies on the image, which so is never lost from sight."""
    return replace(
        view,
        centre_x=min(max(view.centre_x, 0.0), max(image[0], 0.0)),
        centre_y=min(max(view.centre_y, 0.0), max(image[1], 0.0)),
    )
