from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QPushButton, QSlider, QWidget

from assay.ui.canvas.adjustment import AS_IT_IS, Adjustment, Channel
from assay.ui.canvas.floating import FloatingPanel
from assay.ui.canvas.sliders import FIELD_WIDTH, Scale, Sliders
from assay.ui.widgets.role_label import role_label

WIDTH = 264


def signed(value: float) -> str:
    """A share with its sign."""
    return f"{value * 100:+.0f} %" if value else "0 %"


LIGHT = (
    Scale("brightness", "Brightness", (-20, 20), 0.05, signed, 0.0),
    Scale("contrast", "Contrast", (-20, 19), 0.05, signed, 0.0),
    Scale("gamma", "Gamma", (2, 40), 0.1, lambda value: f"{value:.1f}", 1.0),
)
WINDOW = (
    Scale("low", "Black from", (0, 199), 0.005, lambda value: f"{value * 100:.1f} %", 0.0),
    Scale("high", "White from", (1, 200), 0.005, lambda value: f"{value * 100:.1f} %", 1.0),
)
"""For images of more than 8 bits: shares of their range of values."""


class AdjustPanel(FloatingPanel):
    """How the image's pixels are shown, and whether that and the view stay from image to image."""

    changed = Signal(object)
    """{field: value} of the adjustment."""
    kept = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name="How the image is shown", upright=True, parent=parent)
        self.channel = QComboBox()
        self.channel.setAccessibleName("Channels")
        for one in Channel:
            self.channel.addItem(one.capitalize(), one)
        self.inverted = QCheckBox("Inverted")
        self.keep = QCheckBox("Keep from image to image")
        self.keep.setToolTip("Also the zoom and the place")
        self.reset = QPushButton("Reset")
        self.reset.setProperty("kind", "quiet")
        self._light, self._window = Sliders(LIGHT), Sliders(WINDOW)
        self._lay_out()
        self._connect()
        self.setFixedWidth(WIDTH)
        self.show_adjustment(AS_IT_IS, is_deep=False)
        self.hide()

    def slider(self, field: str) -> QSlider:
        """The slider of a field."""
        return (self._window if field in ("low", "high") else self._light).slider(field)

    def show_adjustment(self, adjustment: Adjustment, *, is_deep: bool) -> None:
        """Show an adjustment without saying that it changed. is_deep: whether the image has more than 8 bits."""
        with QSignalBlocker(self.channel), QSignalBlocker(self.inverted):
            self.channel.setCurrentIndex(self.channel.findData(adjustment.channel))
            self.inverted.setChecked(adjustment.inverted)
        self._light.show_values({scale.field: getattr(adjustment, scale.field) for scale in LIGHT})
        self._window.show_values({scale.field: getattr(adjustment, scale.field) for scale in WINDOW})
        self._window.setVisible(is_deep)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(role_label("Image", "title"), 0, 0, 1, 2)
        grid.addWidget(self.reset, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel("Channels"), 1, 0)
        self.channel.setFixedWidth(FIELD_WIDTH)
        grid.addWidget(self.channel, 1, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        for row, widget in enumerate((self._light, self._window, self.inverted, self.keep), start=2):
            grid.addWidget(widget, row, 0, 1, 3)
        inside = QWidget()
        inside.setLayout(grid)
        self.add(inside)

    def _connect(self) -> None:
        self.channel.currentIndexChanged.connect(
            lambda _: self.changed.emit({"channel": Channel(self.channel.currentData())})
        )
        self.inverted.toggled.connect(lambda is_on: self.changed.emit({"inverted": is_on}))
        self.keep.toggled.connect(self.kept)
        self.reset.clicked.connect(lambda: self.changed.emit(None))
        for sliders in (self._light, self._window):
            sliders.moved.connect(lambda name, value: self.changed.emit({name: value}))
