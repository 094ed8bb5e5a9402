from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from assay.pictures.deep_values import Values, windowed
from assay.pictures.facts import PictureFacts, is_turned_for
from assay.pictures.messages import Decoded
from assay.pictures.orientation import UPRIGHT, turned_size
from assay.pictures.pixel_values import PixelValues
from assay.pictures.planes import OPAQUE, PREMULTIPLIED, Plane
from assay.ui.canvas.view_transform import Size

FORMATS: Mapping[str, QImage.Format] = {
    OPAQUE: QImage.Format.Format_RGB32,
    PREMULTIPLIED: QImage.Format.Format_ARGB32_Premultiplied,
}
"""The formats that Qt paints fastest."""

RIGHT, LEFT = QTransform().rotate(90), QTransform().rotate(-90)
ACROSS, DOWN = QTransform().scale(-1, 1), QTransform().scale(1, -1)
TURNS: Mapping[int, tuple[QTransform, ...]] = {5: (RIGHT, ACROSS), 6: (RIGHT,), 7: (RIGHT, DOWN), 8: (LEFT,)}
"""How stored pixels are turned, then mirrored, for the orientations that change width and height for one another (EXIF 2.32, 4.6.4).

Both at once, Qt makes an image of nothing.
"""


@dataclass(frozen=True)
class DecodedImage:
    """An image ready to be painted: itself and halves of it, each half as wide and high as the one before.

    values: an image of more than 8 bits as stored, (height, width), None for others. block: the memory that the levels look at, kept for them.
    orientation: by which the stored pixels were turned. passes: whether this is a glimpse, and the whole image follows at once.
    """

    facts: PictureFacts
    levels: tuple[QImage, ...]
    values: Values | None = None
    block: object = None
    orientation: int = UPRIGHT
    passes: bool = False

    @property
    def width(self) -> int:
        """In pixels, as shown."""
        return turned_size(self.stored, self.orientation)[0] if self.is_coarse else self.levels[0].width()

    @property
    def height(self) -> int:
        """In pixels, as shown."""
        return turned_size(self.stored, self.orientation)[1] if self.is_coarse else self.levels[0].height()

    @property
    def stored(self) -> tuple[int, int]:
        """Width and height as stored."""
        return self.facts.width, self.facts.height

    @property
    def is_coarse(self) -> bool:
        """Whether the image is large, its levels begin at a reduced one, and detail is read where it is looked at."""
        return max(self.levels[0].width(), self.levels[0].height()) < max(self.facts.width, self.facts.height)

    @property
    def has_alpha(self) -> bool:
        """Whether something behind the image shows through."""
        return self.levels[0].hasAlphaChannel()

    @cached_property
    def bytes(self) -> int:
        """Memory that the pixels take."""
        return sum(level.sizeInBytes() for level in self.levels) + (0 if self.values is None else self.values.nbytes)

    def level(self, scale: float) -> tuple[QImage, float]:
        """The smallest level that still has a pixel for every device pixel at a scale, and its own scale."""
        for level in reversed(self.levels):
            if level.width() / self.width >= scale:
                return level, level.width() / self.width
        return self.levels[0], self.levels[0].width() / self.width


def image_of(decoded: Decoded) -> DecodedImage:
    """What a decoding process made, as images that look at its memory."""
    levels = tuple(qt_image(decoded, plane) for plane in decoded.planes if plane.kind in FORMATS)
    values = next((values_of(decoded, plane) for plane in decoded.planes if plane.kind not in FORMATS), None)
    return DecodedImage(decoded.facts, levels, values, decoded.block, passes=bool(decoded.extras.get("passes")))


def qt_image(decoded: Decoded, plane: Plane) -> QImage:
    """A plane as an image without copying it."""
    return QImage(decoded.pixels(plane), plane.width, plane.height, 4 * plane.width, FORMATS[plane.kind])


def values_of(decoded: Decoded, plane: Plane) -> Values:
    """A plane of values."""
    return np.frombuffer(decoded.pixels(plane), plane.kind).reshape(plane.height, plane.width)


def turned_for(image: DecodedImage, declared: Size | None) -> DecodedImage:
    """The image as labels of a declared size refer to it: turned as EXIF says when that size is the turned one, else as stored."""
    if not is_turned_for(image.facts, declared):
        return image
    orientation = image.facts.orientation
    values = None if image.values is None else turned_values(image.values, orientation)
    levels = tuple(turned_pixels(level, orientation) for level in image.levels)
    return replace(image, levels=levels, values=values, orientation=orientation)


def turned_pixels(image: QImage, orientation: int) -> QImage:
    """Stored pixels as shown."""
    for turn in TURNS.get(orientation, ()):
        image = image.transformed(turn)
    return image


def turned_values(values: Values, orientation: int) -> Values:
    """Values turned as the picture is."""
    if orientation in (5, 7):
        return values.T if orientation == 5 else np.rot90(values, 2).T
    return np.rot90(values, -1 if orientation == 6 else 1)


def rewindowed(image: DecodedImage, low: float, high: float) -> DecodedImage:
    """A deep image with other values shown black and white; any other image as it is."""
    if image.values is None or (low, high) == (image.facts.low, image.facts.high):
        return image
    grey = np.ascontiguousarray(windowed(image.values, low, high))
    return replace(image, levels=halved(grey_image(grey), len(image.levels)))


def grey_image(grey: NDArray[np.uint8]) -> QImage:
    """8-bit grey (height, width) in the format that Qt paints fastest."""
    height, width = grey.shape
    made = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
    return made.convertToFormat(QImage.Format.Format_RGB32)


def halved(image: QImage, count: int) -> tuple[QImage, ...]:
    """An image and its halves, so many levels in all."""
    levels = [image]
    while len(levels) < count:
        width, height = (levels[-1].width() + 1) // 2, (levels[-1].height() + 1) // 2
        levels.append(
            levels[-1].scaled(
                width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
    return tuple(levels)


def values_at_hand(image: DecodedImage, x: int, y: int) -> PixelValues | None:
    """What a file stores for a pixel, where the decoded image says it exactly; None where the file has to be asked."""
    if image.values is not None:
        value = image.values[y, x]
        return PixelValues(bands=("I",), values=(float(value) if image.values.dtype.kind == "f" else int(value),))
    is_plain = image.facts.mode in ("RGB", "L") and image.facts.bits == 8 and not image.has_alpha
    if image.is_coarse or not is_plain:
        return None
    colour = image.levels[0].pixelColor(x, y)
    channels = (colour.red(), colour.green(), colour.blue())
    return PixelValues(bands=tuple(image.facts.mode), values=channels[: len(image.facts.mode)])
