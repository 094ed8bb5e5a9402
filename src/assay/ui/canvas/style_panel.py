from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QPushButton, QSlider, QWidget

from assay.ui.canvas.floating import FloatingPanel
from assay.ui.canvas.overlay_style import ColourBy, OverlayStyle
from assay.ui.canvas.sliders import FIELD_WIDTH, Scale, Sliders
from assay.ui.widgets.role_label import role_label

WIDTH = 264

SCALES = (
    Scale("opacity", "Opacity", (2, 20), 0.05, lambda value: f"{value * 100:.0f} %", 1.0),
    Scale("width", "Line", (2, 10), 0.5, lambda value: f"{value:g} px", 2.0),
    Scale("fill", "Fill", (0, 12), 0.05, lambda value: f"{value * 100:.0f} %" if value else "none", 0.0),
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
        self._sliders = Sliders(SCALES)
        self._fill_colours()
        self._lay_out()
        self._connect()
        self.setFixedWidth(WIDTH)
        self.show_style(OverlayStyle())
        self.hide()

    def slider(self, field: str) -> QSlider:
        """The slider of a field."""
        return self._sliders.slider(field)

    def show_style(self, style: OverlayStyle) -> None:
        """Show a style without saying that it changed."""
        with QSignalBlocker(self.colour_by), QSignalBlocker(self.labels):
            self.colour_by.setCurrentIndex(self.colour_by.findData(style.colour_by))
            self.labels.setChecked(style.labels)
        self._sliders.show_values({scale.field: getattr(style, scale.field) for scale in SCALES})

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
        self.colour_by.setFixedWidth(FIELD_WIDTH)
        grid.addWidget(self.colour_by, 1, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._sliders, 2, 0, 1, 3)
        grid.addWidget(self.labels, 3, 0, 1, 3)
        inside = QWidget()
        inside.setLayout(grid)
        self.add(inside)

    def _connect(self) -> None:
        self.colour_by.currentIndexChanged.connect(lambda _: self._say("colour_by", self.colour_by.currentData()))
        self.labels.toggled.connect(lambda is_on: self._say("labels", is_on))
        self.reset.clicked.connect(lambda: self.changed.emit(plain(OverlayStyle())))
        self._sliders.moved.connect(self._say)

    def _say(self, field: str, value: Any) -> None:
        self.changed.emit({field: ColourBy(value) if field == "colour_by" else value})


def plain(style: OverlayStyle) -> dict[str, Any]:
    """What a person chooses of a style, by field."""
    return {
        "colour_by": style.colour_by, "opacity": style.opacity, "width": style.width, "fill": style.fill,
        "labels": style.labels,
    }  # fmt: skip
