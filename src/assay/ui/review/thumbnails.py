from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder
from assay.ui.canvas.decoded_image import qt_image

WIDTH, HEIGHT = 108, 80
"""Pixels of a thumbnail: twice what a list shows, for screens of twice the density."""
KEPT = 1500
WAITING = 64


class Thumbnails(QObject):
    """Small pictures of image files, made by a process of their own and kept while there is room. What was asked for last is made first."""

    arrived = Signal(object)
    """The path whose thumbnail is there now, or is known not to come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: OrderedDict[Path, QImage | None] = OrderedDict()
        self._waiting: deque[Path] = deque()
        # Python's own threads: Qt's pool waits for its workers while it is destroyed, and then neither gets the interpreter.
        self._workers = ThreadPoolExecutor(1, thread_name_prefix="thumbnail")
        self._decoder = Decoder()
        self._mailbox = ThumbnailMailbox()
        self._mailbox.made.connect(self._receive)

    def thumbnail(self, path: Path) -> QImage | None:
        """The thumbnail; None while it is not there, and for a file that cannot be read."""
        if path in self._made:
            self._made.move_to_end(path)
            return self._made[path]
        if path not in self._waiting:
            self._ask_for(path)
        return None

    def is_unreadable(self, path: Path) -> bool:
        """Whether the file is known to give no thumbnail."""
        return path in self._made and self._made[path] is None

    def close(self) -> None:
        """Begin nothing more."""
        self._waiting.clear()
        self._workers.shutdown(wait=False, cancel_futures=True)
        self._decoder.close()

    def _ask_for(self, path: Path) -> None:
        self._waiting.append(path)
        if len(self._waiting) > WAITING:
            # It was scrolled past; when it is painted again it is asked for again.
            self._waiting.popleft()
        self._workers.submit(make_newest, self._waiting, self._decoder, self._mailbox)

    def _receive(self, path: Path, made: QImage | None) -> None:
        self._made[path] = made
        if len(self._made) > KEPT:
            self._made.popitem(last=False)
        self.arrived.emit(path)


class ThumbnailMailbox(QObject):
    """Carries thumbnails from the worker to the window's thread."""

    made = Signal(object, object)


def make_newest(waiting: deque[Path], decoder: Decoder, mailbox: ThumbnailMailbox) -> None:
    """Make the thumbnail that was asked for last, if any still is, and post it."""
    try:
        path = waiting.pop()
    except IndexError:
        return
    mailbox.made.emit(path, thumbnail_of(path, decoder))


def thumbnail_of(path: Path, decoder: Decoder) -> QImage | None:
    """The middle of an image, small; None when the file cannot be read."""
    try:
        decoded = next(decoder.ask(path, "small", width=WIDTH, height=HEIGHT))
    except AssayError:
        return None
    return qt_image(decoded, decoded.planes[0]).copy()
