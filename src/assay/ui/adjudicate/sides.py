from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.annotations import Annotations
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.ui.adjudicate.fact_strip import FactStrip
from assay.ui.adjudicate.facts import differing, numbers_of, side_facts
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.remembered_style import RememberedStyle
from assay.ui.canvas.scene import Mode, Region
from assay.ui.review.outline_style import marks_of
from assay.ui.theme.colours import LayerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A contested finding with all that is looked at to rule on it. vendor, gold: the annotations on its image, and what their label sets are called."""

    finding: Finding
    path: Path | None
    size: tuple[float, float] | None
    vendor: Annotations
    gold: Annotations
    vendor_title: str
    gold_title: str
    schema: Schema
    annotators: Mapping[int, str]


class Sides(QWidget):
    """The vendor's view and gold's beside one another, zoomed to the place in question and linked; under each what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = ImageSource(parent=self)
        self.canvas = Canvas(self._images)
        self.canvas.set_mode(Mode.SIDE_BY_SIDE)
        self.canvas.installEventFilter(self)
        self.outline_style = RememberedStyle(self.canvas, self)
        self.vendor, self.gold = FactStrip(LayerRole.VENDOR), FactStrip(LayerRole.GOLD)
        self._case: Case | None = None
        rule, divider = QFrame(), QFrame()
        rule.setProperty("rule", "horizontal")
        divider.setProperty("rule", "vertical")
        strips = QHBoxLayout()
        strips.setSpacing(0)
        strips.addWidget(self.vendor, 1)
        strips.addWidget(divider)
        strips.addWidget(self.gold, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(rule)
        layout.addLayout(strips)
        self.destroyed.connect(self._images.close)

    def show_case(self, case: Case) -> None:
        """Look at another finding."""
        self._case = case
        self._show_on_canvas(case)
        vendor = side_facts(
            case.vendor_title, case.vendor, numbers_of(case.finding, vendor=True), case.schema, case.annotators
        )
        gold = side_facts(
            case.gold_title, case.gold, numbers_of(case.finding, vendor=False), case.schema, case.annotators
        )
        different = differing(vendor, gold)
        iou = f"IoU {case.finding.iou:.2f}" if case.finding.iou is not None else ""
        self.vendor.show_facts(vendor, different=different, note=iou)
        self.gold.show_facts(gold, different=different, note=iou)

    def _show_on_canvas(self, case: Case) -> None:
        finding = case.finding
        layers = [
            layer_of(case, case.vendor_title, LayerRole.VENDOR, case.vendor),
            layer_of(case, case.gold_title, LayerRole.GOLD, case.gold),
        ]
        self.canvas.show_image(case.path, size=case.size, layers=layers)
        self.canvas.set_regions([Region(key=finding.id, box=finding.box, severity=finding.severity)])
        self.canvas.select_region(finding.id)
        chosen = {
            case.vendor_title: numbers_of(finding, vendor=True),
            case.gold_title: numbers_of(finding, vendor=False),
        }
        self.canvas.set_style(marks=marks_of([finding], {name: lambda _, name=name: chosen[name] for name in chosen}))
        self.canvas.set_selection(chosen)
        self.canvas.set_emphasis(chosen)
        self.canvas.frame(finding.box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Frame the place anew when the canvas got another size."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and self._case is not None:
            self.canvas.frame(self._case.finding.box)
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        """Draw outlines as was chosen meanwhile on another page."""
        super().showEvent(event)
        self.outline_style.read()


def layer_of(case: Case, name: str, role: LayerRole, annotations: Annotations) -> Layer:
    """A label set's annotations on the image of a case."""
    return Layer(
        name=name,
        role=role,
        annotations=annotations,
        class_names={int(one.id): one.name for one in case.schema.classes},
        class_colours={int(one.id): one.colour for one in case.schema.classes},
        annotator_names=case.annotators,
    )
