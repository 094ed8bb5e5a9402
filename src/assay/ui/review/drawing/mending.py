from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPoint, Signal

from assay.geometry.brushing import brushed, empty_mask, stroke
from assay.geometry.moving import moved
from assay.geometry.shape_making import mask_shape
from assay.geometry.simplifying import simplified
from assay.geometry.splitting import AREAS, runs_of, split
from assay.model.corrections import Corrects, Suggestion, with_shape
from assay.model.single_shape import Shape
from assay.review.change_correction import change_correction
from assay.review.merge_shapes import merge_shapes
from assay.review.propose_correction import propose_correction
from assay.review.split_shape import split_shape
from assay.review.take_over_shape import take_over_shape
from assay.review.withdraw_correction import withdraw_correction
from assay.ui.canvas.editing.editing_canvas import EditingCanvas
from assay.ui.canvas.tools.tool import Brushed, Point
from assay.ui.canvas.tools.toolbox import ToolName
from assay.ui.canvas.view_transform import along_image, screen_box
from assay.ui.review.drawing.chosen import Chosen, chosen_correction
from assay.ui.review.drawing.class_choices import Choice
from assay.ui.review.drawing.class_picker import ClassPicker
from assay.ui.review.drawing.objects import ObjectsOnImage
from assay.ui.session import Session

NOTHING_CHOSEN = "Choose a shape first: V, then click it"
TOLERANCE = 1.5
"""Screen pixels by which a simplified outline may differ from the old one."""
BESIDE = 16


