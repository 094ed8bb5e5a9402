from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from assay.model.defect_types import SEVERITIES
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.overlay_style import ColourBy, Mark
from assay.ui.canvas.remembered_style import RememberedStyle
from assay.ui.window.action_set import ActionSet


class OutlineStyle(RememberedStyle):
    """How outlines are drawn in the review, also by keys."""

    def __init__(self, canvas: Canvas, actions: ActionSet, parent: QObject | None = None) -> None:
        self._actions = actions
        super().__init__(canvas, parent)

    def show(self, changes: Mapping[str, Any]) -> None:
        """Draw outlines otherwise."""
        super().show(changes)
        self._actions["name_shapes"].setChecked(self._canvas.scene().style.labels)

    def name_shapes(self) -> None:
        """Name every shape, or only what is touched."""
        self.set({"labels": not self._canvas.scene().style.labels})

    def next_colouring(self) -> None:
        """Let colours tell the next thing."""
        ways = list(ColourBy)
        self.set({"colour_by": ways[(ways.index(self._canvas.scene().style.colour_by) + 1) % len(ways)]})

    def isolate(self) -> None:
        """Show the annotation under the pointer alone, else the selected one; again shows all."""
        scene = self._canvas.scene()
        if scene.isolated is not None:
            self._canvas.isolate(None)
            return
        selected = ((name, number) for name, numbers in scene.selected.items() for number in sorted(numbers))
        self._canvas.isolate(scene.hovered or next(selected, None))


def marks_of(about: Sequence[Finding | Defect], numbers_of: Mapping[str, Any]) -> dict[str, dict[int, Mark]]:
    """The worst of what was found about each annotation. numbers_of: by a layer's name, what gives the numbers that a finding speaks of."""
    worst_last = sorted(about, key=lambda one: SEVERITIES.index(one.severity), reverse=True)
    return {
        name: {number: Mark(one.code, one.severity) for one in worst_last for number in numbers(one)}
        for name, numbers in numbers_of.items()
    }
