from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder
from assay.pictures.orientation import Box, stored_box, turned_box
from assay.ui.canvas.decoded_image import DecodedImage, qt_image, turned_pixels
from assay.ui.canvas.mailbox import Mailbox
from assay.ui.canvas.view_transform import Size, View, visible_box

SECONDS = 120.0
"""The first part of a large image may mean reading all of it."""
MARGIN = 192.0
"""Logical pixels around the pane that are read too."""


@dataclass(frozen=True, slots=True)
class PartWish:
    """A part of a large image, each side a factor shorter. box: x_min, y_min, x_max, y_max in pixels as stored."""

    path: Path
    box: Box
    factor: int

    def serves(self, other: "PartWish") -> bool:
        """Whether this part shows all that another does, as sharply."""
        mine, asked = self.box, other.box
        is_around = mine[0] <= asked[0] and mine[1] <= asked[1] and mine[2] >= asked[2] and mine[3] >= asked[3]
        return self.path == other.path and self.factor <= other.factor and is_around


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was read. image: as stored. block: the memory that it looks at."""

    wish: PartWish
    image: QImage
    block: object

    def turned_for(self, whole: DecodedImage) -> "ShownPart":
        """The part as it belongs to a large image that is turned."""
        x_min, y_min, x_max, y_max = turned_box(self.wish.box, whole.orientation, stored=whole.stored)
        image = turned_pixels(self.image, whole.orientation)
        return ShownPart(image, QRectF(x_min, y_min, x_max - x_min, y_max - y_min))


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as it is shown. place: in image pixels as shown."""

    image: QImage
    place: QRectF


class Detail(QObject):
    """The detail of large images where the user looks; one part at a time is read, by a process of its own, and one is kept."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._part: Part | None = None
        self._running: PartWish | None = None
        self._next: PartWish | None = None
        self._decoder = Decoder(seconds=SECONDS)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="detail")
        self._mailbox = Mailbox()
        self._mailbox.posted.connect(self._receive)

    def part(self, path: Path | None) -> Part | None:
        """What is known of an image in detail."""
        return self._part if self._part is not None and self._part.wish.path == path else None

    def want(self, path: Path, image: DecodedImage, view: View, *, viewport: Size, ratio: float) -> None:
        """Have the visible part sharp; a wish that was not begun is forgotten."""
        seen = part_wish(path, image, view, viewport=viewport, ratio=ratio, margin=0)
        known = [part.wish for part in [self._part] if part] + ([self._running] if self._running else [])
        if seen is None or any(wish.serves(seen) for wish in known):
            self._next = None
            return
        self._next = part_wish(path, image, view, viewport=viewport, ratio=ratio, margin=MARGIN)
        self._begin()

    def close(self) -> None:
        """Read nothing more."""
        self._next = None
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._decoder.close()

    def _begin(self) -> None:
        if self._running is None and self._next is not None:
            self._running, self._next = self._next, None
            self._worker.submit(deliver, self._running, self._decoder, self._mailbox)

    def _receive(self, wish: PartWish, part: Part | None) -> None:
        del wish
        self._running = None
        if part is not None:
            self._part = part
            self.arrived.emit()
        self._begin()


def deliver(wish: PartWish, decoder: Decoder, mailbox: Mailbox) -> None:
    """Have a part read and post it, or None where it cannot be; on the worker's thread."""
    try:
        decoded = next(decoder.ask(wish.path, "part", box=wish.box, factor=wish.factor))
    except AssayError:
        mailbox.posted.emit(wish, None)  # the coarse picture stays
        return
    mailbox.posted.emit(wish, Part(wish, qt_image(decoded, decoded.planes[0]), decoded.block))


def part_wish(
    path: Path, image: DecodedImage, view: View, *, viewport: Size, ratio: float, margin: float
) -> PartWish | None:
    """The visible part of a large image with a margin; None when the coarse picture has enough pixels, or nothing is seen."""
    scale = view.scale * ratio
    if not image.is_coarse or image.levels[0].width() / image.width >= scale:
        return None
    factor = 1
    while 0.5 / factor >= scale:
        factor *= 2
    x_min, y_min, x_max, y_max = visible_box(view, viewport=viewport, margin=margin)
    shown = (
        max(int(x_min), 0),
        max(int(y_min), 0),
        min(int(x_max) + 1, image.width),
        min(int(y_max) + 1, image.height),
    )
    left, top, right, bottom = stored_box(shown, image.orientation, stored=image.stored)
    left, top = left // factor * factor, top // factor * factor
    return PartWish(path, (left, top, right, bottom), factor) if left < right and top < bottom else None
