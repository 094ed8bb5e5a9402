from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from assay.ui.scorecard.thresholds import Threshold
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.number_fields import DecimalField


class ThresholdRow(QWidget):
    """One threshold: its name, its value to be typed, and a slider that tells every place it passes."""

    moved = Signal(str, float)
    """The key and the value, also while the slider is being dragged."""

    def __init__(self, threshold: Threshold, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threshold = threshold
        self._title = ElidedLabel(threshold.title)
        self.field = DecimalField()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._prepare()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(2)
        layout.addWidget(self._title, 0, 0)
        layout.addWidget(self.field, 0, 1)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)

    def _prepare(self) -> None:
        one = self._threshold
        self.field.setRange(one.low, one.high)
        self.field.setSingleStep(one.step)
        self.field.setDecimals(2)
        self.field.setSuffix(one.suffix)
        self.field.setKeyboardTracking(False)
        self.field.setFixedWidth(88)
        self.slider.setRange(0, one.steps)
        self.slider.setPageStep(max(one.steps // 20, 1))
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self._title, self.field, self.slider):
            widget.setToolTip(one.tip)
            widget.setAccessibleName(one.title)
        self.slider.valueChanged.connect(lambda step: self._tell(one.at(step)))
        self.field.valueChanged.connect(lambda value: self._tell(round(value, 4)))

    def show_value(self, value: float, *, own: bool = False) -> None:
        """Show another value; own: it is for this class alone."""
        with QSignalBlocker(self.field), QSignalBlocker(self.slider):
            self.field.setValue(value)
            self.slider.setValue(self._threshold.step_of(value))
        self._title.setText(f"{self._threshold.title} ·" if own else self._threshold.title)

    def _tell(self, value: float) -> None:
        self.show_value(value)
        self.moved.emit(self._threshold.key, value)
