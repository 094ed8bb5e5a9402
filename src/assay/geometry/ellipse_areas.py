"""Ellipses as polygons of the same area, to be measured."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CORNERS = 128
"""Of the polygon that stands for an ellipse: it leaves the ellipse by less than a thousandth of its axes."""

_ANGLES = np.arange(CORNERS) * (2 * np.pi / CORNERS)
_REACH = np.sqrt((2 * np.pi / CORNERS) / np.sin(2 * np.pi / CORNERS))
"""Corners lie so much farther out than the ellipse that the polygon has just its area."""


def ellipse_rings(points: Floats) -> Floats:
    """(n, CORNERS, 2) polygons of the same area. points: (n, 3, 2) the centre and the ends of the two half axes of each ellipse."""
    centre, a, b = points[:, :1], points[:, 1:2], points[:, 2:3]
    across, down = np.cos(_ANGLES)[None, :, None], np.sin(_ANGLES)[None, :, None]
    return centre + _REACH * (across * (a - centre) + down * (b - centre))
