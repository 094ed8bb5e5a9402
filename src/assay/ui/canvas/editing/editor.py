from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from assay.geometry.snapping import snapped
from assay.model.annotations import Annotations
from assay.model.single_shape import Shape
from assay.ui.canvas.tools.brush_tool import BrushTool
from assay.ui.canvas.tools.tool import Brushed, Clicked, Cut, Deed, Drew, Hand, Mended, Point, Sketch, Tool
from assay.ui.canvas.tools.toolbox import CHOOSING, ToolName, all_tools

SNAP = 7.0
"""Logical pixels within which the hand is pulled to an outline."""

ImagePoint = Callable[[QPointF], Hand | None]


class Editor(QObject):
    """The tools and the shape at hand. It says what was drawn or mended; whoever listens decides what becomes of it."""

    drew = Signal(object)
    """A new Shape."""
    mended = Signal(object, str)
    """What the shape at hand is now, and what was done to it."""
    brushed = Signal(object)
    """A Brushed stroke."""
    cut = Signal(object, object)
    """The two ends of a line through the shape at hand."""
    clicked = Signal(QPointF)
    """A click that chooses what lies there."""
    added = Signal(QPointF)
    """A click with Ctrl: what lies there is chosen too."""
    changed = Signal()
    """Another sketch is to be painted."""
    tool_changed = Signal(str)

    def __init__(self, hand_at: ImagePoint, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hand_at = hand_at
        self._tools = all_tools()
        self._outlines: Annotations | None = None
        self._is_pressed = False
        self._hand: Hand | None = None
        self.is_active = False
        self.tool_name = ToolName.MEND
        self.shape: Shape | None = None

    @property
    def tool(self) -> Tool:
        """The tool in the hand."""
        return self._tools[self.tool_name]

    @property
    def is_choosing(self) -> bool:
        """Whether a click chooses what lies under it."""
        return self.is_active and self.tool_name in CHOOSING and not self._is_pressed

    def begin(self) -> None:
        """Take up the tools."""
        self.is_active = True
        self.hold(ToolName.MEND)

    def end(self) -> None:
        """Put everything down."""
        self.take(None)
        self.hold(ToolName.MEND)
        self.is_active = False
        self.changed.emit()

    def hold(self, name: ToolName) -> None:
        """Have another tool in the hand; what was begun with the one before is discarded."""
        self.tool.discard()
        self._is_pressed = False
        self.tool_name = name
        self.tool.take(self.shape)
        if self._hand is not None:
            self.tool.hover(self._hand)
        self.tool_changed.emit(name)
        self.changed.emit()

    def take(self, shape: Shape | None) -> None:
        """Have another shape at hand, or none."""
        self.shape = shape
        self.tool.take(shape)
        self.changed.emit()

    def follow(self, outlines: Annotations | None) -> None:
        """Be pulled to the outlines of these annotations, or go freely."""
        self._outlines = outlines

    def resize_brush(self, *, larger: bool) -> None:
        """Make both brushes one step larger or smaller."""
        brushes = [tool for tool in self._tools.values() if isinstance(tool, BrushTool)]
        for brush in brushes:
            brush.resize(larger=larger)
        self.changed.emit()

    def press(self, event: QMouseEvent) -> bool:
        """Take the press if the tool wants it."""
        if not self.is_active or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.tool_name in CHOOSING:
            self.added.emit(event.position())
            return True
        hand = self._hand_at(event.position())
        if hand is None:
            return False
        self._is_pressed = self.tool.press(self._told(hand, event))
        self.changed.emit()
        return self._is_pressed

    def move(self, event: QMouseEvent) -> None:
        """Draw on."""
        hand = self._hand_at(event.position())
        if hand is not None and self._is_pressed:
            self.tool.drag(self._told(hand, event))
            self.changed.emit()

    def hover(self, position: QPointF) -> None:
        """The pointer moves with no button down."""
        hand = self._hand_at(position)
        if hand is None or self._is_pressed or not self.is_active:
            return
        self._hand = self._pulled(hand)
        self.tool.hover(self._hand)
        self.changed.emit()

    def release(self, event: QMouseEvent) -> None:
        """End the gesture, and say what was done."""
        hand = self._hand_at(event.position())
        if hand is not None and self._is_pressed:
            deed = self.tool.release(self._told(hand, event))
            self._is_pressed = False
            self._tell(deed, event.position())
        self._is_pressed = False
        self.changed.emit()

    def finish(self) -> None:
        """Enter or a double click."""
        self._tell(self.tool.finish(), QPointF())
        self.changed.emit()

    def step_back(self) -> bool:
        """Backspace; whether a point was taken back."""
        went = self.tool.step_back()
        self.changed.emit()
        return went

    def discard(self) -> bool:
        """Esc: whatever is under way is dropped; else a drawing tool is put down; else the shape at hand. Whether there was anything."""
        was_drawing = self.tool.discard()
        self._is_pressed = False
        if not was_drawing and self.tool_name is not ToolName.MEND:
            self.hold(ToolName.MEND)
            was_drawing = True
        self.changed.emit()
        return was_drawing

    def delete(self) -> bool:
        """Delete what of the shape is under the hand; whether anything was."""
        deed = self.tool.delete()
        self._tell(deed, QPointF())
        return deed is not None

    def sketch(self) -> Sketch:
        """What is to be painted over everything else."""
        return self.tool.sketch() if self.is_active else Sketch()

    def _told(self, hand: Hand, event: QMouseEvent) -> Hand:
        is_straight = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return replace(hand, is_held_straight=is_straight)
        return replace(self._pulled(hand), is_held_straight=is_straight)

    def _pulled(self, hand: Hand) -> Hand:
        """The hand on the nearest outline, if one is near and the tool follows outlines."""
        if self._outlines is None or not self.tool.follows_outlines:
            return hand
        place: Point | None = snapped(self._outlines, hand.x, hand.y, reach=SNAP / hand.scale)
        return replace(hand, x=place[0], y=place[1]) if place is not None else hand

    def _tell(self, deed: Deed | None, position: QPointF) -> None:
        match deed:
            case Drew(shape):
                self.drew.emit(shape)
            case Mended(shape, doing):
                self.mended.emit(shape, doing)
            case Brushed():
                self.brushed.emit(deed)
            case Cut(start, end):
                self.cut.emit(start, end)
            case Clicked():
                self.clicked.emit(position)
            case None:
                pass
