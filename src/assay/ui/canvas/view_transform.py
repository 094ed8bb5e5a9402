"""Where image pixels are on the screen; pure functions of a view, without Qt.

Screen positions are in logical pixels of a viewport whose (width, height) is given; its centre shows the view's centre.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class View:
    """What part of an image is seen. scale: logical screen pixels per image pixel; centre: the image point in the middle."""

    scale: float
    centre_x: float
    centre_y: float


def to_screen(view: View, points: ArrayLike, *, viewport: Size) -> NDArray[np.float64]:
    """Image points (n, 2) as screen positions (n, 2)."""
    centre = np.array([view.centre_x, view.centre_y])
    return (np.asarray(points, float).reshape(-1, 2) - centre) * view.scale + np.array(viewport) / 2


def to_image(view: View, positions: ArrayLike, *, viewport: Size) -> NDArray[np.float64]:
    """Screen positions (n, 2) as image points (n, 2)."""
    centre = np.array([view.centre_x, view.centre_y])
    return (np.asarray(positions, float).reshape(-1, 2) - np.array(viewport) / 2) / view.scale + centre


def visible_box(view: View, *, viewport: Size, margin: float = 0.0) -> Box:
    """The part of the image plane inside the viewport widened by a margin of screen pixels."""
    width, height = viewport
    (x_min, y_min), (x_max, y_max) = to_image(
        view, [(-margin, -margin), (width + margin, height + margin)], viewport=viewport
    )
    return float(x_min), float(y_min), float(x_max), float(y_max)


def panned(view: View, *, dx: float, dy: float) -> View:
    """The view after the image was dragged by so many screen pixels."""
    return View(view.scale, view.centre_x - dx / view.scale, view.centre_y - dy / view.scale)


def scaled(view: View, *, scale: float, about: Point, viewport: Size) -> View:
    """The view at another scale with the image point under one screen position kept where it is."""
    scale = min(max(scale, MIN_SCALE), MAX_SCALE)
    held_x, held_y = to_image(view, [about], viewport=viewport)[0]
    return View(
        scale,
        float(held_x - (about[0] - viewport[0] / 2) / scale),
        float(held_y - (about[1] - viewport[1] / 2) / scale),
    )


def fitted(image: Size, *, viewport: Size, margin: float = FIT_MARGIN) -> View:
    """The whole image with a margin of screen pixels around it."""
    box = (0.0, 0.0, max(image[0], 1.0), max(image[1], 1.0))
    return showing(box, viewport=(max(viewport[0] - 2 * margin, 8.0), max(viewport[1] - 2 * margin, 8.0)))


def framed(box: Box, *, image: Size, viewport: Size) -> View:
    """A box with its context: at least twice its size and 120 image pixels, and never farther away than the whole image."""
    width = max((box[2] - box[0]) * CONTEXT_FACTOR, CONTEXT_PIXELS)
    height = max((box[3] - box[1]) * CONTEXT_FACTOR, CONTEXT_PIXELS)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    near = showing((x - width / 2, y - height / 2, x + width / 2, y + height / 2), viewport=viewport)
    whole = fitted(image, viewport=viewport)
    return filling(near, image=image, viewport=viewport) if near.scale > whole.scale else whole


def filling(view: View, *, image: Size, viewport: Size) -> View:
    """The view moved so that no more surround is seen than must be."""
    half_width, half_height = ((side - 2 * FIT_MARGIN) / view.scale / 2 for side in viewport)
    return View(
        view.scale,
        held(view.centre_x, low=half_width, high=image[0] - half_width),
        held(view.centre_y, low=half_height, high=image[1] - half_height),
    )


def held(value: float, *, low: float, high: float) -> float:
    """A value between two bounds, or between them both when they leave no room."""
    return min(max(value, low), high) if low <= high else (low + high) / 2


def showing(box: Box, *, viewport: Size) -> View:
    """The nearest view that has the whole box in the viewport."""
    x_min, y_min, x_max, y_max = box
    scale = min(viewport[0] / max(x_max - x_min, 1e-6), viewport[1] / max(y_max - y_min, 1e-6))
    return View(min(max(scale, MIN_SCALE), MAX_SCALE), (x_min + x_max) / 2, (y_min + y_max) / 2)


def clamped(view: View, *, image: Size) -> View:
    """The view moved so that its centre lies on the image, which so is never lost from sight."""
    return View(
        view.scale, min(max(view.centre_x, 0.0), max(image[0], 0.0)), min(max(view.centre_y, 0.0), max(image[1], 0.0))
    )
