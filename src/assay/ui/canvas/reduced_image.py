from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from assay.ui.canvas.decoded_image import DecodedImage

MOST_PIXELS = 6_000_000
"""Making a larger one would be felt as a pause."""


class ReducedImage:
    """An image at the reduced scale and angle that it is painted at, made when it is painted so a second time.

    Dragging then copies pixels; resampling a large image takes half of a frame's time. While zooming, no scale comes twice.
    """

    def __init__(self) -> None:
        self._source: DecodedImage | None = None
        self._placing = (0.0, 0.0)
        self._made: QImage | None = None

    def at(self, source: DecodedImage, scale: float, angle: float = 0.0) -> QImage | None:
        """The image at a scale below 1 in device pixels, turned clockwise; None when it is better resampled."""
        if source is not self._source or (scale, angle) != self._placing:
            self._source, self._placing, self._made = source, (scale, angle), None
            return None
        width, height = round(source.width * scale), round(source.height * scale)
        if self._made is None and scale < 1 and 0 < width * height <= MOST_PIXELS:
            self._made = source.level(scale)[0].scaled(
                width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            if angle:
                self._made = self._made.transformed(
                    QTransform().rotate(angle), Qt.TransformationMode.SmoothTransformation
                )
        return self._made
