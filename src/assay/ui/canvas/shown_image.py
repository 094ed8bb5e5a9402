from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assay.pictures.facts import is_turned_for
from assay.pictures.orientation import stored_box
from assay.ui.canvas.adjustment import AS_IT_IS, Adjustment, adjusted, adjusted_pixels
from assay.ui.canvas.decoded_image import DecodedImage, turned_for, values_at_hand
from assay.ui.canvas.detail import Detail, ShownPart
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.pixel_probe import PixelProbe
from assay.ui.canvas.reduced_image import ReducedImage
from assay.ui.canvas.view_transform import Size, View


class ShownImage(QObject):
    """The image on a canvas: turned as its labels refer to it, adjusted, and read in detail where it is large and looked at."""

    arrived = Signal()
    """It is read now, in another coarse state, or known to be a problem."""
    sharpened = Signal()
    """A part of it was read in detail."""
    values_arrived = Signal()
    """What the file stores for the pixel that was asked for last is known now."""
    foreseen = Signal()
    """The image that is the likeliest to be wanted next is read."""
    failed = Signal(str)
    """The sentence that says why it is not shown."""

    def __init__(self, images: ImageSource, parent: QObject) -> None:
        super().__init__(parent)
        self._images = images
        self._declared: Size | None = None
        self.ahead: tuple[Path, ...] = ()
        """The images that are likely to be wanted next, the likeliest first."""
        self.path: Path | None = None
        self.decoded: DecodedImage | None = None
        self.adjusted: DecodedImage | None = None
        """What is painted: the decoded image as adjusted."""
        self.adjustment = AS_IT_IS
        self.reduced = ReducedImage()
        self._images.arrived.connect(self._image_arrived)
        self._detail = Detail(self)
        self._detail.arrived.connect(self.sharpened)
        self._part: tuple[object, ShownPart] | None = None
        self._probe = PixelProbe(self)
        self._probe.arrived.connect(self.values_arrived)
        for reader in (self._detail, self._probe):
            parent.destroyed.connect(reader.close)

    def show(self, path: Path | None, *, declared: Size | None) -> None:
        """Have another image, or none. declared: the size that its labels refer to."""
        self.path, self.decoded, self.adjusted = path, None, None
        self._declared = declared
        self.expect(path)
        self._take()

    def expect(self, path: Path | None) -> None:
        """Read an image that is about to be shown; its neighbours only once it is painted."""
        self._images.want(self, [path] if path else [], later=self.ahead)

    def read_ahead(self) -> None:
        """Read the image unless it is there, then those that are likely to be wanted next."""
        shown = [self.path] if self.path else []
        self._images.want(self, [*shown, *(path for path in self.ahead if path not in shown)])

    def reduce_ahead(self, *, declared: Size, scale: float, angle: float) -> None:
        """Have a copy of the likeliest next image at the scale in device pixels that it will be painted at, if it is read."""
        image = self._images.image(self.ahead[0]) if self.ahead else None
        if image is not None and not is_turned_for(image.facts, declared):
            self.reduced.foresee(image, scale, angle)

    def adjust(self, adjustment: Adjustment) -> None:
        """Show the pixels otherwise."""
        self.adjustment = adjustment
        self.adjusted = adjusted(self.decoded, adjustment) if self.decoded else None

    @property
    def is_deep(self) -> bool:
        """Whether it has more than 8 bits per channel."""
        return self.decoded is not None and self.decoded.values is not None

    @property
    def is_awaited(self) -> bool:
        """Whether it is still being read, with nothing of it to be seen."""
        return self.path is not None and self.decoded is None and not self.problem()

    def is_settled_at(self, scale: float) -> bool:
        """Whether it is read as sharply as a scale in device pixels shows, or will not be read."""
        image = self.decoded
        if image is None:
            return bool(self.problem())
        return not image.passes or max(image.levels[0].width(), image.levels[0].height()) >= scale * max(image.stored)

    def problem(self) -> str:
        """Why it cannot be shown; empty while nothing is known against it."""
        if self.path is None:
            return "No image file is known for these labels."
        return self._images.problem(self.path) or ""

    def want_detail(self, view: View, *, viewport: Size, ratio: float) -> None:
        """Have what is seen of a large image sharp."""
        if self.path is not None and self.decoded is not None and self.decoded.is_coarse and not self.decoded.passes:
            self._detail.want(self.path, self.decoded, view, viewport=viewport, ratio=ratio)

    def part(self) -> ShownPart | None:
        """The part of a large image that was read in detail, turned and adjusted as the rest."""
        part = self._detail.part(self.path)
        if part is None or self.decoded is None:
            return None
        made_for = (part, self.adjustment, self.decoded.orientation)
        if self._part is None or self._part[0] != made_for:
            shown = part.turned_for(self.decoded)
            if self.adjustment != AS_IT_IS:
                shown = replace(shown, image=adjusted_pixels(shown.image, self.adjustment))
            self._part = (made_for, shown)
        return self._part[1]

    def colour_at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """Red, green and blue of a pixel as shown."""
        image = self.decoded.levels[0] if self.decoded and not self.decoded.is_coarse else None
        if image is None or not (0 <= x < image.width() and 0 <= y < image.height()):
            return None
        colour = image.pixelColor(int(x), int(y))
        return colour.red(), colour.green(), colour.blue()

    def values_at(self, x: float, y: float) -> str:
        """What the file stores for a pixel, in words; empty beside the image, and while it is not known yet."""
        image = self.decoded
        if image is None or self.path is None or not (0 <= x < image.width and 0 <= y < image.height):
            return ""
        at_hand = values_at_hand(image, int(x), int(y))
        if at_hand is not None:
            return at_hand.words()
        pixel = (int(x), int(y), int(x) + 1, int(y) + 1)
        left, top, *_ = stored_box(pixel, image.orientation, stored=image.stored)
        return self._probe.words((self.path, left, top))

    def _image_arrived(self, path: Path) -> None:
        if path == self.path:
            self._take()
            self.arrived.emit()
        elif path in self.ahead[:1]:
            self.foreseen.emit()

    def _take(self) -> None:
        if self.path is None:
            return
        image = self._images.image(self.path)
        self.decoded = turned_for(image, self._declared) if image else None
        self.adjusted = adjusted(self.decoded, self.adjustment) if self.decoded else None
        if self.problem():
            self.failed.emit(self.problem())
