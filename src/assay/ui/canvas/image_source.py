from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder
from assay.ui.canvas.decoded_image import DecodedImage, image_of
from assay.ui.canvas.mailbox import Mailbox

BYTES_LIMIT = 512 * 1024 * 1024


class ImageSource(QObject):
    """Decoded images for one or several canvases, read by processes of their own and kept while there is room."""

    arrived = Signal(object)
    """The path of an image that is now decoded, or found to be a problem."""

    def __init__(
        self,
        *,
        bytes_limit: int = BYTES_LIMIT,
        workers: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bytes_limit = bytes_limit
        self._images: OrderedDict[Path, DecodedImage] = OrderedDict()
        self._problems: dict[Path, str] = {}
        self._wishes: WeakKeyDictionary[QObject, tuple[Path, ...]] = WeakKeyDictionary()
        self._later: WeakKeyDictionary[QObject, tuple[Path, ...]] = WeakKeyDictionary()
        self._running: dict[Path, Future[None]] = {}
        # Python's own threads: Qt's pool waits for its workers while it is destroyed, and then neither gets the interpreter.
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="decode")
        # One fewer: whoever jumps to another image does not wait for two neighbours of the last one to be read.
        self._ahead = ThreadPoolExecutor(max(workers - 1, 1), thread_name_prefix="decode-ahead")
        self._decoders: LifoQueue[Decoder] = LifoQueue()
        self._all_decoders = [Decoder() for _ in range(workers)]
        for decoder in self._all_decoders:
            self._decoders.put(decoder)
        self._mailbox = Mailbox()
        self._mailbox.posted.connect(self._receive)

    def want(self, consumer: QObject, paths: Sequence[Path], *, later: Sequence[Path] = ()) -> None:
        """Say which images a consumer needs, the most urgent first; what it wanted before is forgotten.

        later: is not begun before it is wanted without delay, as it would keep a processor from the others; what is being read of it already goes on.
        """
        self._wishes.pop(consumer, None)
        self._wishes[consumer] = tuple(paths)
        self._later[consumer] = tuple(later)
        # What has not begun is queued anew, so that the latest wish is served first.
        self._running = {path: future for path, future in self._running.items() if not future.cancel()}
        wanted = self._wanted()
        known = {*wanted, *self._put_off()}
        self._problems = {path: problem for path, problem in self._problems.items() if path in known}
        awaited = {paths[0] for paths in self._wishes.values() if paths}
        for path in wanted:
            if path not in self._images and path not in self._problems and path not in self._running:
                workers = self._workers if path in awaited else self._ahead
                self._running[path] = workers.submit(
                    deliver, path, self._decoders, self._mailbox, is_awaited=path in awaited
                )

    def image(self, path: Path) -> DecodedImage | None:
        """A decoded image, None while it is not there."""
        if path in self._images:
            self._images.move_to_end(path)
        return self._images.get(path)

    def problem(self, path: Path) -> str | None:
        """Why an image cannot be shown, None when nothing is known against it."""
        return self._problems.get(path)

    def forget(self) -> None:
        """Let go of every image and problem; what is wanted is read anew when it is wanted again."""
        self._images.clear()
        self._problems.clear()

    def bytes_held(self) -> int:
        """Memory that the kept images take."""
        return sum(image.bytes for image in self._images.values())

    def close(self) -> None:
        """Begin nothing more, and end what runs."""
        for workers in (self._workers, self._ahead):
            workers.shutdown(wait=False, cancel_futures=True)
        for decoder in self._all_decoders:
            decoder.close()

    def _wanted(self) -> list[Path]:
        """Every path that somebody wants, the latest wish first."""
        return [path for paths in reversed(list(self._wishes.values())) for path in paths]

    def _put_off(self) -> list[Path]:
        """Every path that somebody wants later."""
        return [path for paths in self._later.values() for path in paths]

    def _receive(self, path: Path, result: DecodedImage | str) -> None:
        self._running.pop(path, None)
        if (held := self._images.get(path)) is not None and held.passes:
            del self._images[path]  # what follows a glimpse takes its place, or nothing does
        if path not in {*self._wanted(), *self._put_off()}:
            return
        if isinstance(result, str):
            self._problems[path] = result
        else:
            self._keep(path, result)
        self.arrived.emit(path)

    def _keep(self, path: Path, image: DecodedImage) -> None:
        self._images[path] = image
        while self.bytes_held() > self._bytes_limit and len(self._images) > 1:
            self._images.popitem(last=False)


def deliver(path: Path, decoders: "LifoQueue[Decoder]", mailbox: Mailbox, *, is_awaited: bool) -> None:
    """Have an image decoded and post it, of a large one each coarse state; or the sentence that says why not.

    is_awaited: whether somebody looks at its place already, so that a glimpse is worth the time that it takes.
    """
    decoder = decoders.get()
    try:
        for decoded in decoder.ask(path, "show", is_awaited=is_awaited):
            mailbox.posted.emit(path, image_of(decoded))
    except AssayError as error:
        mailbox.posted.emit(path, str(error))
    finally:
        decoders.put(decoder)
