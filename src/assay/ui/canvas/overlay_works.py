from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from assay.ui.canvas.overlay import Overlay, OverlayContent, OverlayRender, covers
from assay.ui.canvas.painting import Outlines
from assay.ui.canvas.view_transform import View

KEPT = 6
"""Finished overlays kept: enough for both phases of a blink, or one per pane."""
SLICE = 0.006
"""Seconds of painting at a time, so that a frame with its image stays under 16 ms."""
STILL = 90
"""Milliseconds without a change of zoom after which the overlay is painted anew."""


class OverlayWorks(QObject):
    """Paints overlays when they are wanted and keeps the last few.

    A finished or moved overlay is shown meanwhile. Painting goes on in slices between the window's events; a worker could take its place here.
    """

    finished = Signal()

    def __init__(self, outlines: Outlines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outlines = outlines
        self._kept: list[Overlay] = []
        self._renders: list[OverlayRender] = []
        self._waiting: list[tuple[OverlayContent, View]] = []
        self._last_seconds = 0.0
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._paint_slice)
        self._still = QTimer(self, interval=STILL, singleShot=True)
        self._still.timeout.connect(self._begin_waiting)

    def want(self, wanted: Sequence[tuple[OverlayContent, View]]) -> bool:
        """Have these overlays ready as soon as may be and forget other work; whether all of them are ready now."""
        missing = [(content, view) for content, view in wanted if self._exact(content, view) is None]
        self._forget_renders_except(missing)
        self._waiting = [pair for pair in missing if not any(serves(render, *pair) for render in self._renders)]
        if self._waiting:
            self._start()
        return not self._waiting and not self._renders

    def nearest(self, content: OverlayContent, view: View) -> Overlay | None:
        """The best overlay at hand: exact, else of the same content for another view, else the last one with one of its layers."""
        same = [overlay for overlay in self._kept if overlay.content == content]
        alike = [overlay for overlay in self._kept if set(overlay.content.layers) & set(content.layers)]
        return self._exact(content, view) or next(iter(same + alike), None)

    def forget(self) -> None:
        """Drop everything: another image is shown."""
        self._forget_renders_except([])
        self._kept.clear()
        self._waiting.clear()
        self._last_seconds = 0.0
        self._still.stop()

    def _exact(self, content: OverlayContent, view: View) -> Overlay | None:
        return next((overlay for overlay in self._kept if overlay.content == content and overlay.covers(view)), None)

    def _start(self) -> None:
        """Begin at once, unless a long painting would have to be thrown away at the next step of a zoom."""
        is_zooming = any(self._is_zoom(content, view) for content, view in self._waiting)
        if is_zooming and self._last_seconds > SLICE:
            self._still.start()
        else:
            self._begin_waiting()

    def _is_zoom(self, content: OverlayContent, view: View) -> bool:
        shown = self.nearest(content, view)
        return shown is not None and shown.view.scale != view.scale

    def _begin_waiting(self) -> None:
        self._renders += [OverlayRender(content, view, self._outlines) for content, view in self._waiting]
        self._waiting = []
        self._paint_slice()

    def _paint_slice(self) -> None:
        """Paint for one slice; the first one runs within the paint event, so that a few shapes are never late."""
        if not self._renders:
            self._slices.stop()
            return
        render = self._renders[0]
        overlay = render.advance(SLICE)
        if overlay is None:
            self._slices.start()
            return
        self._renders.pop(0)
        self._last_seconds = render.seconds
        self._kept = [overlay, *self._kept[: KEPT - 1]]
        self.finished.emit()
        if self._renders:
            self._slices.start()

    def _forget_renders_except(self, missing: Sequence[tuple[OverlayContent, View]]) -> None:
        for render in self._renders:
            if not any(serves(render, *pair) for pair in missing):
                render.close()
        self._renders = [render for render in self._renders if any(serves(render, *pair) for pair in missing)]


def serves(render: OverlayRender, content: OverlayContent, view: View) -> bool:
    """Whether an overlay in the making will be the one for this content and view."""
    return render.content == content and covers(render.view, view)
