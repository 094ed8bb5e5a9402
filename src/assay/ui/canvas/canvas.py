from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.canvas.editing.editor import SNAP
from assay.ui.canvas.furnished_stage import FurnishedStage
from assay.ui.canvas.gestures import Gestures
from assay.ui.canvas.hit_test import Hit, hits_at
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.loupe_painting import FACTOR, RADIUS, paint_loupe
from assay.ui.canvas.region_painting import paint_rubber_band
from assay.ui.canvas.ruler_painting import paint_measure
from assay.ui.canvas.ruler_tool import Measure, pulled
from assay.ui.canvas.select_tool import SelectTool
from assay.ui.canvas.view_transform import Point, Size, image_box
from assay.ui.theme.colours import image_tokens
from assay.ui.theme.current import current_tokens

REACH = 5.0
"""Logical pixels that the pointer may be from a line to touch it."""


class Canvas(FurnishedStage):
    """The furnished stage with hands on it: pointer, wheel and keys.

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
    pointer_moved = Signal(float, float, str)
    """x, y in image pixels, and what the file stores there, in words; told again when that is known."""
    pointer_left = Signal()

    def __init__(self, images: ImageSource, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._gestures = Gestures(self._measured_place, self)
        self._select = SelectTool(self._hits, hover=self._hover, pick=self._pick)
        self._has_loupe = False
        self._under_pointer: Point | None = None
        self.values_arrived.connect(self._tell_values)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Canvas")
        self._connect_gestures()
        self.scene_changed.connect(lambda: self._mark_pointer(None, QPointF(-1, -1)))

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

    def show_image(self, path: Path | None, *, size: Size | None = None, layers: Sequence[Layer] = ()) -> None:
        """Show another image; what was measured was on the one before."""
        self._gestures.ruler.measure = None
        super().show_image(path, size=size, layers=layers)

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
        self._under_pointer = (x, y)
        self.pointer_moved.emit(x, y, self.values_at(x, y))

    def _tell_values(self) -> None:
        if self._under_pointer is not None:
            self.pointer_moved.emit(*self._under_pointer, self.values_at(*self._under_pointer))

    def _mark_pointer(self, point: Point | None, position: QPointF) -> None:
        """Show the pointer's place in the other panes, if there are any."""
        self._pointer = point if len(self.panes()) > 1 else None
        self._pointer_place = (position.x(), position.y())
        if self._pointer is not None or self._has_loupe:
            self.refresh()

    def _finish_region(self, rectangle: QRectF) -> None:
        pane = self.pane_at(rectangle.center().x(), rectangle.center().y()) or self.panes()[0]
        width, height = self.image_size()
        drawn = rectangle.translated(-pane.left, -pane.top)
        sides = (drawn.left(), drawn.top(), drawn.right(), drawn.bottom())
        left, top, right, bottom = image_box(self.view(), sides, viewport=pane.size)
        self.region_drawn.emit(max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))

    def toggle_loupe(self) -> None:
        """Magnify what is around the pointer, or no longer."""
        self._has_loupe = not self._has_loupe
        self.refresh()

    def _show_cursor(self) -> None:
        is_cross = self.is_drawing or self.is_measuring
        self.setCursor(Qt.CursorShape.CrossCursor if is_cross else Qt.CursorShape.ArrowCursor)
        self.refresh()
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
        self._pointer = self._under_pointer = None
        self._select.leave()
        self.pointer_left.emit()
        self.refresh()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a trackpad zoom and turn."""
        if isinstance(event, QNativeGestureEvent) and self._gestures.pinch(event):
            return True
        return super().event(event)
