import json
from dataclasses import asdict, astuple
from typing import Any

from PySide6.QtCore import QObject

from assay.ui.canvas.adjustment import Adjustment, Channel
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.view_transform import View
from assay.ui.window.preferences import Preferences


class KeptView(QObject):
    """Zoom, place and adjustment that stay from image to image, and from one day to the next."""

    def __init__(self, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._view: View | None = None
        kept = said(Preferences().kept_view)
        if kept is not None:
            self._view, adjustment = kept
            canvas.keep_view(keeps=True)
            canvas.adjust(adjustment)
        canvas.settled.connect(self._look)
        canvas.left.connect(self._remember)  # no event filter: the canvas may outlive what would filter

    def _look(self) -> None:
        """See what was seen last; only now an image is there of which a part can be seen."""
        view, self._view = self._view, None
        if view is not None and self._canvas.has_picture():
            self._canvas.set_view(view)

    def _remember(self) -> None:
        Preferences().kept_view = self._written() if self._canvas.keeps_view else ""

    def _written(self) -> str:
        view = None if self._canvas.is_fitted() else astuple(self._canvas.view())
        return json.dumps({"view": view, "adjustment": asdict(self._canvas.adjustment)})


def said(written: str) -> tuple[View | None, Adjustment] | None:
    """What was remembered; None where nothing was or nothing usable."""
    try:
        found: dict[str, Any] = json.loads(written) if written else {}
        adjustment = Adjustment(**found["adjustment"] | {"channel": Channel(found["adjustment"]["channel"])})
        view = found["view"]
        return (None if view is None else View(*map(float, view))), adjustment
    except (ValueError, TypeError, KeyError):
        return None
