"""Sliders of the canvas's floating panels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from assay.ui.widgets.role_label import role_label

SLIDER_WIDTH = 104
GAP = 12
SAID_WIDTH = 48
FIELD_WIDTH = SLIDER_WIDTH + GAP + SAID_WIDTH
"""A slider with what it stands at; a list above them is as wide, and so begins and ends where they do."""
OWN_KEYS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)


@dataclass(frozen=True, slots=True)
class Scale:
    """One slider: the field that it sets, its steps, what a step is worth, how the value is said, and the usual value."""

    field: str
    title: str
    steps: tuple[int, int]
    worth: float
    said: Callable[[float], str]
    usual: float


class QuietSlider(QSlider):
    """A slider whose arrow keys are its own, and not those that go to the next image. A double click asks for the usual value."""

    usual_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that move it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the usual value."""
        event.accept()
        self.usual_wanted.emit()


class Sliders(QWidget):
    """Rows of a title, a slider and what it stands at. `moved(field, value)` tells when a hand moved one."""

    moved = Signal(str, float)

    def __init__(self, scales: Sequence[Scale], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scales = {scale.field: scale for scale in scales}
        self._sliders = {scale.field: self._made(scale) for scale in scales}
        self._said = {scale.field: role_label("", "secondary") for scale in scales}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, scale in enumerate(scales):
            grid.addWidget(QLabel(scale.title), row, 0)
            grid.addWidget(self._sliders[scale.field], row, 1)
            grid.addWidget(self._said[scale.field], row, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnMinimumWidth(2, SAID_WIDTH)

    def slider(self, field: str) -> QSlider:
        """The slider of a field."""
        return self._sliders[field]

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show values without saying that they changed."""
        for field, scale in self._scales.items():
            with QSignalBlocker(self._sliders[field]):
                self._sliders[field].setValue(round(values[field] / scale.worth))
            self._said[field].setText(scale.said(values[field]))

    def _made(self, scale: Scale) -> QuietSlider:
        made = QuietSlider(Qt.Orientation.Horizontal)
        made.setRange(*scale.steps)
        made.setPageStep(2)
        made.setFixedWidth(SLIDER_WIDTH)
        made.setAccessibleName(scale.title)
        made.valueChanged.connect(lambda step: self.moved.emit(scale.field, round(step * scale.worth, 3)))
        made.usual_wanted.connect(lambda: self.moved.emit(scale.field, scale.usual))
        return made
