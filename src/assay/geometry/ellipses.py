"""Ellipses as rings of corners: on the ellipse to be drawn, of its very area to be measured."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWN_CORNERS = 72
"""As many as no eye can count at the size of a screen."""

CORNERS = 128
"""Of the polygon that an ellipse is measured by: it leaves the ellipse by less than a thousandth of its axes."""

_REACH = np.sqrt((2 * np.pi / CORNERS) / np.sin(2 * np.pi / CORNERS))
"""Corners lie so much farther out than the ellipse that the polygon has just its area."""


def ellipse_ring(axes: Floats) -> Floats:
    """(72, 2) corners on an ellipse. axes: (3, 2) its centre and the ends of its two half axes."""
    return _corners(axes[None], DRAWN_CORNERS)[0]


def upright_ellipse(box: Floats) -> Floats:
    """(72, 2) corners on the ellipse that fills a box (x_min, y_min, x_max, y_max)."""
    x_min, y_min, x_max, y_max = box
    centre = ((x_min + x_max) / 2, (y_min + y_max) / 2)
    return ellipse_ring(np.array([centre, (x_max, centre[1]), (centre[0], y_max)]))


def ellipse_areas(axes: Floats) -> Floats:
    """(n, CORNERS, 2) polygons of the same area. axes: (n, 3, 2) the centre and the ends of the two half axes of each ellipse."""
    return _corners(axes, CORNERS, _REACH)


def _corners(axes: Floats, count: int, reach: float = 1.0) -> Floats:
    """(n, count, 2) corners around each ellipse, `reach` times as far from its centre as the ellipse is."""
    centre, first, second = axes[:, :1], axes[:, 1:2], axes[:, 2:3]
    angles = np.arange(count)[None, :, None] * (2 * np.pi / count)
    return centre + reach * (np.cos(angles) * (first - centre) + np.sin(angles) * (second - centre))
