from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.ids import CorrectionId
from assay.ui.canvas.editing.editing_canvas import EditingCanvas
from assay.ui.canvas.layers import Layer, look_alike
from assay.ui.canvas.scene import Mode, Region
from assay.ui.canvas.view_transform import Box, Size, panned
from assay.ui.review.comfort import is_comfortable
from assay.ui.review.drawing.corrections_in_review import CorrectionsInReview, is_answer
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.labels_on_image import LabelsOnImage
from assay.ui.review.other_sets import OtherSets
from assay.ui.review.outline_style import marks_of
from assay.ui.review.place import drawn_region, place_of_annotation
from assay.ui.review.point_marks import point_marks
from assay.ui.selection import Selection
from assay.ui.theme.colours import LayerRole
from assay.ui.window.action_set import ActionSet

PAN_SHARE = 0.2
"""How much of the canvas one press of an arrow moves."""
DRAWN = 0
"""The key of the region at hand; findings have their ids as keys, defects theirs negated."""


class CanvasLink(QObject):
    """Keeps the canvas and the image in review in step: labels, frames and marks one way, clicks and drawn regions the other."""

    readout = Signal(str)

    def __init__(
        self,
        canvas: EditingCanvas,
        image: ImageInReview,
        corrections: CorrectionsInReview,
        selection: Selection,
        actions: ActionSet,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._image = image
        self._corrections = corrections
        self._selection = selection
        self._switches = {
            LayerRole.VENDOR: actions["toggle_vendor"],
            LayerRole.GOLD: actions["toggle_gold"],
            LayerRole.REVIEWER: actions["toggle_suggested"],
        }
        self._names: dict[LayerRole, str] = {}
        self._own: list[Layer] = []
        self._ahead: list[Layer] = []
        self._others = OtherSets(selection, image.annotations_of)
        image.replaced.connect(self._show_image)
        image.judged.connect(self._show_regions)
        corrections.changed.connect(self._show_corrections)
        image.at_hand_changed.connect(self._show_at_hand)
        for role, switch in self._switches.items():
            switch.toggled.connect(lambda is_on, role=role: self._switch(role, is_on=is_on))
        canvas.layer_toggled.connect(self._follow_legend)
        canvas.annotation_clicked.connect(self._take_annotation)
        canvas.background_clicked.connect(self._take_background)
        canvas.region_drawn.connect(self._take_region)
        canvas.pointer_moved.connect(self._read_out)
        canvas.pointer_left.connect(lambda: self.readout.emit(""))

    def bring_into_view(self) -> None:
        """Frame what is at hand unless it can be seen well as it is."""
        box = self._box_at_hand()
        if box is not None and not is_comfortable(box, self._canvas.view(), viewport=self._canvas.panes()[0].size):
            self._canvas.frame(box)

    def zoom_to_hand(self) -> None:
        """Frame what is at hand."""
        box = self._box_at_hand()
        if box is not None:
            self._canvas.frame(box)

    def pan(self, across: int, down: int) -> None:
        """See more of one side; −1, 0 or 1 each way."""
        dx, dy = -across * PAN_SHARE * self._canvas.width(), -down * PAN_SHARE * self._canvas.height()
        self._canvas.set_view(panned(self._canvas.view(), dx=dx, dy=dy))

    def next_mode(self) -> None:
        """Show the label sets in the next way."""
        modes = list(Mode)
        self._canvas.set_mode(modes[(modes.index(self._canvas.scene().mode) + 1) % len(modes)])

    def _show_image(self) -> None:
        """Show another image; where its findings are is told with what is at hand, right after."""
        labels = self._image.labels
        if labels is None:
            self._canvas.show_image(None)
            return
        if self._is_blind():
            # The vendor's labels are judged before gold is revealed, on every image anew.
            self._switches[LayerRole.GOLD].setChecked(False)
        self._own = self._layers(labels)
        self._canvas.show_image(labels.path, size=size_of(labels), layers=[*self._own, *self._suggested()])

    def prepare(self, labels: LabelsOnImage) -> None:
        """Have the outlines of an image painted that is likely to be shown next."""
        covered = {LayerRole.GOLD} if self._is_blind() else set[LayerRole]()
        sets, size = self._label_sets(labels, covered), size_of(labels)
        if size is not None and not look_alike(sets, self._ahead):
            self._ahead = sets
        if size is not None:
            self._canvas.prepare(self._ahead, size=size)

    def _is_blind(self) -> bool:
        return self._selection.batch is not None and self._selection.batch.blind_first

    def _layers(self, labels: LabelsOnImage) -> list[Layer]:
        own = self._label_sets(labels)
        if look_alike(own, self._ahead):
            own = self._ahead  # these very layers have their outlines painted
        self._names = {layer.role: layer.name for layer in own}
        return own + self._others.layers(*names_and_colours(labels))

    def _label_sets(self, labels: LabelsOnImage, covered: Collection[LayerRole] = ()) -> list[Layer]:
        """The vendor's and gold's layers; those covered are switched off."""
        vendor, gold = self._selection.delivery, self._selection.gold
        found = ((LayerRole.VENDOR, vendor, labels.vendor), (LayerRole.GOLD, gold, labels.gold))
        class_names, class_colours = names_and_colours(labels)
        return [
            Layer(
                name=label_set.title,
                role=role,
                annotations=annotations,
                visible=self._switches[role].isChecked() and role not in covered,
                key=self._switches[role].shortcut().toString(),
                class_names=class_names,
                class_colours=class_colours,
                annotator_names={int(one.id): one.name for one in labels.annotators.values()},
            )
            for role, label_set, annotations in found
            if label_set is not None
        ]

    def _suggested(self) -> list[Layer]:
        """The corrections as a layer of their own; none while there are none."""
        switch = self._switches[LayerRole.REVIEWER]
        self._names.pop(LayerRole.REVIEWER, None)
        if not self._corrections.all:
            return []
        layer = self._corrections.layer(visible=switch.isChecked(), key=switch.shortcut().toString())
        self._names[LayerRole.REVIEWER] = layer.name
        return [layer]

    def _show_corrections(self) -> None:
        """Only the corrections are drawn anew: the label sets' own layers, and so their overlay, stay."""
        self._canvas.set_layers([*self._own, *self._suggested()])

    def _show_regions(self) -> None:
        image = self._image
        about = [*image.findings, *image.logged]
        regions = [
            Region(
                key=one.id if isinstance(one, Finding) else -one.id,
                box=one.box,
                severity=one.severity,
                points=point_marks(one),
            )
            for one in about
        ]
        if image.place is not None:
            regions.append(Region(key=DRAWN, box=image.place.box))
        self._canvas.set_regions(regions)
        self._canvas.set_emphasis(self._marks(about))
        numbers_of = {LayerRole.VENDOR: vendor_numbers, LayerRole.GOLD: gold_numbers}
        named = {self._names[role]: numbers for role, numbers in numbers_of.items() if role in self._names}
        self._canvas.set_style(marks=marks_of(about, named))

    def _show_at_hand(self) -> None:
        image = self._image
        at_hand = image.finding or image.defect
        self._show_regions()
        if not self._canvas.editor.is_active:
            self._show_selection(at_hand)
        if image.finding is not None:
            self._canvas.select_region(image.finding.id)
        elif image.defect is not None:
            self._canvas.select_region(-image.defect.id)
        else:
            self._canvas.select_region(DRAWN if image.place else None)

    def _show_selection(self, at_hand: Finding | Defect | None) -> None:
        self._canvas.set_selection(self._marks([at_hand]) if at_hand else self._marks_of_place())

    def _marks(self, about: Collection[Finding | Defect]) -> dict[str, set[int]]:
        marks = {LayerRole.VENDOR: set[int](), LayerRole.GOLD: set[int]()}
        for one in about:
            marks[LayerRole.VENDOR] |= vendor_numbers(one)
            marks[LayerRole.GOLD] |= gold_numbers(one)
        return {self._names[role]: numbers for role, numbers in marks.items() if role in self._names and numbers}

    def _marks_of_place(self) -> dict[str, set[int]]:
        place = self._image.place
        if place is None:
            return {}
        numbers = {LayerRole.VENDOR: place.vendor_number, LayerRole.GOLD: place.gold_number}
        return {self._names[role]: {number} for role, number in numbers.items() if number and role in self._names}

    def _box_at_hand(self) -> Box | None:
        one = self._image.finding or self._image.defect or self._image.place
        return one.box if one else None

    def _switch(self, role: LayerRole, *, is_on: bool) -> None:
        if role in self._names:
            self._canvas.set_layer_visible(self._names[role], visible=is_on)

    def _follow_legend(self, name: str, is_on: bool) -> None:
        for role, switch in self._switches.items():
            if self._names.get(role) == name:
                switch.setChecked(is_on)
        if self._others.switch(name, is_on=is_on) and self._image.labels is not None:
            self._own = self._layers(self._image.labels)
            self._show_corrections()

    def _take_annotation(self, name: str, number: int) -> None:
        """Choose the finding about an annotation, the next one when it is chosen already; or the annotation itself."""
        if self._canvas.editor.is_active:
            return
        role = next((role for role, known in self._names.items() if known == name), None)
        if role is None:
            return  # an earlier round or a model's: it is only looked at
        if role is LayerRole.REVIEWER:
            self._take_correction(number)
            return
        numbers_of = gold_numbers if role is LayerRole.GOLD else vendor_numbers
        about = [finding for finding in self._image.findings if number in numbers_of(finding)]
        if about:
            place = about.index(self._image.finding) + 1 if self._image.finding in about else 0
            self._image.choose_finding(about[place % len(about)].id)
        elif self._image.labels is not None:
            self._image.choose_place(place_of_annotation(role, number, self._image.labels))

    def _take_correction(self, number: int) -> None:
        """Choose what a correction is about: its finding, or the annotation that it replaces."""
        correction = self._corrections.with_id(CorrectionId(number))
        if correction is None:
            return
        finding = next((one for one in self._image.findings if is_answer(correction, one)), None)
        vendor = self._selection.delivery
        is_vendors = vendor is not None and correction.about.label_set_id == vendor.id
        if finding is not None and is_vendors:
            self._image.choose_finding(finding.id)
        elif correction.number:
            self._take_annotation(self._names[LayerRole.VENDOR if is_vendors else LayerRole.GOLD], correction.number)

    def _take_background(self) -> None:
        if not self._canvas.editor.is_active:
            self._image.choose_finding(None)

    def _take_region(self, x_min: float, y_min: float, x_max: float, y_max: float) -> None:
        if self._image.labels is not None:
            self._image.choose_place(drawn_region((x_min, y_min, x_max, y_max), self._image.labels))

    def _read_out(self, x: float, y: float, values: str) -> None:
        self.readout.emit(f"x {x:.1f} y {y:.1f} px" + (f" · {values}" if values else ""))


def vendor_numbers(about: Finding | Defect) -> set[int]:
    """The vendor's annotations that a finding or defect is about."""
    several = about.details.get("vendor_numbers", ()) if isinstance(about, Finding) else ()
    return {number for number in (about.vendor_number, *several) if number}


def gold_numbers(about: Finding | Defect) -> set[int]:
    """The gold annotations that a finding or defect is about."""
    several = about.details.get("gold_numbers", ()) if isinstance(about, Finding) else ()
    return {number for number in (about.gold_number, *several) if number}


def size_of(labels: LabelsOnImage) -> Size | None:
    """The width and height that the labels refer to; None when nobody said."""
    width, height = labels.image.width, labels.image.height
    return (float(width), float(height)) if width and height else None


def names_and_colours(labels: LabelsOnImage) -> tuple[dict[int, str], dict[int, str]]:
    """What each class is called, and its colour, by its id."""
    classes = labels.schema.classes
    return {int(one.id): one.name for one in classes}, {int(one.id): one.colour for one in classes}
