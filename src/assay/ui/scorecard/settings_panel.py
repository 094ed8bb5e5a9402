from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from assay.review.try_settings import ComparisonSettings
from assay.ui.scorecard.threshold_row import ThresholdRow
from assay.ui.scorecard.thresholds import THRESHOLDS, value_of, with_value
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

ALL = "All classes"
SWITCHES = (
    ("class_aware", "Pair within one class only", "Objects of two classes are never paired"),
    ("same_class_first", "Same class first", "Well placed pairs of one class are made before all others"),
    ("same_kind", "Same kind of shape only", "Boxes are paired with boxes, outlines with outlines"),
)
SHAPES = (
    Segment("auto", "Outlines", "Outlines are compared where there are any"),
    Segment("box", "Boxes only", "Every shape is compared by its box"),
)
"""The choices of the setting `shapes`."""


class SettingsPanel(QWidget):
    """What the comparison depends on; every change is told at once, and nothing is written until the person says so."""

    changed = Signal(object)
    """The ComparisonSettings that are chosen now."""
    compare_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = ComparisonSettings()
        self.classes = QComboBox()
        self.classes.setAccessibleName("Classes that the thresholds are for")
        self.classes.setToolTip("Thresholds for all classes, or other ones for a single class")
        self.classes.currentIndexChanged.connect(self._show)
        self.rows = {one.key: ThresholdRow(one) for one in THRESHOLDS}
        self.switches = {key: _switch(text, tip) for key, text, tip in SWITCHES}
        self.shapes = SegmentedControl(SHAPES, accessible_name="Shapes")
        self.compare = QPushButton("Compare with these settings")
        self.compare.setProperty("kind", "primary")
        self.reset = QPushButton("Reset")
        self._connect()
        self._lay_out()
        self.show_settings(self._settings, [], differ=False, may_write=True)

    def _connect(self) -> None:
        for row in self.rows.values():
            row.moved.connect(self._take_value)
        for key, box in self.switches.items():
            box.toggled.connect(lambda on, key=key: self._take(replace(self._settings, **{key: on})))
        self.shapes.chosen.connect(lambda name: self._take(replace(self._settings, shapes=name)))
        self.compare.clicked.connect(self.compare_wanted)
        self.reset.clicked.connect(self.reset_wanted)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.classes)
        for row in self.rows.values():
            column.addWidget(row)
        column.addSpacing(4)
        for box in self.switches.values():
            column.addWidget(box)
        shapes = QHBoxLayout()
        shapes.addWidget(role_label("Shapes", "secondary"))
        shapes.addStretch(1)
        shapes.addWidget(self.shapes)
        column.addLayout(shapes)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(12, 8, 12, 12)
        buttons.setSpacing(8)
        buttons.addWidget(self.compare)
        buttons.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)

    def settings(self) -> ComparisonSettings:
        """The settings as they are chosen now."""
        return self._settings

    def show_settings(
        self, settings: ComparisonSettings, class_names: Sequence[str], *, differ: bool, may_write: bool
    ) -> None:
        """Show settings, and whether they differ from those of the comparison."""
        self._settings = settings
        names = [ALL, *class_names]
        if names != [self.classes.itemText(place) for place in range(self.classes.count())]:
            with QSignalBlocker(self.classes):
                self.classes.clear()
                self.classes.addItems(names)
        self.show_difference(differ=differ, may_write=may_write)
        self._show()

    def show_difference(self, *, differ: bool, may_write: bool) -> None:
        """Whether there is anything to compare by, or to put back."""
        self.compare.setEnabled(differ and may_write)
        self.reset.setEnabled(differ)

    def move_threshold(self, key: str, value: float) -> None:
        """Set one threshold for all classes, as when its line in the histogram is dragged."""
        self.classes.setCurrentIndex(0)
        self._take(with_value(self._settings, key, value))
        self._show()

    def _class_name(self) -> str:
        return self.classes.currentText() if self.classes.currentIndex() > 0 else ""

    def _show(self) -> None:
        name = self._class_name()
        for key, row in self.rows.items():
            row.show_value(value_of(self._settings, key, name), own=name in self._settings.named.get(key, {}))
        for key, box in self.switches.items():
            with QSignalBlocker(box):
                box.setChecked(getattr(self._settings, key))
        self.shapes.choose(self._settings.shapes)

    def _take_value(self, key: str, value: float) -> None:
        self._take(with_value(self._settings, key, value, self._class_name()))
        self.rows[key].show_value(value, own=self._class_name() in self._settings.named.get(key, {}))

    def _take(self, settings: ComparisonSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)


def _switch(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setToolTip(tip)
    return box
