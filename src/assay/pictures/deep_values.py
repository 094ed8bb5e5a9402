"""Values of images with more than 8 bits. Apart from the rest because it needs numpy, and most images do not."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Values = NDArray[Any]
"""(height, width) of uint16, int32 or float32."""


def values_of(image: Image.Image) -> Values:
    """The values (height, width) of a 16- or 32-bit image, in this machine's byte order."""
    values = np.asarray(image)
    return values.astype(values.dtype.newbyteorder("="), copy=False)


def value_range(values: Values) -> tuple[float, float]:
    """The smallest and the largest value; those that are no numbers or infinite do not count."""
    if values.dtype.kind == "f":
        values = values[np.isfinite(values)]
    return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)


def windowed(values: Values, low: float, high: float) -> NDArray[np.uint8]:
    """Values as 8-bit grey: `low` and below black, `high` and above white; what is no number is black."""
    if values.dtype == np.uint16:
        return ramp(np.arange(1 << 16), low, high)[values]
    return ramp(values, low, high)


def ramp(values: NDArray, low: float, high: float) -> NDArray[np.uint8]:
    """Black at `low`, white at `high`, even between."""
    span = high - low or 1.0
    grey = (np.nan_to_num(values.astype(np.float64), nan=low, posinf=high, neginf=low) - low) * (255 / span)
    return np.clip(grey, 0, 255).round().astype(np.uint8)


def stretched(image: Image.Image) -> Image.Image:
    """A 16- or 32-bit image as 8-bit grey, its darkest value black and its brightest white; the value that stands for nothing is transparent."""
    values = values_of(image)
    grey = Image.fromarray(windowed(values, *value_range(values)))
    if isinstance(nothing := image.info.get("transparency"), int):
        grey.putalpha(Image.fromarray(np.where(values == nothing, 0, 255).astype(np.uint8)))
    return grey
