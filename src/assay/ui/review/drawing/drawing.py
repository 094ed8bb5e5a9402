from PySide6.QtCore import QObject, Signal

from assay.ui.canvas.editing.editing_canvas import EditingCanvas
from assay.ui.canvas.tool_strip import ToolStrip
from assay.ui.canvas.tools.toolbox import ToolName
from assay.ui.review.drawing.corrections_in_review import CorrectionsInReview
from assay.ui.review.drawing.hints import hints_for
from assay.ui.review.drawing.mending import Mending
from assay.ui.review.drawing.objects import ObjectsOnImage
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet

GROUPS = (
    ("tool_mend", "tool_box", "tool_rotated_box", "tool_ellipse", "tool_polygon", "tool_polyline", "tool_keypoints", "tool_brush", "tool_eraser", "tool_split"),
    ("merge_shapes", "simplify_shape", "take_over", "classify", "remove_object"),
    ("snap", "correct_gold"),
)  # fmt: skip
"""The actions on the strip, from above."""


class Drawing(QObject):
    """The state in which one draws: E enters and leaves it, the tools' keys hold in it, and the strip shows them."""

    hints_changed = Signal()

    def __init__(
        self,
        session: Session,
        selection: Selection,
        image: ImageInReview,
        corrections: CorrectionsInReview,
        canvas: EditingCanvas,
        actions: ActionSet,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._canvas = canvas
        self.objects = ObjectsOnImage(selection, image, corrections, self)
        self.mending = Mending(session, canvas, self.objects, self)
        icons = {spec.name: spec.icon for spec, _ in actions}
        rows = [[(actions[name], icons[name]) for name in group] for group in GROUPS]
        self.strip = ToolStrip((actions["draw"], icons["draw"]), rows, canvas)
        self._connect()

    def _connect(self) -> None:
        self._actions["draw"].setAutoRepeat(False)
        self._actions["draw"].toggled.connect(self._switch)
        self._actions["snap"].setChecked(True)
        self._actions["snap"].toggled.connect(lambda on: self.mending.set_snapping(snaps=on))
        self._actions["correct_gold"].toggled.connect(lambda on: self.mending.set_for_gold(for_gold=on))
        for name in ("snap", "correct_gold"):
            self._actions[name].toggled.connect(lambda _: self.hints_changed.emit())
        self.mending.left.connect(self.stop)
        self.mending.chosen_changed.connect(self.hints_changed)
        self._canvas.editor.tool_changed.connect(self._show_tool)
        self._canvas.scene_changed.connect(self._show_strip)
        self._show_strip()

    def hints(self) -> list[tuple[str, str]]:
        """The keys that matter with the tool in the hand."""
        chosen = len(self.mending.chosen)
        return hints_for(self._canvas.editor.tool_name, chosen=chosen, for_gold=self.objects.for_gold)

    def stop(self) -> None:
        """Draw no more."""
        self._actions["draw"].setChecked(False)

    def _switch(self, on: bool) -> None:
        self._actions.set_drawing(drawing=on)
        if on:
            self.mending.begin()
        else:
            self.mending.end()
        self.strip.show_tools(shown=on)
        self.hints_changed.emit()

    def _show_tool(self, held: str) -> None:
        """The held tool's action is on, and the others are off; a pressed one stays on when it is pressed again."""
        for name in ToolName:
            self._actions[f"tool_{name}"].setChecked(name == held)
        self.hints_changed.emit()

    def _show_strip(self) -> None:
        self.strip.setVisible(self._canvas.has_picture())
        self.strip.leave_room(for_title=len(self._canvas.panes()) > 1)
