from assay.model.single_shape import Shape
from assay.ui.canvas.tools.grips import (
    Grip,
    doing_of,
    dragged,
    handle_at,
    handles_of,
    is_on,
    is_on_edge,
    with_vertex_at,
    without_handle,
)
from assay.ui.canvas.tools.tool import Clicked, Deed, Hand, Mended, Point, Sketch, Tool


class MendTool(Tool):
    """Takes the shape at hand by a handle, a vertex, an edge or its inside, and drags it; a click chooses what lies there."""

    def __init__(self) -> None:
        self._shape: Shape | None = None
        self._held: Shape | None = None
        self._now: Shape | None = None
        self._grip: Grip | None = None
        self._pressed: Point = (0.0, 0.0)
        self._scale = 1.0
        self._marked: int | None = None

    @property
    def follows_outlines(self) -> bool:
        """A handle or vertex is pulled to outlines; a shape that is moved whole goes where the hand goes."""
        return self._grip is not None and self._grip.handle >= 0

    def take(self, shape: Shape | None) -> None:
        """Have another shape at hand."""
        self._shape = shape
        self._marked = None
        self.discard()

    def press(self, hand: Hand) -> bool:
        """Take hold of the shape, unless the hand is beside it."""
        shape = self._shape
        if shape is None:
            return False
        self._pressed, self._held = hand.point, shape
        handle = handle_at(shape, hand)
        if handle is not None:
            self._grip = Grip(doing_of(shape, handle), handle)
        elif is_on_edge(shape, hand):
            self._held, added = with_vertex_at(shape, hand)
            self._grip = Grip("Add a point to the", added)
        elif is_on(shape, hand, reach=hand.reach / 2):
            self._grip = Grip("Move the", start=hand.point)
        self._marked = self._grip.handle if self._grip and self._grip.handle >= 0 else None
        return self._grip is not None

    def drag(self, hand: Hand) -> None:
        """The shape follows the hand."""
        self._scale = hand.scale
        if self._grip is not None and self._held is not None and (self._now or not hand.is_slip_from(self._pressed)):
            self._now = dragged(self._held, self._grip, hand)

    def hover(self, hand: Hand) -> None:
        """Mark the handle under the hand."""
        self._scale = hand.scale
        self._marked = handle_at(self._shape, hand) if self._shape is not None else None

    def release(self, hand: Hand) -> Deed | None:
        """The shape is mended; a press that went nowhere was a click."""
        self.drag(hand)
        grip, now = self._grip, self._now
        self.discard()
        if grip is None or now is None:
            self._marked = None  # a vertex that a drag would have added is none
            return Clicked()
        return Mended(now, grip.doing)

    def discard(self) -> bool:
        """Let go and leave the shape as it was."""
        was_dragging = self._now is not None
        self._grip = self._held = self._now = None
        return was_dragging

    def delete(self) -> Deed | None:
        """Delete the vertex under the hand."""
        if self._shape is None or self._marked is None or self._grip is not None:
            return None
        shape = without_handle(self._shape, self._marked)
        return None if shape is None else Mended(shape, "Delete a point of the")

    def sketch(self) -> Sketch:
        """The shape as it is dragged, and the handles of the one at hand."""
        shape = self._now or self._held or self._shape
        if shape is None:
            return Sketch()
        return Sketch(shape=self._now, handles=handles_of(shape, self._scale), marked=self._marked)
