"""The handles by which boxes and rotated boxes are resized and turned."""

import math

import numpy as np
from numpy.typing import NDArray

from assay.model.single_shape import Box

Floats = NDArray[np.float64]

CORNERS = 4
"""Of a rotated box's handles the first four are corners, the next four the middles of its sides, and the last one turns it."""
TURN = 8


def box_handles(box: Box) -> Floats:
    """(8, 2) the corners and the middles of the sides, clockwise from the upper left."""
    x_min, y_min, x_max, y_max = box
    x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
    return np.array(
        [(x_min, y_min), (x, y_min), (x_max, y_min), (x_max, y), (x_max, y_max), (x, y_max), (x_min, y_max), (x_min, y)]
    )


def resized_box(box: Box, handle: int, x: float, y: float) -> Box:
    """A box with one of its eight handles at a point; the other side stays, also when the handle is dragged beyond it."""
    x_min, y_min, x_max, y_max = box
    if handle in (0, 6, 7):
        x_min = x
    if handle in (2, 3, 4):
        x_max = x
    if handle in (0, 1, 2):
        y_min = y
    if handle in (4, 5, 6):
        y_max = y
    return min(x_min, x_max), min(y_min, y_max), max(x_min, x_max), max(y_min, y_max)


def rotated_handles(corners: Floats, *, stalk: float) -> Floats:
    """(9, 2) corners, middles of the sides, and the handle that turns, `stalk` pixels outside the first side."""
    middles = (corners + np.roll(corners, -1, axis=0)) / 2
    outwards = middles[0] - middles[2]
    length = float(np.hypot(*outwards))
    direction = outwards / length if length else np.array([0.0, -1.0])
    return np.concatenate([corners, middles, [middles[0] + direction * stalk]])


def resized_rotated(corners: Floats, handle: int, x: float, y: float) -> Floats:
    """A rotated box with a corner or a side at a point; it keeps its angle, and the opposite corner or side stays."""
    along, down, centre = _axes(corners)
    half = np.array([np.dot(corners[1] - corners[0], along), np.dot(corners[3] - corners[0], down)]) / 2
    point = np.array([x, y]) - centre
    reached = np.array([np.dot(point, along), np.dot(point, down)])
    signs = _SIGNS[handle]
    low, high = -half, half.copy()
    for axis in (0, 1):
        if signs[axis] < 0:
            low[axis] = reached[axis]
        elif signs[axis] > 0:
            high[axis] = reached[axis]
    low, high = np.minimum(low, high), np.maximum(low, high)
    places = [(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])]
    return np.array([centre + u * along + v * down for u, v in places])


_SIGNS = ((-1, -1), (1, -1), (1, 1), (-1, 1), (0, -1), (1, 0), (0, 1), (-1, 0))
"""For each handle, which end along the box and down the box it moves."""


def turned(corners: Floats, *, towards: tuple[float, float]) -> Floats:
    """A rotated box turned about its centre until the middle of its first side lies in the direction of a point."""
    centre = corners.mean(axis=0)
    now = (corners[0] + corners[1]) / 2 - centre
    wanted = np.array(towards) - centre
    return rotated_points(corners, math.atan2(wanted[1], wanted[0]) - math.atan2(now[1], now[0]), about=centre)


def rotated_points(points: Floats, angle: float, *, about: Floats) -> Floats:
    """Points turned about a centre by an angle in radians, clockwise on the screen."""
    cosine, sine = math.cos(angle), math.sin(angle)
    return (points - about) @ np.array([[cosine, sine], [-sine, cosine]]) + about


def rotated_box(start: tuple[float, float], end: tuple[float, float], x: float, y: float) -> Floats:
    """(4, 2) the rotated box whose first side runs from start to end and whose opposite side goes through a point."""
    first, second = np.array(start, float), np.array(end, float)
    side = second - first
    length = float(np.hypot(*side))
    normal = np.array([-side[1], side[0]]) / length if length else np.array([0.0, 1.0])
    depth = float(np.dot(np.array([x, y]) - first, normal))
    return np.array([first, second, second + normal * depth, first + normal * depth])


def _axes(corners: Floats) -> tuple[Floats, Floats, Floats]:
    """The unit vectors along and down a rotated box, and its centre."""
    along = corners[1] - corners[0]
    length = float(np.hypot(*along))
    along = along / length if length else np.array([1.0, 0.0])
    down = np.array([-along[1], along[0]])
    if np.dot(corners[3] - corners[0], down) < 0:
        down = -down
    return along, down, corners.mean(axis=0)
