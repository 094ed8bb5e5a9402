"""The outline of a mask as rings along the edges of its pixels."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RIGHT, DOWN, LEFT, UP = range(4)


def raster_outline(raster: NDArray[np.bool_]) -> list[Floats]:
    """The rings along the pixel edges between mask and background. Pixels that touch at a corner only are not joined there.

    Every pixel edge is a step with the mask on its right; each step is followed by the one that turns most to the right.
    """
    exists = _steps(raster)
    height, width = exists.shape[:2]
    start = np.flatnonzero(exists)
    if not len(start):
        return []
    corner, direction = start // 4, start % 4
    end = corner + np.array([1, width, -1, -width])[direction]
    flat = exists.ravel()
    following = np.full(len(start), -1)
    for turn in (-1, 0, 1):  # to the left, straight on, to the right: the last that exists holds
        candidate = end * 4 + (direction + turn) % 4
        there = flat[candidate]
        following[there] = candidate[there]
    turns = following % 4 != direction
    name = np.full(height * width * 4, -1)
    name[start] = np.arange(len(start))
    rings = _cycles(name[following].tolist(), turns.tolist())
    corners = np.stack([end % width, end // width], axis=1).astype(np.float64)
    return [corners[ring] for ring in rings]


def _steps(raster: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(height + 1, width + 1, 4) whether a step leads from each corner to the right, down, left and up."""
    height, width = raster.shape
    padded = np.zeros((height + 2, width + 2), bool)
    padded[1:-1, 1:-1] = raster
    # The four pixels around each corner.
    above_left, above_right = padded[:-1, :-1], padded[:-1, 1:]
    below_left, below_right = padded[1:, :-1], padded[1:, 1:]
    steps = np.empty((height + 1, width + 1, 4), bool)
    steps[..., RIGHT] = below_right & ~above_right
    steps[..., DOWN] = below_left & ~below_right
    steps[..., LEFT] = above_left & ~below_left
    steps[..., UP] = above_right & ~above_left
    return steps


def _cycles(following: list[int], turns: list[bool]) -> list[list[int]]:
    """The cycles of steps, of each only the steps after which the direction changes."""
    seen = bytearray(len(following))
    cycles: list[list[int]] = []
    for first in range(len(following)):
        if seen[first]:
            continue
        cycle: list[int] = []
        step = first
        while not seen[step]:
            seen[step] = 1
            if turns[step]:
                cycle.append(step)
            step = following[step]
        cycles.append(cycle)
    return cycles
