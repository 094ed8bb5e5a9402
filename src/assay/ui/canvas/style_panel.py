from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QPushButton, QSlider, QWidget

from assay.ui.canvas.floating import FloatingPanel
from assay.ui.canvas.overlay_style import ColourBy, OverlayStyle
from assay.ui.widgets.role_label import role_label

WIDTH = 264
SLIDER_WIDTH = 104


@dataclass(frozen=True, slots=True)
class Scale:
    """One slider: the field of the style that it sets, its steps, what a step is worth, and how the value is said."""

    field: str
    title: str
    steps: tuple[int, int]
    worth: float
    said: Callable[[float], str]


SCALES = (
    Scale("opacity", "Opacity", (2, 20), 0.05, lambda value: f"{value * 100:.0f} %"),
    Scale("width", "Line", (2, 10), 0.5, lambda value: f"{value:g} px"),
    Scale("fill", "Fill", (0, 12), 0.05, lambda value: f"{value * 100:.0f} %" if value else "none"),
)


class StylePanel(FloatingPanel):
    """How outlines are drawn: what their colour tells, how strong and wide they are, whether they are filled and named."""

    changed = Signal(object)
    """{field: value} of the style."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name="How outlines are drawn", upright=True, parent=parent)
        self.colour_by = QComboBox()
        self.labels = QCheckBox("Name every shape")
        self.reset = QPushButton("Reset")
        self._sliders = {scale.field: _slider(scale) for scale in SCALES}
        self._said = {scale.field: role_label("", "secondary") for scale in SCALES}
        self._fill_colours()
        self._lay_out()
        self._connect()
        self.setFixedWidth(WIDTH)
        self.show_style(OverlayStyle())
        self.hide()

    def slider(self, field: str) -> QSlider:
        """The slider of a field."""
        return self._sliders[field]

    def show_style(self, style: OverlayStyle) -> None:
        """Show a style without saying that it changed."""
        with QSignalBlocker(self.colour_by), QSignalBlocker(self.labels):
            self.colour_by.setCurrentIndex(self.colour_by.findData(style.colour_by))
            self.labels.setChecked(style.labels)
        for scale in SCALES:
            value = getattr(style, scale.field)
            with QSignalBlocker(self._sliders[scale.field]):
                self._sliders[scale.field].setValue(round(value / scale.worth))
            self._said[scale.field].setText(scale.said(value))

    def _fill_colours(self) -> None:
        self.colour_by.setAccessibleName("Colour by")
        for one in ColourBy:
            self.colour_by.addItem(f"By {one}", one)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(role_label("Outlines", "title"), 0, 0, 1, 2)
        self.reset.setProperty("kind", "quiet")
        grid.addWidget(self.reset, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel("Colour"), 1, 0)
        grid.addWidget(self.colour_by, 1, 1, 1, 2)
        for row, scale in enumerate(SCALES, start=2):
            grid.addWidget(QLabel(scale.title), row, 0)
            grid.addWidget(self._sliders[scale.field], row, 1)
            grid.addWidget(self._said[scale.field], row, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.labels, 2 + len(SCALES), 0, 1, 3)
        inside = QWidget()
        inside.setLayout(grid)
        self.add(inside)

    def _connect(self) -> None:
        self.colour_by.currentIndexChanged.connect(lambda _: self._say("colour_by", self.colour_by.currentData()))
        self.labels.toggled.connect(lambda is_on: self._say("labels", is_on))
        self.reset.clicked.connect(lambda: self.changed.emit(plain(OverlayStyle())))
        for scale in SCALES:
            self._sliders[scale.field].valueChanged.connect(
                lambda step, scale=scale: self._say(scale.field, round(step * scale.worth, 2))
            )

    def _say(self, field: str, value: Any) -> None:
        self.changed.emit({field: ColourBy(value) if field == "colour_by" else value})


def plain(style: OverlayStyle) -> dict[str, Any]:
    """What a person chooses of a style, by field."""
    return {
        "colour_by": style.colour_by, "opacity": style.opacity, "width": style.width, "fill": style.fill,
        "labels": style.labels,
    }  # fmt: skip


class StyleSlider(QSlider):
    """A slider whose arrow keys are its own, and not those that go to the next image."""

    def event(self, event: QEvent) -> bool:
        """Claim the keys that move it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in OWN_KEYS:
            event.accept()
            return True
        return super().event(event)


OWN_KEYS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)


def _slider(scale: Scale) -> QSlider:
    made = StyleSlider(Qt.Orientation.Horizontal)
    made.setRange(*scale.steps)
    made.setPageStep(2)
    made.setFixedWidth(SLIDER_WIDTH)
    made.setAccessibleName(scale.title)
    return made
