from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from assay.ui.canvas.decoded_image import DecodedImage

MOST_PIXELS = 6_000_000
"""Making a larger one would be felt as a pause."""

Placing = tuple[float, float]
"""A scale in device pixels, and an angle clockwise."""


class ReducedImage:
    """An image at the reduced scale and angle that it is painted at, made ahead by a worker, or when it is painted so a second time.

    Dragging then copies pixels; resampling a large image takes half of a frame's time. While zooming, no scale comes twice.
    """

    def __init__(self) -> None:
        self._source: DecodedImage | None = None
        self._placing: Placing = (0.0, 0.0)
        self._made: QImage | None = None
        self._worker: ThreadPoolExecutor | None = None
        self._foreseen: tuple[DecodedImage, Placing, Future[QImage]] | None = None

    def foresee(self, source: DecodedImage, scale: float, angle: float = 0.0) -> None:
        """Have a copy made, unless it is, for an image that is likely to be painted next."""
        if self._future_of(source, (scale, angle)) is None and is_worth_while(source, scale):
            self._worker = self._worker or ThreadPoolExecutor(1, "reduced")
            self._foreseen = (source, (scale, angle), self._worker.submit(made, source, scale, angle))

    def at(self, source: DecodedImage, scale: float, angle: float = 0.0) -> QImage | None:
        """The image at a scale below 1 in device pixels, turned clockwise; None when it is better resampled."""
        if source is not self._source or (scale, angle) != self._placing:
            self._source, self._placing, self._made = source, (scale, angle), None
            future = self._future_of(source, self._placing)
            if future is not None and future.done():
                self._made = future.result()
            return self._made
        if self._made is None and is_worth_while(source, scale):
            self._made = made(source, scale, angle)
        return self._made

    def _future_of(self, source: DecodedImage, placing: Placing) -> "Future[QImage] | None":
        if self._foreseen is None or self._foreseen[0] is not source or self._foreseen[1] != placing:
            return None
        return self._foreseen[2]


def is_worth_while(source: DecodedImage, scale: float) -> bool:
    """Whether a copy at a scale is smaller than the image, and soon made."""
    return scale < 1 and 0 < round(source.width * scale) * round(source.height * scale) <= MOST_PIXELS


def made(source: DecodedImage, scale: float, angle: float) -> QImage:
    """The copy; on any thread."""
    width, height = round(source.width * scale), round(source.height * scale)
    copy = source.level(scale)[0].scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return copy.transformed(QTransform().rotate(angle), Qt.TransformationMode.SmoothTransformation) if angle else copy
