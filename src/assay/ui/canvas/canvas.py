from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.canvas.adjustment import AS_IT_IS
from assay.ui.canvas.canvas_controls import CanvasControls
from assay.ui.canvas.editing.editor import SNAP
from assay.ui.canvas.gestures import Gestures
from assay.ui.canvas.hit_test import Hit, hits_at
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.loupe_painting import FACTOR, RADIUS, paint_loupe
from assay.ui.canvas.region_painting import paint_rubber_band
from assay.ui.canvas.ruler_painting import paint_measure
from assay.ui.canvas.ruler_tool import Measure, pulled
from assay.ui.canvas.scene import Mode
from assay.ui.canvas.select_tool import SelectTool
from assay.ui.canvas.stage import Stage
from assay.ui.canvas.view_transform import Point, Size, image_box
from assay.ui.theme.colours import image_tokens
from assay.ui.theme.current import current_tokens

REACH = 5.0
"""Logical pixels that the pointer may be from a line to touch it."""


class Canvas(Stage):
    """The stage with hands on it: pointer, wheel and the floating controls.

    It says what the user did, and changes nothing but its own view, mode and switches.
    """

    annotation_clicked = Signal(str, int)
    """The layer's name and the annotation's number."""
    background_clicked = Signal()
    region_drawn = Signal(float, float, float, float)
    """x_min, y_min, x_max, y_max in image pixels."""
    region_discarded = Signal()
    drawing_changed = Signal()
    """A region is to be drawn from now on, or no longer."""
    pointer_moved = Signal(float, float, object)
    """x, y in image pixels, and (red, green, blue) as shown or None where there is no pixel."""
    pointer_left = Signal()
    mode_changed = Signal(str)
    layer_toggled = Signal(str, bool)

    def __init__(self, images: ImageSource, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._gestures = Gestures(self._measured_place, self)
        self._select = SelectTool(self._hits, hover=self._hover, pick=self._pick)
        self._controls = CanvasControls(self)
        self._has_loupe = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Canvas")
        self._connect_gestures()
        self._connect_controls()
        self._show_controls()

    def _connect_gestures(self) -> None:
        self._gestures.panned.connect(self._pan)
        self._gestures.zoomed.connect(self._zoom)
        self._gestures.turned.connect(self._turn)
        self._gestures.measured.connect(self.update)
        self._gestures.hovered.connect(self._move_pointer)
        self._gestures.clicked.connect(self._select.click)
        self._gestures.fit_wanted.connect(self.fit)
        self._gestures.region_drawn.connect(self._finish_region)
        self._gestures.region_changed.connect(self._show_cursor)

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

    def show_image(self, path: Path | None, *, size: Size | None = None, layers: Sequence[Layer] = ()) -> None:
        """Show another image; what was measured was on the one before."""
        self._gestures.ruler.measure = None
        super().show_image(path, size=size, layers=layers)

    def set_mode(self, mode: Mode) -> None:
        """Show the label sets in another way, and say so."""
        if mode is not self.scene().mode:
            super().set_mode(mode)
            self.mode_changed.emit(mode)

    def toggle_adjusting(self) -> None:
        """Show how the image is shown, or hide it."""
        self._controls.toggle(self._controls.adjust)
        self._controls.place(self.width(), self.height())

    def keep_view(self, keeps: bool) -> None:
        """Let zoom, place and adjustment stay from image to image, or not."""
        self.keeps_view = keeps
        self._controls.adjust.keep.setChecked(keeps)

    def _take_adjustment(self, changes: dict[str, Any] | None) -> None:
        self.adjust(AS_IT_IS if changes is None else replace(self.adjustment, **changes))
        self._controls.adjust.show_adjustment(self.adjustment, is_deep=self.has_deep_image())

    @property
    def is_drawing(self) -> bool:
        """Whether the next drag draws a region."""
        return self._gestures.region.is_active

    @property
    def is_measuring(self) -> bool:
        """Whether a drag measures."""
        return self._gestures.ruler.is_active

    @property
    def measure(self) -> Measure | None:
        """What the ruler shows."""
        return self._gestures.ruler.measure

    def toggle_ruler(self) -> None:
        """Take the ruler in the hand, or put it down; Esc puts it down, too."""
        if self.is_measuring:
            self._gestures.put_ruler_down()
        else:
            self.discard_region()
            self._gestures.ruler.is_active = True
        self._select.leave()
        self._show_cursor()

    def _measured_place(self, position: QPointF, is_pulled: bool) -> Point | None:
        """Where a position is on the image, or the vertex or outline of a shown annotation that is near."""
        pane = self.pane_at(position.x(), position.y())
        if pane is None or not self.has_picture():
            return None
        x, y = self.image_point(pane, position.x(), position.y())
        return pulled((x, y), pane.layers, reach=SNAP / self.view().scale) if is_pulled else (x, y)

    def begin_region(self) -> None:
        """Let the user draw a rectangle; Esc discards it."""
        self._gestures.put_ruler_down()
        self._gestures.begin_region()
        self._select.leave()
        self._show_cursor()

    def discard_region(self) -> None:
        """Draw no rectangle after all."""
        if self._gestures.discard_region():
            self.region_discarded.emit()

    def _pan(self, dx: float, dy: float) -> None:
        self._camera.pan(dx, dy)
        self._view_moved()

    def _zoom(self, factor: float, position: QPointF) -> None:
        pane = self.pane_at(position.x(), position.y())
        if pane is not None:
            self._camera.zoom(factor, (position.x() - pane.left, position.y() - pane.top))
            self._view_moved()

    def _turn(self, degrees: float, position: QPointF) -> None:
        pane = self.pane_at(position.x(), position.y())
        if pane is not None:
            self._camera.turn(degrees, (position.x() - pane.left, position.y() - pane.top))
            self._view_moved()

    def _hits(self, position: QPointF) -> Sequence[Hit]:
        pane = self.pane_at(position.x(), position.y())
        if pane is None:
            return []
        x, y = self.image_point(pane, position.x(), position.y())
        hits = hits_at(x, y, layers=pane.layers, outlines=self.outlines, reach=REACH / self.view().scale)
        alone = self.scene().isolated
        return hits if alone is None else [hit for hit in hits if (hit.layer, hit.number) == alone]

    def _hover(self, hit: Hit | None) -> None:
        hovered = (hit.layer, hit.number) if hit else None
        if hovered != self.scene().hovered:
            self._change_touched(hovered=hovered)

    def _pick(self, hit: Hit | None) -> None:
        if hit is None:
            self.background_clicked.emit()
        else:
            self.annotation_clicked.emit(hit.layer, hit.number)

    def _move_pointer(self, position: QPointF) -> None:
        pane = self.pane_at(position.x(), position.y())
        if pane is None or not self.has_picture():
            return
        x, y = self.image_point(pane, position.x(), position.y())
        self._mark_pointer((x, y), position)
        if not self.is_drawing and not self.is_measuring:
            self._select.move(position)
        self.pointer_moved.emit(x, y, self.colour_at(x, y))

    def _mark_pointer(self, point: Point | None, position: QPointF) -> None:
        """Show the pointer's place in the other panes, if there are any."""
        self._pointer = point if len(self.panes()) > 1 else None
        self._pointer_place = (position.x(), position.y())
        if self._pointer is not None or self._has_loupe:
            self.update()

    def _finish_region(self, rectangle: QRectF) -> None:
        pane = self.pane_at(rectangle.center().x(), rectangle.center().y()) or self.panes()[0]
        width, height = self.image_size()
        drawn = rectangle.translated(-pane.left, -pane.top)
        sides = (drawn.left(), drawn.top(), drawn.right(), drawn.bottom())
        left, top, right, bottom = image_box(self.view(), sides, viewport=pane.size)
        self.region_drawn.emit(max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))

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
        self._controls.modes.choose(scene.mode)
        self._controls.place(self.width(), self.height())
        self._mark_pointer(None, QPointF(-1, -1))
        self._show_scale()
        self.setAccessibleDescription(described(self))

    def _show_scale(self) -> None:
        self._controls.zoom.show_view(self.view().scale * self.devicePixelRatioF(), self.view().angle)
        level, size = self.whole_level(), self.image_size()
        self._controls.minimap.show_part((id(self._image.adjusted), size), level, size=size, seen=self.seen())
        self._controls.place(self.width(), self.height())

    def toggle_loupe(self) -> None:
        """Magnify what is around the pointer, or no longer."""
        self._has_loupe = not self._has_loupe
        self.update()

    def _look_at(self, x: float, y: float) -> None:
        self.set_view(replace(self.view(), centre_x=x, centre_y=y))

    def _show_cursor(self) -> None:
        is_cross = self.is_drawing or self.is_measuring
        self.setCursor(Qt.CursorShape.CrossCursor if is_cross else Qt.CursorShape.ArrowCursor)
        self.update()
        self.drawing_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stage, and the region that is being drawn."""
        super().paintEvent(event)
        rectangle = self._gestures.region.rectangle()
        if rectangle is not None:
            painter = QPainter(self)
            paint_rubber_band(painter, rectangle, current_tokens())
            painter.end()
        if self._has_loupe:
            self._paint_loupe()
        if self.measure is not None:
            self._paint_measure(self.measure)

    def _paint_measure(self, measure: Measure) -> None:
        painter = QPainter(self)
        for pane in self.panes():
            paint_measure(painter, pane, measure, self.view(), lines=image_tokens(), words=current_tokens())
        painter.end()

    def _paint_loupe(self) -> None:
        magnified = self.magnified(self._pointer_place, factor=FACTOR, side=2 * RADIUS)
        if magnified is not None:
            painter = QPainter(self)
            paint_loupe(painter, magnified, QPointF(*self._pointer_place))
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a gesture, or hover."""
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See the whole image."""
        self._gestures.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom or move."""
        self._gestures.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc discards the region being drawn, or puts the ruler down."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawing:
            self.discard_region()
        elif event.key() == Qt.Key.Key_Escape and self.is_measuring:
            self.toggle_ruler()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._pointer = None
        self._select.leave()
        self.pointer_left.emit()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a trackpad zoom and turn."""
        if isinstance(event, QNativeGestureEvent) and self._gestures.pinch(event):
            return True
        return super().event(event)

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
