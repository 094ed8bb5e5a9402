from PySide6.QtCore import QObject, QTimer

from assay.ui.canvas.canvas import Canvas
from assay.ui.review.canvas_link import CanvasLink
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.queue.panel import QueuePanel
from assay.ui.review.walk import Walk


class Ahead(QObject):
    """Has ready what is likely to be looked at next, once all is painted and nobody waits: pictures read, labels read, outlines painted."""

    def __init__(self, image: ImageInReview, walk: Walk, queue: QueuePanel, link: CanvasLink, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._image = image
        self._walk = walk
        self._queue = queue
        self._link = link
        self._canvas = canvas
        self._idle = QTimer(self, interval=0, singleShot=True)
        self._idle.timeout.connect(self._prepare)
        canvas.settled.connect(self._idle.start)
        image.replaced.connect(self._idle.stop)

    def _prepare(self) -> None:
        neighbours = self._walk.neighbours()
        rows = [
            self._queue.model.row(place) for place in map(self._queue.model.position, neighbours) if place is not None
        ]
        paths = [self._queue.path_of(row.file_name) for row in rows if row is not None]
        self._canvas.prefetch([path for path in paths if path is not None])
        if neighbours:
            self._link.prepare(self._image.read_ahead(neighbours[0]))
