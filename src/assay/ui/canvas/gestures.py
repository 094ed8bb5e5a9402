from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent, QWheelEvent

from assay.ui.canvas.editing.editor import Editor
from assay.ui.canvas.pan_tool import PanTool
from assay.ui.canvas.region_tool import RegionTool
from assay.ui.canvas.ruler_tool import RulerTool
from assay.ui.canvas.view_transform import ZOOM_STEP, Point

NOTCH = 120.0
"""What Qt reports for one notch of a mouse wheel."""
TURN_STEP = 5.0
"""Degrees that a notch of the wheel turns the image."""


def nowhere(position: QPointF, is_pulled: bool) -> Point | None:
    """No image is there to be measured."""
    del position, is_pulled


class Gestures(QObject):
    """What the pointer does, as what is meant by it. Positions are in the canvas's logical pixels."""

    panned = Signal(float, float)
    zoomed = Signal(float, QPointF)
    turned = Signal(float, QPointF)
    """Degrees clockwise, and about which place."""
    hovered = Signal(QPointF)
    clicked = Signal(QPointF)
    fit_wanted = Signal()
    region_drawn = Signal(QRectF)
    region_changed = Signal()
    measured = Signal()
    """The ruler shows something else."""

    def __init__(self, place: Callable[[QPointF, bool], Point | None] = nowhere, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ruler = RulerTool(place)
        self.pan = PanTool(self.panned.emit)
        self.region = RegionTool(self.region_drawn.emit)
        self.editor: Editor | None = None
        self._in_hand: PanTool | RegionTool | RulerTool | Editor | None = None

    def press(self, event: QMouseEvent) -> None:
        """Give the press to the first tool that takes it."""
        tools = (self.region, self.ruler, self.editor, self.pan)
        self._in_hand = next((tool for tool in tools if tool and tool.press(event)), None)

    def move(self, event: QMouseEvent) -> None:
        """Go on with the tool in hand, or hover."""
        if self._in_hand is not None:
            self._in_hand.move(event)
        if self._in_hand is self.region:
            self.region_changed.emit()
        if self._in_hand is self.ruler:
            self.measured.emit()
        if not self.pan.is_dragging:
            self.hovered.emit(event.position())

    def release(self, event: QMouseEvent) -> None:
        """End the gesture; a press that went nowhere was a click."""
        tool, self._in_hand = self._in_hand, None
        if tool is self.region:
            self.region.release()
            self.region_changed.emit()
        elif tool is self.ruler:
            self.ruler.release()
            self.measured.emit()
        elif isinstance(tool, Editor):
            tool.release(event)
        elif tool is self.pan and not self.pan.release() and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """Ask for the whole image; while editing, finish what is being drawn."""
        if self.editor is not None and self.editor.is_active:
            self.editor.finish()
        elif event.button() == Qt.MouseButton.LeftButton and not self.region.is_active and not self.ruler.is_active:
            self.fit_wanted.emit()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom with a wheel, or with Ctrl; turn with Alt; move with two fingers on a trackpad."""
        turned = event.angleDelta().y() or event.angleDelta().x()  # with Alt, Qt tells of the other axis
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.turned.emit(TURN_STEP * turned / NOTCH, event.position())
        elif is_trackpad(event) and not is_ctrl:
            self.panned.emit(float(event.pixelDelta().x()), float(event.pixelDelta().y()))
        elif turned:
            self.zoomed.emit(ZOOM_STEP ** (turned / NOTCH), event.position())
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom or turn with two fingers on a trackpad; whether it was that."""
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self.zoomed.emit(1.0 + event.value(), event.position())
            case Qt.NativeGestureType.RotateNativeGesture:
                self.turned.emit(event.value(), event.position())
            case _:
                return False
        return True

    def put_ruler_down(self) -> None:
        """Measure no more."""
        self.ruler.put_down()
        self._in_hand = None if self._in_hand is self.ruler else self._in_hand
        self.measured.emit()

    def begin_region(self) -> None:
        """Let the next drag draw a region."""
        self.region.is_active = True

    def discard_region(self) -> bool:
        """Draw no region after all; whether one was under way."""
        was_active = self.region.is_active
        self.region.discard()
        self._in_hand = None if self._in_hand is self.region else self._in_hand
        self.region_changed.emit()
        return was_active


def is_trackpad(event: QWheelEvent) -> bool:
    """Whether fingers are moving on a trackpad: X11 reports pixels for wheels, too, so pixels alone do not tell."""
    if event.pixelDelta().isNull():
        return False
    has_phase = event.phase() != Qt.ScrollPhase.NoScrollPhase
    return has_phase or event.device().type() == QInputDevice.DeviceType.TouchPad
