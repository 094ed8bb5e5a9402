import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from assay.ui.canvas.furnished_stage import FurnishedStage
from assay.ui.canvas.overlay_style import OverlayStyle
from assay.ui.canvas.style_panel import plain
from assay.ui.window.preferences import Preferences


class RememberedStyle(QObject):
    """How outlines are drawn on a canvas: set by its panel, the same on every page, and remembered from day to day."""

    def __init__(self, canvas: FurnishedStage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._panel = canvas.controls.style
        self._panel.changed.connect(self.set)
        canvas.controls.zoom.style_wanted.connect(self.toggle_panel)
        self.read()

    def read(self) -> None:
        """Draw as was chosen last, here or on another page."""
        self.show(chosen(Preferences().outline_style))

    def set(self, changes: Mapping[str, Any]) -> None:
        """Draw outlines otherwise, and remember it."""
        self.show(changes)
        Preferences().outline_style = json.dumps(plain(self._canvas.scene().style))

    def show(self, changes: Mapping[str, Any]) -> None:
        """Draw outlines otherwise."""
        self._canvas.set_style(**changes)
        self._panel.show_style(self._canvas.scene().style)

    def toggle_panel(self) -> None:
        """Show the panel, or hide it."""
        self._canvas.controls.toggle(self._panel)
        self._canvas.controls.place(self._canvas.width(), self._canvas.height())


def chosen(kept: str) -> dict[str, Any]:
    """A remembered style; the usual one where nothing usable was remembered."""
    usual = plain(OverlayStyle())
    try:
        found = json.loads(kept) if kept else {}
        known = {name: type(value)(found[name]) for name, value in usual.items() if name in found}
    except (ValueError, TypeError):
        return usual
    return usual | known
