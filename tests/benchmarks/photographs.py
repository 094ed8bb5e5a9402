"""JPEGs that cost a reader what photographs cost it."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

GRAIN = 8
"""Standard deviation of the noise that a sensor leaves on each pixel, in steps of brightness; it is most of a photograph's bytes."""
LIGHT, MOTTLE = 160, 70
"""By so many steps brightness grows across the picture, and colours differ from place to place."""


def photograph(path: Path, size: tuple[int, int], seed: int) -> None:
    """A JPEG with a photograph's light, colours and grain: 0.37 bytes a pixel, and as much to decode."""
    chance = np.random.default_rng(seed)
    pixels = np.asarray(mottled(size, chance, MOTTLE)).astype(np.int16) + light(size)
    pixels += (chance.standard_normal((size[1], size[0], 1), np.float32) * GRAIN).round().astype(np.int16)
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path, quality=90)


def smooth_picture(path: Path, size: tuple[int, int], seed: int) -> None:
    """A JPEG without grain, of any size within a little memory."""
    mottled(size, np.random.default_rng(seed), 255).save(path, quality=90)


def mottled(size: tuple[int, int], chance: np.random.Generator, most: int) -> Image.Image:
    """Colours that change every 16 pixels and flow into each other."""
    few = chance.integers(0, most, (size[1] // 16, size[0] // 16, 3), np.uint8)
    return Image.fromarray(few).resize(size, Image.Resampling.BICUBIC)


@cache
def light(size: tuple[int, int]) -> NDArray[np.int16]:
    """(height, width, 3) brightness that grows to the right in red, downwards in green, and both ways in blue."""
    across, down = (np.linspace(0, LIGHT, side) for side in size)
    red, green = np.broadcast_arrays(across, down[:, None])
    return np.stack([red, green, (red + green) / 2], axis=-1).astype(np.int16)
