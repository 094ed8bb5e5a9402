from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from assay.model.ids import ImageId
from assay.ui.canvas.canvas import Canvas
from assay.ui.review.canvas_link import CanvasLink
from assay.ui.review.findings.panel import FindingsPanel
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.queue.panel import QueuePanel
from assay.ui.review.walk import Walk


class Ahead(QObject):
    """Has ready what is likely to be looked at next, once all is painted and nobody waits: pictures read, labels read, outlines and lines of the lists painted.

    One thing at a time, so that a key pressed meanwhile waits for that alone.
    """

    def __init__(
        self,
        image: ImageInReview,
        walk: Walk,
        queue: QueuePanel,
        findings: FindingsPanel,
        link: CanvasLink,
        canvas: Canvas,
    ) -> None:
        super().__init__(canvas)
        self._image = image
        self._walk = walk
        self._queue = queue
        self._findings = findings
        self._link = link
        self._canvas = canvas
        self._left: deque[Callable[[], None]] = deque()
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._prepare)
        canvas.settled.connect(self._begin)
        image.replaced.connect(self._idle.stop)

    def _begin(self) -> None:
        neighbours = self._walk.neighbours()
        self._left = deque([partial(self._read_pictures, neighbours)])
        for prepare in (self._paint_outlines, self._paint_findings, self._queue.prepare) if neighbours else ():
            self._left.append(partial(prepare, neighbours[0]))
        self._idle.start()

    def _prepare(self) -> None:
        is_wanted = self._left and self._canvas.isVisible()  # a closed window finds no project to read from
        prepare = self._left.popleft() if is_wanted else self._idle.stop
        prepare()

    def _read_pictures(self, neighbours: Sequence[ImageId]) -> None:
        positions = map(self._queue.model.position, neighbours)
        rows = [self._queue.model.row(place) for place in positions if place is not None]
        paths = [self._queue.path_of(row.file_name) for row in rows if row is not None]
        self._canvas.prefetch([path for path in paths if path is not None])

    def _paint_outlines(self, image_id: ImageId) -> None:
        self._link.prepare(self._image.read_ahead(image_id))

    def _paint_findings(self, image_id: ImageId) -> None:
        labels = self._image.read_ahead(image_id)
        self._findings.prepare(self._image.findings_ahead(image_id), labels.schema)
