"""Resizing masks and turned ellipses by handles."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.geometry.ellipses import ellipse_ring
from assay.geometry.handles import resized_box
from assay.geometry.masks import crop_from_runs
from assay.geometry.shape_making import bounds_of, mask_shape
from assay.geometry.splitting import runs_of_crop
from assay.model.single_shape import Box, Shape

Floats = NDArray[np.float64]


def resized_mask(shape: Shape, handle: int, x: float, y: float) -> Shape:
    """A mask whose bounds have one of their eight handles at a point: each new pixel is what its middle lies on in the old mask. It stays on its image and has a pixel at least each way."""
    height, width = int(shape.runs[0]), int(shape.runs[1])
    left, top, right, bottom = map(round, shape.box)
    new = whole_box(resized_box(shape.box, handle, x, y), width=width, height=height)
    crop = crop_from_runs(shape.runs, x=left, y=top, width=right - left, height=bottom - top)
    columns, rows = nearest(new[2] - new[0], right - left), nearest(new[3] - new[1], bottom - top)
    resized = crop[rows[:, None], columns]
    if not resized.any():  # thin parts may fall between the middles
        return shape
    return mask_shape(runs_of_crop(resized, x=new[0], y=new[1], height=height, width=width))


def whole_box(box: Box, *, width: int, height: int) -> tuple[int, int, int, int]:
    """A box in whole pixels on an image, one pixel wide and high at least."""
    left, top = min(max(round(box[0]), 0), width - 1), min(max(round(box[1]), 0), height - 1)
    return left, top, min(max(round(box[2]), left + 1), width), min(max(round(box[3]), top + 1), height)


def nearest(new: int, old: int) -> NDArray[np.int64]:
    """(new,) on which of so many old pixels in a row the middle of each new one lies."""
    return ((np.arange(new) + 0.5) * old / new).astype(np.int64)


def ellipse_corners(axes: Floats) -> Floats:
    """(4, 2) the corners of the turned rectangle around an ellipse. axes: (3, 2) its centre and the ends of its two half axes."""
    centre, first, second = axes
    along, down = first - centre, second - centre
    return np.array([centre - along - down, centre + along - down, centre + along + down, centre - along + down])


def ellipse_within(shape: Shape, corners: Floats) -> Shape:
    """An ellipse that fills a turned rectangle (4, 2)."""
    axes = np.array([corners.mean(axis=0), (corners[1] + corners[2]) / 2, (corners[2] + corners[3]) / 2])
    return replace(shape, rings=(axes,), box=bounds_of([ellipse_ring(axes)]))
