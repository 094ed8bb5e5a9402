"""How an image's pixels are shown brighter, with more contrast, inverted, or one channel alone. The image itself stays as it is."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from assay.ui.canvas.decoded_image import DecodedImage, rewindowed


class Channel(StrEnum):
    """Which channels are shown; one alone is shown as grey."""

    ALL = "all channels"
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


PLACES = {Channel.BLUE: 0, Channel.GREEN: 1, Channel.RED: 2}
"""Where a channel lies in the four bytes of a pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """brightness, contrast: −1 to 1, 0 as it is. gamma: 1 as it is, above 1 brighter in the dark. low, high: the share of a deep image's range shown black and white."""

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    inverted: bool = False
    channel: Channel = Channel.ALL
    low: float = 0.0
    high: float = 1.0

    def window(self, image: DecodedImage) -> tuple[float, float]:
        """The values of a deep image that are shown black and white."""
        low, high = image.facts.low or 0.0, image.facts.high or 0.0
        return low + self.low * (high - low), low + self.high * (high - low)


AS_IT_IS = Adjustment()


def curve(adjustment: Adjustment) -> NDArray[np.uint8]:
    """(256,) what each brightness becomes."""
    x = np.linspace(0.0, 1.0, 256) ** (1 / adjustment.gamma)
    # a contrast of 1 is a step at the middle, of −1 all grey
    slope = np.tan((min(max(adjustment.contrast, -1.0), 0.99) + 1) * np.pi / 4)
    x = (x - 0.5) * slope + 0.5 + adjustment.brightness
    grey = np.clip(x, 0.0, 1.0)
    return np.round(255 * (1 - grey if adjustment.inverted else grey)).astype(np.uint8)


def adjusted_pixels(image: QImage, adjustment: Adjustment) -> QImage:
    """An image of 32 bits per pixel as adjusted; its opacity stays."""
    import cv2  # takes 0.1 s to import, and most images are looked at as they are

    pixels = np.array(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    if adjustment.channel is not Channel.ALL:
        grey = np.ascontiguousarray(pixels[..., PLACES[adjustment.channel]])
        pixels = cv2.merge([grey, grey, grey, np.ascontiguousarray(pixels[..., 3])])
    tables = np.tile(curve(adjustment)[:, None], (1, 4))
    tables[:, 3] = np.arange(256)
    made = cv2.LUT(pixels, tables[None])
    return QImage(made.data, image.width(), image.height(), made.strides[0], image.format()).copy()


@dataclass(frozen=True)
class AdjustedImage(DecodedImage):
    """A decoded image whose levels are adjusted when they are first painted, so that moving a slider costs what is looked at."""

    adjustment: Adjustment = AS_IT_IS
    made: dict[int, QImage] = field(default_factory=dict)

    def level(self, scale: float) -> tuple[QImage, float]:
        """The smallest level that has a pixel for every device pixel, adjusted."""
        plain, level_scale = super().level(scale)
        if plain.width() not in self.made:
            self.made[plain.width()] = adjusted_pixels(plain, self.adjustment)
        return self.made[plain.width()], level_scale


def adjusted(image: DecodedImage, adjustment: Adjustment) -> DecodedImage:
    """An image as it is to be shown."""
    if adjustment == AS_IT_IS:
        return image
    shown = rewindowed(image, *adjustment.window(image)) if image.values is not None else image
    return AdjustedImage(
        shown.facts, shown.levels, shown.values, shown.block, shown.orientation, shown.passes, adjustment
    )
