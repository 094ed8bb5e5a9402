from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder
from assay.ui.canvas.mailbox import Mailbox

Pixel = tuple[Path, int, int]
"""An image file and a pixel as stored."""


class PixelProbe(QObject):
    """What an image file stores for the pixel under the pointer, asked of a process of its own; the pointer's last place alone counts."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[Pixel, str] | None = None
        self._running: Pixel | None = None
        self._next: Pixel | None = None
        self._decoder = Decoder()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="probe")
        self._mailbox = Mailbox()
        self._mailbox.posted.connect(self._receive)

    def words(self, pixel: Pixel) -> str:
        """What is said of a pixel; empty until it is known, which is asked for then."""
        if self._known is not None and self._known[0] == pixel:
            return self._known[1]
        self._next = pixel if pixel != self._running else None
        self._begin()
        return ""

    def close(self) -> None:
        """Read nothing more."""
        self._next = None
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._decoder.close()

    def _begin(self) -> None:
        if self._running is None and self._next is not None:
            self._running, self._next = self._next, None
            self._worker.submit(deliver, self._running, self._decoder, self._mailbox)

    def _receive(self, pixel: Pixel, said: str) -> None:
        self._running, self._known = None, (pixel, said)
        self.arrived.emit()
        self._begin()


def deliver(pixel: Pixel, decoder: Decoder, mailbox: Mailbox) -> None:
    """Ask what a pixel stores and post it, nothing where it cannot be read; on the worker's thread."""
    path, x, y = pixel
    try:
        said = str(next(decoder.ask(path, "values", x=x, y=y)).extras["words"])
    except AssayError:
        said = ""  # what is shown stays shown
    mailbox.posted.emit(pixel, said)
