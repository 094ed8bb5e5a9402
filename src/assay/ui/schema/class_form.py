from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assay.model.schema import LabelClass
from assay.model.shapes import SHAPE_NAMES
from assay.ui.schema.attribute_table import AttributeTable
from assay.ui.schema.swatch import ROOM, SWATCH, swatch
from assay.ui.widgets.role_label import role_label

SHAPE_COLUMNS = 4


class ClassForm(QWidget):
    """What a class of the schema says: its colour, the shapes it may be drawn as, its parent, and its attributes."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: LabelClass | None = None
        self._colour = ""
        self._title = role_label("", "title")
        self.colour_button = QPushButton()
        self.colour_button.setIconSize(QSize(SWATCH + ROOM, SWATCH))
        self.colour_button.setAutoDefault(False)
        self.parent_name = QLineEdit()
        self.parent_name.setAccessibleName("Class above it")
        self.parent_name.setPlaceholderText("None")
        self.shapes = {kind: QCheckBox(name.capitalize()) for kind, name in SHAPE_NAMES.items()}
        self.attributes = AttributeTable()
        self._lay_out()
        self._connect()

    @property
    def label_class(self) -> LabelClass | None:
        """The class as it stands there, None when none is shown."""
        if self._shown is None:
            return None
        return replace(
            self._shown,
            colour=self._colour,
            parent=self.parent_name.text().strip(),
            shapes=tuple(kind for kind, box in self.shapes.items() if box.isChecked()),
            attributes=self.attributes.attributes,
            declared=True,
        )

    def show_class(self, label_class: LabelClass | None) -> None:
        """Show another class, or none."""
        self._shown = None
        self.setEnabled(label_class is not None)
        if label_class is None:
            return
        self._title.setText(label_class.name)
        self._show_colour(label_class.colour)
        self.parent_name.setText(label_class.parent)
        for kind, box in self.shapes.items():
            box.setChecked(kind in label_class.shapes)
        self.attributes.show_attributes(label_class.attributes)
        self._shown = label_class

    def choose_colour(self, colour: QColor) -> None:
        """Give the class another colour."""
        self._show_colour(colour.name().upper())
        self.edited.emit()

    def _show_colour(self, colour: str) -> None:
        self._colour = colour
        self.colour_button.setIcon(swatch(colour))
        self.colour_button.setText(colour)
        self.colour_button.setAccessibleName(f"Colour {colour}")

    def _ask_for_colour(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.colorSelected.connect(self.choose_colour)
        dialog.open()

    def _tell(self) -> None:
        if self._shown is not None:
            self.edited.emit()

    def _connect(self) -> None:
        self.colour_button.clicked.connect(self._ask_for_colour)
        self.parent_name.textEdited.connect(self._tell)
        self.attributes.edited.connect(self._tell)
        for box in self.shapes.values():
            box.toggled.connect(self._tell)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.colour_button)
        shapes = QGridLayout()
        shapes.setHorizontalSpacing(12)
        for at, box in enumerate(self.shapes.values()):
            shapes.addWidget(box, *divmod(at, SHAPE_COLUMNS))
        layout.addLayout(top)
        layout.addSpacing(8)
        layout.addWidget(role_label("Class above it; classes of one parent are siblings", "secondary"))
        layout.addWidget(self.parent_name)
        layout.addSpacing(12)
        layout.addWidget(role_label("Allowed shapes; none ticked means any", "secondary"))
        layout.addLayout(shapes)
        layout.addSpacing(12)
        layout.addWidget(role_label("Attributes; write into the empty row for a new one", "secondary"))
        layout.addWidget(self.attributes, 1)
