"""Moving single shapes."""

from dataclasses import replace

import numpy as np

from assay.geometry.rle import Runs
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Box, Shape


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """A shape so many pixels to the right and down. A mask moves by whole pixels and stays on its image."""
    if shape.kind is ShapeKind.MASK:
        across, down = mask_step(shape, dx, dy)
        return replace(shape, runs=shifted_runs(shape.runs, across, down), box=_moved_box(shape.box, across, down))
    step = np.array([dx, dy])
    return replace(shape, rings=tuple(ring + step for ring in shape.rings), box=_moved_box(shape.box, dx, dy))


def mask_step(shape: Shape, dx: float, dy: float) -> tuple[int, int]:
    """By how many whole pixels a mask can really go."""
    height, width = int(shape.runs[0]), int(shape.runs[1])
    x_min, y_min, x_max, y_max = map(round, shape.box)
    return min(max(round(dx), -x_min), width - x_max), min(max(round(dy), -y_min), height - y_max)


def shifted_runs(runs: Runs, across: int, down: int) -> Runs:
    """A mask that many columns and rows further; nothing of it may leave the image.

    Pixels count column by column, so the whole mask moves by one number of pixels: the first run grows and the last one shrinks.
    """
    by = across * int(runs[0]) + down
    lengths = runs[2:].astype(np.int64)
    if not by or len(lengths) < 2:
        return runs
    lengths[0] += by
    if len(lengths) % 2:
        lengths[-1] -= by
    else:
        lengths = np.append(lengths, -by)
    if not lengths[-1]:
        lengths = lengths[:-1]
    return np.concatenate([runs[:2].astype(np.int64), lengths]).astype(np.uint32)


def _moved_box(box: Box, dx: float, dy: float) -> Box:
    x_min, y_min, x_max, y_max = box
    return x_min + dx, y_min + dy, x_max + dx, y_max + dy
