"""What every reader says of shapes that cannot be kept, and of those that can but are faulty."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.formats.coco_outlines import FEWEST_POINTS, MOST_PIXELS
from assay.formats.fault import Fault
from assay.formats.json_text import brief

MOST_RINGS = 2**16 - 1
MOST_POINTS = 10_000_000
Corners = tuple[float, float, float, float]


def checked_box(x_min: float, y_min: float, x_max: float, y_max: float) -> Corners:
    """The corners of a box. Fault when no image has such a box."""
    if -MOST_PIXELS <= x_min <= x_max <= MOST_PIXELS and -MOST_PIXELS <= y_min <= y_max <= MOST_PIXELS:
        return x_min, y_min, x_max, y_max
    for name, value in (("width", x_max - x_min), ("height", y_max - y_min)):
        if value < 0:
            raise Fault(f"the box has a negative {name} ({value:g})")
    # written so that NaN is found
    far = next(value for value in (x_min, y_min, x_max, y_max) if not abs(value) <= MOST_PIXELS)
    raise Fault(f"the box has a coordinate that no image has ({far:g})")


def box_fault(box: Corners) -> str:
    """What is wrong with a box that can be placed, "" when nothing is."""
    width, height = box[2] - box[0], box[3] - box[1]
    return f"the box has no area ({width:g} × {height:g})" if width <= 0 or height <= 0 else ""


def checked_points(
    points: ArrayLike | Sequence[Any], name: str = "the outline", *, fewest: int = FEWEST_POINTS
) -> NDArray[np.float64]:
    """(k, 2) the points of one ring. Fault when they cannot be drawn."""
    try:
        found = np.asarray(points, np.float64)
    except (TypeError, ValueError, OverflowError):
        raise Fault(f"{name} is no list of points but {brief(points)}") from None
    if found.ndim == 1 and len(found) % 2:
        raise Fault(f"{name} has an odd number of coordinates ({len(found)})")
    if found.ndim > 2 or (found.ndim == 2 and found.shape[1] != 2):
        raise Fault(f"{name} is no list of points but {brief(points)}")
    found = found.reshape(-1, 2)
    if not (np.abs(found) <= MOST_PIXELS).all():
        flat = found.ravel()
        far = flat[~(np.abs(flat) <= MOST_PIXELS)]
        raise Fault(f"{name} has a coordinate that no image has ({far[0]:g})")
    if not fewest <= len(found) <= MOST_POINTS:
        many = "fewer" if len(found) < fewest else "more"
        raise Fault(f"{name} has {many} than {fewest if many == 'fewer' else MOST_POINTS} points ({len(found)})")
    return found


def bounds_of(rings: Sequence[NDArray[np.float64]]) -> Corners:
    """The smallest box around some rings."""
    points = rings[0] if len(rings) == 1 else np.concatenate(rings)
    x_min, y_min = points.min(axis=0).tolist()
    x_max, y_max = points.max(axis=0).tolist()
    return x_min, y_min, x_max, y_max


def ellipse_bounds(points: NDArray[np.float64]) -> Corners:
    """The smallest box around an ellipse given by its centre and the ends of its two half axes."""
    centre, a, b = points
    reach = np.hypot(a - centre, b - centre)
    (x_min, y_min), (x_max, y_max) = (centre - reach).tolist(), (centre + reach).tolist()
    return x_min, y_min, x_max, y_max


def turned(points: ArrayLike, degrees: float, *, about: tuple[float, float]) -> NDArray[np.float64]:
    """(k, 2) points turned about a point, clockwise as seen on the screen (y down)."""
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    centre = np.asarray(about, np.float64)
    return (np.asarray(points, np.float64).reshape(-1, 2) - centre) @ np.array([[cos, sin], [-sin, cos]]) + centre


def box_corners(box: Corners) -> NDArray[np.float64]:
    """(4, 2) the corners of a box, clockwise on the screen from the top left one."""
    x_min, y_min, x_max, y_max = box
    return np.array([(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)], np.float64)
