"""Boundary IoU (Cheng, Girshick, Dollár, Berg, Kirillov: Boundary IoU, CVPR 2021)."""

import numpy as np
from numpy.typing import NDArray

Raster = NDArray[np.bool_]


def boundary_width(*, image_height: float, image_width: float, boundary_share: float = 0.02) -> int:
    """How many pixels the boundary is wide: a share of the image's diagonal, at least 1. Half rounds to even, as in the authors' code."""
    return max(1, round(boundary_share * float(np.hypot(image_height, image_width))))


def boundary(mask: Raster, width: int) -> Raster:
    """The mask's pixels within `width` steps of its outline, diagonal steps allowed; beyond the raster's edge is background.

    The same as the mask less `width` erosions by a 3 × 3 square.
    """
    return mask & ~_eroded(_eroded(mask, width).T, width).T


def boundary_iou(a: Raster, b: Raster, width: int) -> float:
    """IoU of the boundaries of two masks on one raster, 0 where both are empty. A crop of the image around both will do."""
    boundary_a, boundary_b = boundary(a, width), boundary(b, width)
    union = np.count_nonzero(boundary_a | boundary_b)
    return np.count_nonzero(boundary_a & boundary_b) / union if union else 0.0


def _eroded(mask: Raster, width: int) -> Raster:
    """Pixels whose `width` neighbours up and down belong to the mask too."""
    window = 2 * width + 1
    if len(mask) < window:
        return np.zeros_like(mask)
    total = np.zeros((len(mask) + 1, mask.shape[1]), np.int32)
    np.cumsum(mask, axis=0, out=total[1:])
    eroded = np.zeros_like(mask)
    eroded[width : len(mask) - width] = total[window:] - total[:-window] == window
    return eroded
