import hashlib
import threading
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder
from assay.store.thumbnail_cache import ThumbnailCache
from assay.ui.canvas.decoded_image import qt_image
from assay.ui.canvas.mailbox import Mailbox

WIDTH, HEIGHT = 108, 80
"""Pixels of a thumbnail: twice what a list shows, for screens of twice the density."""
KEPT = 1500
WAITING = 64
QUALITY = 82
MOMENT = 80
"""Milliseconds that a thumbnail waits: the rows that ask for it are painted with an image that is decoded just then."""


class Thumbnails(QObject):
    """Small pictures of image files, made by a process of their own and kept while there is room. What was asked for last is made first."""

    arrived = Signal(object)
    """The path whose thumbnail is there now, or is known not to come."""

    def __init__(self, project: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: OrderedDict[Path, QImage | None] = OrderedDict()
        # Python's own threads: Qt's pool waits for its workers while it is destroyed, and then neither gets the interpreter.
        self._workers = ThreadPoolExecutor(1, thread_name_prefix="thumbnail")
        self._mailbox = Mailbox()
        self._mailbox.posted.connect(self._receive)
        self._maker = ThumbnailMaker(self._mailbox, project)
        self._asked = 0
        self._moment = QTimer(self, interval=MOMENT, singleShot=True)
        self._moment.timeout.connect(self._begin)

    def thumbnail(self, path: Path) -> QImage | None:
        """The thumbnail; None while it is not there, and for a file that cannot be read."""
        if path in self._made:
            self._made.move_to_end(path)
            return self._made[path]
        if self._maker.want(path):
            self._asked += 1
            if not self._moment.isActive():
                self._moment.start()
        return None

    def is_unreadable(self, path: Path) -> bool:
        """Whether the file is known to give no thumbnail."""
        return path in self._made and self._made[path] is None

    def close(self) -> None:
        """Begin nothing more."""
        self._asked = 0
        self._maker.want_nothing()
        with suppress(RuntimeError):  # the interpreter may be ending, and the file is closed with it
            self._workers.submit(self._maker.close)
        self._workers.shutdown(wait=False)
        self._maker.decoder.close()

    def _begin(self) -> None:
        for _ in range(self._asked):
            self._workers.submit(self._maker.make_newest)
        self._asked = 0

    def _receive(self, path: Path, made: QImage | None) -> None:
        self._made[path] = made
        if len(self._made) > KEPT:
            self._made.popitem(last=False)
        self.arrived.emit(path)


class ThumbnailMaker:
    """Makes what is waited for, the newest first, or finds it in the cache beside the project. `want` and `want_nothing` come from another thread."""

    def __init__(self, mailbox: Mailbox, project: Path | None) -> None:
        self.decoder = Decoder()
        self._mailbox = mailbox
        self._project = project
        self._cache: ThumbnailCache | None = None
        self._lock = threading.Lock()
        self._waiting: deque[Path] = deque()

    def want(self, path: Path) -> bool:
        """Wait for a thumbnail; whether nobody did yet."""
        with self._lock:
            if path in self._waiting:
                return False
            self._waiting.append(path)
            if len(self._waiting) > WAITING:
                # It was scrolled past; when it is painted again it is asked for again.
                self._waiting.popleft()
            return True

    def want_nothing(self) -> None:
        """Wait for none of them any more."""
        with self._lock:
            self._waiting.clear()

    def make_newest(self) -> None:
        """Make the thumbnail that was asked for last, if any still is, and post it."""
        with self._lock:
            path = self._waiting.pop() if self._waiting else None
        if path is not None:
            self._mailbox.posted.emit(path, self._found_or_made(path))

    def close(self) -> None:
        """Close the cache, on the thread that opened it."""
        if self._cache is not None:
            self._cache.close()

    def _found_or_made(self, path: Path) -> QImage | None:
        if self._cache is None and self._project is not None:
            self._cache, self._project = ThumbnailCache.beside(self._project), None
        key = key_of(path)
        if self._cache is None or key is None:
            return thumbnail_of(path, self.decoder)
        kept = self._cache.picture(key)
        image = QImage.fromData(kept) if kept else QImage()
        if not image.isNull():
            return image
        made = thumbnail_of(path, self.decoder)
        if made is not None:
            self._cache.keep(key, encoded(made))
        return made


def key_of(path: Path) -> str | None:
    """What tells one state of an image file from any other: its place, its size and when it was written; None for a file that is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    said = f"{path.absolute()}|{status.st_size}|{status.st_mtime_ns}|{WIDTH}x{HEIGHT}"
    return hashlib.sha1(said.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


def encoded(image: QImage) -> bytes:
    """A thumbnail as the cache keeps it: a JPEG, or a PNG where something shows through."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG" if image.hasAlphaChannel() else "JPEG", QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def thumbnail_of(path: Path, decoder: Decoder) -> QImage | None:
    """The middle of an image, small; None when the file cannot be read."""
    try:
        decoded = next(decoder.ask(path, "small", width=WIDTH, height=HEIGHT))
    except AssayError:
        return None
    return qt_image(decoded, decoded.planes[0]).copy()
