import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from assay.model.defect_types import SEVERITIES
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.overlay_style import ColourBy, Mark, OverlayStyle
from assay.ui.canvas.style_panel import StylePanel, plain
from assay.ui.window.action_set import ActionSet
from assay.ui.window.preferences import Preferences


class OutlineStyle(QObject):
    """How outlines are drawn in the review: set by a panel and by keys, remembered from day to day."""

    def __init__(self, canvas: Canvas, actions: ActionSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._actions = actions
        self._panel: StylePanel = canvas.controls.style
        self._preferences = Preferences()
        self._panel.changed.connect(self.set)
        canvas.controls.zoom.style_wanted.connect(self.toggle_panel)
        self._show(chosen(self._preferences.outline_style))

    def set(self, changes: Mapping[str, Any]) -> None:
        """Draw outlines otherwise, and remember it."""
        self._show(changes)
        self._preferences.outline_style = json.dumps(plain(self._canvas.scene().style))

    def _show(self, changes: Mapping[str, Any]) -> None:
        self._canvas.set_style(**changes)
        style = self._canvas.scene().style
        self._panel.show_style(style)
        self._actions["name_shapes"].setChecked(style.labels)

    def name_shapes(self) -> None:
        """Name every shape, or only what is touched."""
        self.set({"labels": not self._canvas.scene().style.labels})

    def next_colouring(self) -> None:
        """Let colours tell the next thing."""
        ways = list(ColourBy)
        self.set({"colour_by": ways[(ways.index(self._canvas.scene().style.colour_by) + 1) % len(ways)]})

    def toggle_panel(self) -> None:
        """Show the panel, or hide it."""
        self._canvas.controls.toggle(self._panel)

    def isolate(self) -> None:
        """Show the annotation under the pointer alone, else the selected one; again shows all."""
        scene = self._canvas.scene()
        if scene.isolated is not None:
            self._canvas.isolate(None)
            return
        selected = ((name, number) for name, numbers in scene.selected.items() for number in sorted(numbers))
        self._canvas.isolate(scene.hovered or next(selected, None))


def chosen(kept: str) -> dict[str, Any]:
    """A remembered style; the usual one where nothing usable was remembered."""
    usual = plain(OverlayStyle())
    try:
        found = json.loads(kept) if kept else {}
        known = {name: type(value)(found[name]) for name, value in usual.items() if name in found}
    except (ValueError, TypeError):
        return usual
    return usual | known


def marks_of(about: Sequence[Finding | Defect], numbers_of: Mapping[str, Any]) -> dict[str, dict[int, Mark]]:
    """The worst of what was found about each annotation. numbers_of: by a layer's name, what gives the numbers that a finding speaks of."""
    worst_last = sorted(about, key=lambda one: SEVERITIES.index(one.severity), reverse=True)
    return {
        name: {number: Mark(one.code, one.severity) for one in worst_last for number in numbers(one)}
        for name, numbers in numbers_of.items()
    }