class Mending(QObject):
    """Corrections while they are drawn: what is chosen, and each deed of the hand as one verb."""

    chosen_changed = Signal()
    left = Signal()

    def __init__(
        self, session: Session, canvas: EditingCanvas, objects: ObjectsOnImage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._objects = objects
        self.picker = ClassPicker(canvas)
        self.chosen: list[Chosen] = []
        self._nudged: Shape | None = None
        self._last: Corrects | None = None
        self._connect()

    def _connect(self) -> None:
        editor = self._canvas.editor
        editor.drew.connect(self._take_drawn)
        editor.mended.connect(self._take_mended)
        editor.brushed.connect(self._take_stroke)
        editor.cut.connect(self._take_cut)
        self._canvas.annotation_clicked.connect(self._click)
        self._canvas.background_clicked.connect(self.let_go)
        self._canvas.annotation_added.connect(self._add)
        self._canvas.editing_left.connect(self._step_out)
        self._canvas.key_let_go.connect(self.end_nudge)
        self._objects.changed.connect(self._choose_again)
        self._canvas.scene_changed.connect(self._follow_outlines)
        self._objects.replaced.connect(self.let_go)
        self.picker.picked.connect(self._say)
        self.picker.left.connect(self._canvas.setFocus)

    @property
    def is_drawing(self) -> bool:
        """Whether the tools are in the hand."""
        return self._canvas.editor.is_active

    def begin(self) -> None:
        """Take up the tools, with what is at hand chosen."""
        self._canvas.editor.begin()
        self._follow_outlines()
        at_hand = self._objects.at_hand()
        self._choose([at_hand] if at_hand else [])
        self._canvas.setFocus()

    def end(self) -> None:
        """Put the tools down."""
        if self.is_drawing:
            self.end_nudge()
            self.picker.hide()
            self._choose([])
            self._canvas.editor.end()

    def hold(self, name: ToolName) -> None:
        """Have a tool in the hand."""
        self.end_nudge()
        self._canvas.editor.hold(name)

    def set_for_gold(self, *, for_gold: bool) -> None:
        """Correct gold, or the delivery."""
        self._objects.for_gold = for_gold
        self._follow_outlines()
        self.let_go()

    def set_snapping(self, *, snaps: bool) -> None:
        """Let the hand be pulled to the other side's outlines, or not."""
        self._objects.snaps = snaps
        self._follow_outlines()

    def let_go(self) -> None:
        """Have nothing chosen."""
        if self.is_drawing:
            self._choose([])

    def nudge(self, across: int, down: int) -> None:
        """Move the chosen shape by pixels, as on the screen; it is written when the key is let go."""
        if not self.chosen:
            self._refuse(NOTHING_CHOSEN)
            return
        right, below = along_image(self._canvas.view(), across=across, down=down)
        self._nudged = moved(self._nudged or self.chosen[0].says.shape, right, below)
        self._canvas.editor.take(self._nudged)

    def end_nudge(self) -> None:
        """Write where the keys moved the shape to."""
        shape, self._nudged = self._nudged, None
        if shape is not None and self.chosen:
            self._suggest(with_shape(self.chosen[0].says, shape), "Nudge the")

    def simplify(self) -> None:
        """Leave out the vertices that do not show at this zoom."""
        if not self.chosen:
            self._refuse(NOTHING_CHOSEN)
            return
        says = self.chosen[0].says
        shape = simplified(says.shape, TOLERANCE / self._canvas.view().scale)
        if sum(map(len, shape.rings)) < sum(map(len, says.shape.rings)):
            self._suggest(with_shape(says, shape), "Simplify the")
        else:
            self._refuse("No point of this outline can be left out at this zoom; zoom out to simplify more")

    def merge(self) -> None:
        """Make one shape of those chosen."""
        self._do(merge_shapes, [(one.about, one.says) for one in self.chosen])

    def take_over(self) -> None:
        """Suggest the object as the other side has it."""
        if not self._sees_other():
            self._refuse("The other side's labels are hidden: show them first, with W or Q")
            return
        target = self.chosen[0] if self.chosen else None
        source = self._objects.counterpart(target, self._canvas.scene().hovered)
        if source is None:
            other = "the vendor's" if self._objects.for_gold else "gold's"
            self._refuse(f"There is no shape of {other} to take over: choose the finding about it, or point at it")
            return
        about = target.about if target else self._objects.new_place(fault_only=True)
        self._do(take_over_shape, about, from_set=source[0], from_number=source[1])
        self._choose_made(about)

    def classify(self) -> None:
        """Ask for the class and the attributes of what is chosen, or of what was drawn last."""
        if not self.chosen and self._last is not None:
            self._choose_made(self._last)
        labels = self._objects.labels
        if not self.chosen or labels is None:
            self._refuse(NOTHING_CHOSEN)
            return
        says = self.chosen[0].says
        self.picker.ask(labels.schema, says.class_id, says.attributes, self._beside(says.shape))

    def remove(self) -> None:
        """Delete the point under the hand; else suggest that the object should not be there, or withdraw what was drawn."""
        if self._canvas.editor.delete():
            return
        if not self.chosen:
            self._refuse(NOTHING_CHOSEN)
        elif self.chosen[0].about.number:
            self._suggest(replace(self.chosen[0].says, removes=True), "Remove by the")
        else:
            self.withdraw()

    def withdraw(self) -> None:
        """Suggest nothing any more about what is chosen."""
        correction_id = self.chosen[0].about.correction_id if self.chosen else None
        if correction_id is None:
            self._refuse("Nothing is suggested about this shape yet" if self.chosen else NOTHING_CHOSEN)
        else:
            self._do(withdraw_correction, correction_id)

    def resize_brush(self, *, larger: bool) -> None:
        """Take the brush one step larger or smaller."""
        self._canvas.editor.resize_brush(larger=larger)

    def _take_drawn(self, shape: Shape) -> None:
        if self.chosen:
            self._suggest(with_shape(self.chosen[0].says, shape), "Draw anew the")
            self._canvas.editor.hold(ToolName.MEND)
        else:
            self._draw_new(shape)

    def _draw_new(self, shape: Shape) -> bool:
        about = self._objects.new_place()
        says = Suggestion(shape=shape, class_id=self._objects.likely_class())
        if self._do(propose_correction, about, says) is None:
            return False
        self._last = about
        return True

    def _take_mended(self, shape: Shape, doing: str) -> None:
        if self.chosen:
            self._suggest(with_shape(self.chosen[0].says, shape), doing)

    def _take_stroke(self, drawn: Brushed) -> None:
        width, height = (round(side) for side in self._canvas.image_size())
        old = self.chosen[0].says.shape if self.chosen else None
        if (old is not None and old.kind not in AREAS) or (old is None and drawn.erases):
            self._refuse("Choose a mask, a polygon or a box to erase from or to brush on")
            return
        runs = runs_of(old, height=height, width=width) if old is not None else empty_mask(height=height, width=width)
        on_mask = stroke(drawn.path, drawn.radius, height=int(runs[0]), width=int(runs[1]))
        if not on_mask.raster.any():
            return
        shape = mask_shape(brushed(runs, on_mask, erase=drawn.erases))
        if old is not None:
            self._suggest(with_shape(self.chosen[0].says, shape), "Erase from the" if drawn.erases else "Brush on the")
        elif self._draw_new(shape) and self._last is not None:
            self._choose_made(self._last)

    def _take_cut(self, start: Point, end: Point) -> None:
        if not self.chosen:
            self._refuse(NOTHING_CHOSEN)
        elif self.chosen[0].says.shape.kind not in AREAS:
            self._refuse("Only boxes, polygons and masks can be split")
        else:
            one = self.chosen[0]
            self._do(split_shape, one.about, one.says, split(one.says.shape, start, end))

    def _suggest(self, says: Suggestion, doing: str) -> None:
        """Suggest something else about what is chosen, which stays chosen; when it is refused, it is as it was."""
        one = self.chosen[0]
        if one.says.is_same_as(says):
            self._canvas.editor.take(one.says.shape)
        elif one.about.correction_id is not None:
            self._do(change_correction, one.about.correction_id, says, doing=doing)
        else:
            self._do(propose_correction, one.about, says)

    def _say(self, choice: Choice) -> None:
        if not self.chosen:
            return
        says = self.chosen[0].says
        if choice.class_id is not None:
            self._objects.last_class = choice.class_id
            self._suggest(replace(says, class_id=choice.class_id), "Set the class in the")
            return
        attributes = {key: value for key, value in says.attributes.items() if key != choice.attribute}
        if choice.value is not None and not choice.holds:
            attributes[choice.attribute] = choice.value
        self._suggest(replace(says, attributes=attributes), "Set an attribute in the")

    def _do(self, verb: Callable[..., Any], *args: Any, **options: Any) -> Any:
        done = self._session.do(verb, *args, **options)
        if done is None and self.chosen:
            self._canvas.editor.take(self.chosen[0].says.shape)
        return done

    def _click(self, layer: str, number: int) -> None:
        if self.is_drawing:
            found = self._objects.object(layer, number)
            self._choose([found] if found else [])

    def _add(self, layer: str, number: int) -> None:
        found = self._objects.object(layer, number)
        if found is not None and all(one.about != found.about for one in self.chosen):
            self._choose([*self.chosen, found])

    def _choose(self, chosen: list[Chosen]) -> None:
        self._nudged = None
        self.chosen = chosen
        self._canvas.editor.take(chosen[0].says.shape if chosen and not chosen[0].says.removes else None)
        self._canvas.set_selection(self._objects.marks(chosen))
        self.chosen_changed.emit()

    def _choose_again(self) -> None:
        """What is chosen may say something else now, or be gone."""
        if self.is_drawing:
            again = [self._objects.again(one) for one in self.chosen]
            self._choose([one for one in again if one is not None])

    def _choose_made(self, about: Corrects) -> None:
        """Choose what was just suggested at a place."""
        made = self._objects.newest(about)
        if made is not None:
            self._choose([chosen_correction(made)])

    def _step_out(self) -> None:
        """Esc with nothing under way lets go of what is chosen, then of the tools."""
        if self.chosen:
            self._choose([])
        else:
            self.left.emit()

    def _follow_outlines(self) -> None:
        self._canvas.mended_layers = self._objects.layers()
        # gold that is not revealed yet must not be felt either
        self._canvas.editor.follow(self._objects.outlines() if self._sees_other() else None)

    def _sees_other(self) -> bool:
        """Whether the other side's labels are shown."""
        other = self._objects.other
        return other is not None and self._canvas.is_layer_visible(other.title)

    def _beside(self, shape: Shape) -> QPoint:
        pane = self._canvas.panes()[0]
        _, y, x, _ = screen_box(self._canvas.view(), shape.box, viewport=pane.size)
        return QPoint(round(np.clip(x, 0, pane.width)) + BESIDE, round(np.clip(y, 0, pane.height)))

    def _refuse(self, sentence: str) -> None:
        self._session.refused.emit(sentence)
