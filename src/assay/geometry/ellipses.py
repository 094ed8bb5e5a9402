import numpy as np
from numpy.typing import NDArray

CORNERS = 72


def ellipse_ring(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """(72, 2) The outline of an ellipse. axes: (3, 2) its centre and the ends of its two half axes."""
    centre, first, second = axes
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)[:, None]
    return centre + np.cos(angle) * (first - centre) + np.sin(angle) * (second - centre)


def upright_ellipse(box: NDArray[np.float64]) -> NDArray[np.float64]:
    """(72, 2) The outline of the ellipse that fills a box (x_min, y_min, x_max, y_max)."""
    x_min, y_min, x_max, y_max = box
    centre = np.array([(x_min + x_max) / 2, (y_min + y_max) / 2])
    return ellipse_ring(np.array([centre, (x_max, centre[1]), (centre[0], y_max)]))
