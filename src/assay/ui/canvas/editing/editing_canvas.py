from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.editing.editor import Editor
from assay.ui.canvas.editing.sketch_painting import paint_sketch
from assay.ui.canvas.hit_test import Hit
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.tools.tool import Hand
from assay.ui.theme.colours import image_tokens


class EditingCanvas(Canvas):
    """A canvas with drawing tools in reach. Without them in the hand it is the canvas that it was."""

    annotation_added = Signal(str, int)
    """Clicked with Ctrl while editing: the layer's name and the annotation's number."""
    editing_left = Signal()
    """Esc while editing, with nothing under way."""
    key_let_go = Signal()

    def __init__(self, images: ImageSource, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self.editor = Editor(self._hand_at, self)
        self.mended_layers: frozenset[str] = frozenset()
        """The names of the layers whose annotations can be mended now."""
        self._gestures.editor = self.editor
        self.editor.changed.connect(self.refresh)
        self.editor.tool_changed.connect(lambda _: self._show_cursor())
        self.editor.clicked.connect(self._select.click)
        self.editor.added.connect(self._add)
        self.view_changed.connect(self._follow_view)

    def _hand_at(self, position: QPointF) -> Hand | None:
        """Where the hand is on the image; between and beside panes it is on the first one."""
        if not self.has_picture():
            return None
        pane = self.pane_at(position.x(), position.y()) or self.panes()[0]
        x, y = self.image_point(pane, position.x(), position.y())
        return Hand(x=x, y=y, scale=self.view().scale)

    def _hits(self, position: QPointF) -> Sequence[Hit]:
        """While editing, what cannot be mended is found only where nothing else lies."""
        hits = super()._hits(position)
        mendable = [hit for hit in hits if hit.layer in self.mended_layers] if self.editor.is_active else []
        return mendable or hits

    def _add(self, position: QPointF) -> None:
        if hits := self._hits(position):
            self.annotation_added.emit(hits[0].layer, hits[0].number)

    def _move_pointer(self, position: QPointF) -> None:
        super()._move_pointer(position)
        if self.editor.is_active:
            if not self.editor.is_choosing:
                self._select.leave()
            self.editor.hover(position)

    def _follow_view(self) -> None:
        """Another part of the image is under the pointer, which stays where it is: brush and handles follow."""
        position = QPointF(*self._pointer_place)
        if self.editor.is_active and self.rect().contains(position.toPoint()):
            self.editor.hover(position)

    def _show_cursor(self) -> None:
        super()._show_cursor()
        if self.editor.is_active and not self.editor.is_choosing:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the canvas, and what the tool in the hand shows."""
        super().paintEvent(event)
        if not self.editor.is_active:
            return
        sketch, painter = self.editor.sketch(), QPainter(self)
        for pane in self.panes():
            painter.save()
            painter.setClipRect(QRectF(pane.left, pane.top, pane.width, pane.height))
            painter.translate(pane.left, pane.top)
            is_mended = not pane.title or pane.title in self.mended_layers
            shown = sketch if is_mended else replace(sketch, handles=None)
            paint_sketch(painter, shown, self.view(), viewport=pane.size, tokens=image_tokens())
            painter.restore()
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While editing, Enter, Backspace and Esc are the tool's."""
        is_tools = self.editor.is_active and not self.is_drawing and not self.is_measuring
        if is_tools and self._edit_by_key(event):
            return
        super().keyPressEvent(event)

    def _edit_by_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.editor.finish()
            case Qt.Key.Key_Backspace:
                self.editor.step_back()
            case Qt.Key.Key_Escape:
                if not self.editor.discard():
                    self.editing_left.emit()
            case _:
                return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that moved the shape at hand is up."""
        if self.editor.is_active and not event.isAutoRepeat():
            self.key_let_go.emit()
        super().keyReleaseEvent(event)
