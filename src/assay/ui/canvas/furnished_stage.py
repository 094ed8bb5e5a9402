from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.adjustment import AS_IT_IS, Adjustment
from assay.ui.canvas.canvas_controls import CanvasControls
from assay.ui.canvas.colour_key import colour_key
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.picture_notes import picture_notes
from assay.ui.canvas.scene import Mode
from assay.ui.canvas.stage import Stage
from assay.ui.theme.colours import image_tokens


class FurnishedStage(Stage):
    """The stage with its floating controls: mode, legend, zoom, adjustment and minimap."""

    mode_changed = Signal(str)
    layer_toggled = Signal(str, bool)
    left = Signal()
    """The canvas is about to be out of sight."""

    def __init__(self, images: ImageSource, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._controls = CanvasControls(self)
        self._connect_controls()
        self._show_controls()

    def _connect_controls(self) -> None:
        self.scene_changed.connect(self._show_controls)
        self.view_changed.connect(self._show_scale)
        self._controls.modes.chosen.connect(lambda name: self.set_mode(Mode(name)))
        self._controls.modes.held.connect(self._hold_segment)
        self._controls.legend.toggled.connect(self._toggle_layer)
        self._controls.zoom.zoom_in.connect(self.zoom_in)
        self._controls.zoom.zoom_out.connect(self.zoom_out)
        self._controls.zoom.actual_size.connect(self.actual_size)
        self._controls.zoom.fit.connect(self.fit)
        self._controls.zoom.upright.connect(self.turn_upright)
        self._controls.zoom.adjust_wanted.connect(self.toggle_adjusting)
        self._controls.adjust.changed.connect(self._take_adjustment)
        self._controls.adjust.kept.connect(self.keep_view)
        self._controls.minimap.wanted.connect(self._look_at)

    @property
    def controls(self) -> CanvasControls:
        """The floating panels."""
        return self._controls

    def covered(self) -> list[QRectF]:
        """Where the panels lie that stay as long as the view does; others come and go over a label that is painted already."""
        panels = (self._controls.modes, self._controls.legend, self._controls.zoom, self._controls.minimap)
        return [QRectF(panel.geometry()) for panel in panels if panel.isVisible()]

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that it is left."""
        super().hideEvent(event)
        self.left.emit()

    def set_mode(self, mode: Mode) -> None:
        """Show the label sets in another way, and say so."""
        if mode is not self.scene().mode:
            super().set_mode(mode)
            self.mode_changed.emit(mode)

    def toggle_adjusting(self) -> None:
        """Show how the image is shown, or hide it."""
        self._controls.toggle(self._controls.adjust)
        self._controls.place(self.width(), self.height())

    def keep_clear(self, *, right: int) -> None:
        """Keep the panels clear of what is laid over so many logical pixels at the right side."""
        if right != self._controls.covered:
            self._controls.covered = right
            self._controls.place(self.width(), self.height())

    def keep_view(self, keeps: bool) -> None:
        """Let zoom, place and adjustment stay from image to image, or not."""
        self.keeps_view = keeps
        self._controls.adjust.keep.setChecked(keeps)

    def _take_adjustment(self, changes: dict[str, Any] | None) -> None:
        self.adjust(AS_IT_IS if changes is None else replace(self.adjustment, **changes))
        self._controls.adjust.show_adjustment(self.adjustment, is_deep=self.has_deep_image())

    def _hold_segment(self, name: str, is_held: bool) -> None:
        if name == Mode.BLINK:
            self.set_blink_phase(on=is_held and self.scene().mode is Mode.BLINK)

    def _toggle_layer(self, name: str, is_on: bool) -> None:
        self.set_layer_visible(name, visible=is_on)
        self.layer_toggled.emit(name, is_on)

    def _show_controls(self) -> None:
        scene = self.scene()
        self._controls.show_for(has_picture=self.has_picture())
        self._controls.adjust.show_adjustment(self.adjustment, is_deep=self.has_deep_image())
        self._controls.legend.show_layers(scene.layers, hidden=scene.hidden)
        self._show_key()
        self._show_notes()
        self._controls.modes.choose(scene.mode)
        self._controls.place(self.width(), self.height())
        self._show_scale()
        self.setAccessibleDescription(described(self))

    def adjust(self, adjustment: Adjustment) -> None:
        """Show the image's pixels otherwise, and say so."""
        super().adjust(adjustment)
        self._show_notes()

    def _show_notes(self) -> None:
        image = self._image.decoded
        if self._controls.notice.say(picture_notes(image, self.adjustment) if image else ""):
            self._controls.place(self.width(), self.height())

    def set_style(self, **changes: Any) -> None:
        """Draw the outlines otherwise, and say what their colours mean."""
        super().set_style(**changes)
        self._show_key()

    def _show_key(self) -> None:
        """Say what colours mean; it takes a little where there are many shapes, and nothing where colours tell label sets."""
        scene = self.scene()
        shown = tuple(layer for layer in scene.layers if layer.name not in scene.hidden and not layer.is_apart)
        if self._controls.legend.show_key(colour_key(shown, scene.style, image_tokens())):
            self._controls.place(self.width(), self.height())

    def _show_scale(self) -> None:
        self._controls.zoom.show_view(self.view().scale * self.devicePixelRatioF(), self.view().angle)
        level, size = self.whole_level(), self.image_size()
        self._controls.minimap.show_part((id(self._image.adjusted), size), level, size=size, seen=self.seen())
        self._controls.place(self.width(), self.height())

    def _look_at(self, x: float, y: float) -> None:
        self.set_view(replace(self.view(), centre_x=x, centre_y=y))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panels in their corners."""
        super().resizeEvent(event)
        self._controls.place(self.width(), self.height())


def described(stage: Stage) -> str:
    """What a screen reader says of the canvas."""
    scene = stage.scene()
    parts = [
        f"{layer.name}: {len(layer.annotations)} annotations"
        for layer in scene.layers
        if layer.name not in scene.hidden
    ]
    return "; ".join(parts) if stage.has_picture() else "No image chosen"
