from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from assay.ui.canvas.batches import Batch, Outlines
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.overlay import (
    MARGIN,
    Overlay,
    OverlayContent,
    batches_of,
    covers,
    painted_overlay,
    raster_overlay,
)
from assay.ui.canvas.raster import opencv
from assay.ui.canvas.spare_pictures import SparePictures
from assay.ui.canvas.view_transform import View

KEPT = 6
"""Finished overlays kept: enough for both phases of a blink, or one per pane."""
FEW = 160
"""So many shapes Qt paints within a frame; more are made by a worker meanwhile an older overlay is shown."""
STILL = 60
"""Milliseconds without a change of zoom after which the overlay is made anew."""
EARLY = MARGIN / 2
"""A drag so long begins the next overlay, before its edge is seen."""


@dataclass(eq=False, slots=True)
class _Making:
    """An overlay that a worker makes."""

    content: OverlayContent
    view: View
    future: "Future[Overlay]" = field(default_factory=Future)

    def serves(self, content: OverlayContent, view: View) -> bool:
        """Whether it will be the one for this content and view."""
        return self.content == content and covers(self.view, view)


class OverlayWorks(QObject):
    """Makes overlays when they are wanted and keeps the last few.

    Few shapes are painted at once. Many are made by a worker, one overlay after another; a finished or moved overlay is shown meanwhile.
    """

    finished = Signal()
    """A better overlay is there than when it was wanted."""
    _made = Signal(object)

    def __init__(self, outlines: Outlines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outlines = outlines
        self._kept: list[Overlay] = []
        self._pictures = SparePictures()
        self._making: list[_Making] = []
        self._waiting: list[tuple[OverlayContent, View]] = []
        self._worker = ThreadPoolExecutor(1, "overlay")
        self._still = QTimer(self, interval=STILL, singleShot=True)
        self._still.timeout.connect(self._begin_waiting)
        # queued: the worker's thread emits, the window's thread hears
        self._made.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(lambda _=None, worker=self._worker: worker.shutdown(wait=False, cancel_futures=True))

    def want(self, wanted: Sequence[tuple[OverlayContent, View]]) -> bool:
        """Have these overlays ready as soon as may be and forget other work; whether all of them are ready now."""
        missing = [(content, view) for content, view in wanted if self._exact(content, view) is None]
        early = [pair for pair in wanted if pair not in missing and self._is_at_its_edge(*pair)]
        self._forget_making_except([*missing, *early])
        begun = [pair for pair in [*missing, *early] if not any(one.serves(*pair) for one in self._making)]
        self._waiting = begun
        if begun:
            self._start()
        return all(self._exact(content, view) is not None for content, view in missing)

    def nearest(self, content: OverlayContent, view: View) -> Overlay | None:
        """The best overlay at hand: exact, else of the same content for another view, else the last one with one of its layers."""
        same = [overlay for overlay in self._kept if overlay.content == content]
        alike = [overlay for overlay in self._kept if set(overlay.content.layers) & set(content.layers)]
        return self._exact(content, view) or next(iter(same + alike), None)

    def prepare(self, wanted: Sequence[tuple[OverlayContent, View]]) -> None:
        """Have overlays painted that may be wanted next. Only few shapes: many would keep the worker from what is wanted now; for them it gets its tools ready."""
        for content, view in wanted:
            if content.layers and self._exact(content, view) is None:
                drawn = batches_of(content, view, self._outlines)
                if is_few(content, drawn):
                    self._keep(painted_overlay(content, view, drawn, self._pictures), behind=1)
                else:
                    self._worker.submit(opencv)

    def forget_except(self, layers: Sequence[Layer]) -> None:
        """Drop what shows anything but these layers: another image is shown, and what was prepared for it is still good."""
        self._forget_making_except([])
        shown = set(layers)
        self._drop([overlay for overlay in self._kept if not shown.issuperset(overlay.content.layers)])
        self._waiting.clear()
        self._still.stop()

    def _exact(self, content: OverlayContent, view: View) -> Overlay | None:
        return next((overlay for overlay in self._kept if overlay.content == content and overlay.covers(view)), None)

    def _is_at_its_edge(self, content: OverlayContent, view: View) -> bool:
        found = self._exact(content, view)
        return found is not None and found.is_raster and not covers(found.view, view, margin=EARLY)

    def _start(self) -> None:
        """Begin at once, unless what takes long would have to be thrown away at the next step of a zoom."""
        if any(self._is_zoom(content, view) for content, view in self._waiting):
            self._still.start()
            self._begin_waiting(only_few=True)
        else:
            self._begin_waiting()

    def _is_zoom(self, content: OverlayContent, view: View) -> bool:
        shown = self.nearest(content, view)
        return shown is not None and shown.view.scale != view.scale

    def _begin_waiting(self, *, only_few: bool = False) -> None:
        waiting, self._waiting = self._waiting, []
        for content, view in waiting:
            drawn = batches_of(content, view, self._outlines)
            if is_few(content, drawn):
                self._keep(painted_overlay(content, view, drawn, self._pictures))
            elif only_few:
                self._waiting.append((content, view))
            else:
                self._give_to_worker(content, view, drawn)

    def _give_to_worker(self, content: OverlayContent, view: View, drawn: list[Batch]) -> None:
        making = _Making(content, view)
        making.future = self._worker.submit(raster_overlay, content, view, drawn)
        self._making.append(making)
        making.future.add_done_callback(lambda _: self._tell(making))

    def _tell(self, making: _Making) -> None:
        """What the worker does last; the window may have closed meanwhile."""
        if isValid(self):
            self._made.emit(making)

    def _take(self, making: _Making) -> None:
        """Keep what the worker has made, unless nobody wants it any more."""
        if making in self._making and not making.future.cancelled():
            self._making.remove(making)
            self._keep(making.future.result())
            self.finished.emit()

    def _keep(self, overlay: Overlay, *, behind: int = 0) -> None:
        """Keep an overlay, behind so many newer ones."""
        self._drop(self._kept[KEPT - 1 :])
        self._kept.insert(behind, overlay)

    def _drop(self, overlays: Sequence[Overlay]) -> None:
        """Keep these no longer; what they were painted on is painted on again."""
        for overlay in overlays:
            if not overlay.is_raster:
                self._pictures.take_back(overlay.image)
        self._kept = [one for one in self._kept if one not in overlays]

    def _forget_making_except(self, wanted: Sequence[tuple[OverlayContent, View]]) -> None:
        for making in self._making:
            if not any(making.serves(*pair) for pair in wanted):
                making.future.cancel()
        self._making = [one for one in self._making if any(one.serves(*pair) for pair in wanted)]


def is_few(content: OverlayContent, drawn: Sequence[Batch]) -> bool:
    """Whether Qt paints so much within a frame."""
    return sum(map(len, drawn)) <= FEW and not content.has_areas
