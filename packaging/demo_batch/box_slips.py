"""Badly drawn boxes, each well inside the region of the finding it should cause."""

import numpy as np

from demo_batch.gold import Box
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH

CLEARLY = 1.7
"""A side meant to be off is off by at least this many tolerances."""


def side_tolerances(place: Box) -> np.ndarray:
    """Returns the tolerance in pixels of each side (left, top, right, bottom)."""
    width, height = place[2] - place[0], place[3] - place[1]
    return np.maximum(2.0, 0.02 * np.array([width, height, width, height]))


def box_iou(one: Box, other: Box) -> float:
    """Returns the share of two boxes' union that both cover."""
    width = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    both = width * height
    areas = sum((place[2] - place[0]) * (place[3] - place[1]) for place in (one, other))
    return both / (areas - both)


def is_in_picture(place: Box, margin: float = 1.0) -> bool:
    """Tells whether a box keeps a margin to the picture's border."""
    x_min, y_min, x_max, y_max = place
    return x_min >= margin and y_min >= margin and x_max <= IMAGE_WIDTH - margin and y_max <= IMAGE_HEIGHT - margin


def moved_sides(place: Box, offsets: np.ndarray) -> Box:
    """Returns a box whose sides (left, top, right, bottom) lie farther out by offsets in pixels."""
    left, top, right, bottom = (float(offset) for offset in offsets)
    return (
        round(place[0] - left, 2),
        round(place[1] - top, 2),
        round(place[2] + right, 2),
        round(place[3] + bottom, 2),
    )


def resized(place: Box, random: np.random.Generator, *, outward: bool) -> Box | None:
    """Returns a box too loose (or too tight) on two to four sides, at an IoU between .74 and .81."""
    sign = 1.0 if outward else -1.0
    weights = random.uniform(0.7, 1.3, 4) * (random.permutation(4) < int(random.integers(2, 5)))
    wanted = float(random.uniform(0.745, 0.805))
    extent = np.array([place[2] - place[0], place[3] - place[1]] * 2)
    low, high = 0.0, 0.5
    for _ in range(40):
        middle = (low + high) / 2
        is_close = box_iou(moved_sides(place, sign * middle * weights * extent), place) > wanted
        low, high = (middle, high) if is_close else (low, middle)
    offsets = low * weights * extent
    clear = (offsets == 0) | (offsets > CLEARLY * side_tolerances(place))
    result = moved_sides(place, sign * offsets)
    return (
        result if clear.all() and is_in_picture(result) and _is_between(box_iou(result, place), 0.735, 0.82) else None
    )


def shifted(place: Box, random: np.random.Generator) -> Box | None:
    """Returns a box of the right size moved along one axis, at an IoU between .74 and .81."""
    axis = int(random.integers(0, 2))
    extent = place[2 + axis] - place[axis]
    wanted = float(random.uniform(0.75, 0.80))
    distance = extent * (1 - wanted) / (1 + wanted) * float(random.choice((-1, 1)))
    offsets = np.zeros(4)
    offsets[axis], offsets[axis + 2] = -distance, distance
    result = moved_sides(place, offsets)
    clear = abs(distance) > CLEARLY * side_tolerances(place)[axis]
    return result if clear and is_in_picture(result) and _is_between(box_iou(result, place), 0.735, 0.82) else None


def ill_placed(place: Box, random: np.random.Generator) -> Box | None:
    """Returns a box that hits its object only roughly, at an IoU between .38 and .58."""
    extent = np.array([place[2] - place[0], place[3] - place[1]] * 2)
    offsets = random.uniform(-0.30, 0.36, 4) * extent
    result = moved_sides(place, offsets)
    clear = (np.abs(offsets) > 2 * side_tolerances(place)).sum() >= 3
    return result if clear and is_in_picture(result) and _is_between(box_iou(result, place), 0.38, 0.58) else None


def doubled(place: Box, random: np.random.Generator) -> tuple[Box, Box] | None:
    """Returns a right box and its duplicate.

    The right one holds all of gold and the duplicate lies partly beside it, so that both together never fit better than the
    right one alone: they must not pass for an object in two parts.
    """
    right = moved_sides(place, np.full(4, 0.4))
    extent = np.array([place[2] - place[0], place[3] - place[1]])
    way = random.uniform(0.02, 0.04, 2) * extent * random.choice((-1, 1), 2)
    copy = moved_sides(right, np.array([-way[0], -way[1], way[0], way[1]]))
    is_close = box_iou(right, copy) > 0.88 and box_iou(right, place) - box_iou(copy, place) > 0.02
    return (right, copy) if is_close and is_in_picture(right) and is_in_picture(copy) else None


def halves(place: Box, random: np.random.Generator) -> tuple[Box, Box]:
    """Returns a box cut in two across its longer side, a thin gap between the parts."""
    axis = 0 if place[2] - place[0] >= place[3] - place[1] else 1
    extent = place[2 + axis] - place[axis]
    cut = place[axis] + extent * float(random.choice((0.43, 0.45, 0.55, 0.57)))
    gap = 0.008 * extent
    first, second = list(place), list(place)
    first[2 + axis], second[axis] = round(cut - gap, 2), round(cut + gap, 2)
    return (first[0], first[1], first[2], first[3]), (second[0], second[1], second[2], second[3])


def beyond_border(place: Box, random: np.random.Generator) -> Box | None:
    """Returns a box that touches the picture's border drawn some pixels past it."""
    offsets = np.zeros(4)
    for side, is_there in enumerate((place[0] <= 0, place[1] <= 0, place[2] >= IMAGE_WIDTH, place[3] >= IMAGE_HEIGHT)):
        if is_there:
            offsets[side] = float(random.uniform(3.0, 5.0))
    result = moved_sides(place, offsets)
    return result if offsets.any() and box_iou(result, place) > 0.90 else None


def _is_between(value: float, low: float, high: float) -> bool:
    return low <= value <= high
