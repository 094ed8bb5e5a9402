from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from assay.review.table_mapping import Corners, CsvMapping, Units
from assay.ui.mapping.words import BOX_COLUMNS, CORNERS, DELIMITERS, MORE, UNITS
from assay.ui.widgets.role_label import role_label

NONE = "–"
LIST_HEIGHT = 96


class MappingForm(QWidget):
    """Which column is what, how boxes are counted, and how the table itself is written."""

    changed = Signal()
    """Another column or another way of counting."""
    table_changed = Signal()
    """Another delimiter, or a first row that is or is no header: the table reads differently."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the mapping")
        self.delimiter = _choices("Delimiter", DELIMITERS)
        self.has_header = QCheckBox("The first row names the columns")
        self.corners = _choices("What the four numbers are", CORNERS)
        self.units = _choices("Units", UNITS)
        self.image, self.label = _columns("Image"), _columns("Class")
        self.box = [_columns(f"Box, number {number}") for number in range(1, 5)]
        self.more = {name: _columns(text) for name, text in MORE.items()}
        self.attributes = QListWidget()
        self.attributes.setAccessibleName("Columns that are attributes")
        self.attributes.setFixedHeight(LIST_HEIGHT)
        self._box_labels = [role_label("", "secondary") for _ in self.box]
        self._header: Sequence[str] = ()
        self._lay_out()
        self._connect()

    @property
    def mapping(self) -> CsvMapping:
        """The mapping as it stands there; names of columns are "" where none is chosen."""
        a, b, c, d = (box.currentData() or "" for box in self.box)
        width, height, key, annotator, score = (self.more[name].currentData() or "" for name in MORE)
        return CsvMapping(
            box=(a, b, c, d),
            label=self.label.currentData() or "",
            image=self.image.currentData() or "",
            attributes=tuple(self._checked()),
            units=Units(self.units.currentData()),
            corners=Corners(self.corners.currentData()),
            header=() if self.has_header.isChecked() else tuple(self._header),
            delimiter=self.delimiter.currentData(),
            width=width,
            height=height,
            id=key,
            annotator=annotator,
            score=score,
        )

    def complaint(self) -> str:
        """What is still lacking, as a sentence; empty when all is well."""
        mapping = self.mapping
        if not mapping.label:
            return "Which column is the class?"
        if not all(mapping.box):
            lacking = BOX_COLUMNS[mapping.corners][mapping.box.index("")]
            return f"Which column is “{lacking}”?"
        if len(set(mapping.box)) < len(mapping.box):
            return "Two numbers of the box come from one column"
        return "" if self.name.text().strip() else "Under which name is it kept?"

    def show_table(self, header: Sequence[str], mapping: CsvMapping | None) -> None:
        """Offer the columns of another table, those of a mapping chosen."""
        self._header = header
        mapping = mapping or CsvMapping(box=("", "", "", ""), label="")
        chosen = [mapping.image, mapping.label, *mapping.box, *(getattr(mapping, name) for name in MORE)]
        boxes = [self.image, self.label, *self.box, *self.more.values()]
        for box, column in zip(boxes, chosen, strict=True):
            _offer(box, header, column)
        _choose(self.corners, mapping.corners)
        _choose(self.units, mapping.units)
        self._offer_attributes(header, mapping.attributes)
        self._name_box()

    def show_reading(self, *, delimiter: str, has_header: bool) -> None:
        """Show how the table is read, without reading it anew."""
        with QSignalBlocker(self.delimiter), QSignalBlocker(self.has_header):
            _choose(self.delimiter, delimiter)
            self.has_header.setChecked(has_header)

    def _checked(self) -> list[str]:
        items = [self.attributes.item(row) for row in range(self.attributes.count())]
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

    def _offer_attributes(self, header: Sequence[str], chosen: Sequence[str]) -> None:
        with QSignalBlocker(self.attributes):
            self.attributes.clear()
            for column in header:
                item = QListWidgetItem(column, self.attributes)
                item.setCheckState(Qt.CheckState.Checked if column in chosen else Qt.CheckState.Unchecked)

    def _name_box(self) -> None:
        for label, text in zip(self._box_labels, BOX_COLUMNS[Corners(self.corners.currentData())], strict=True):
            label.setText(text)

    def _connect(self) -> None:
        self.delimiter.currentIndexChanged.connect(self.table_changed)
        self.has_header.toggled.connect(self.table_changed)
        self.corners.currentIndexChanged.connect(self._name_box)
        for box in (self.corners, self.units, self.image, self.label, *self.box, *self.more.values()):
            box.currentIndexChanged.connect(self.changed)
        self.attributes.itemChanged.connect(self.changed)
        self.name.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        layout = QFormLayout(self)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(8)
        layout.setHorizontalSpacing(12)
        rows: list[tuple[str | QWidget, QWidget]] = [
            ("Keep as", self.name),
            ("Columns divided by", self.delimiter),
            ("", self.has_header),
            ("Image", self.image),
            ("Class", self.label),
            ("The box is", self.corners),
            ("Counted in", self.units),
            *zip(self._box_labels, self.box, strict=True),
            *((MORE[name], box) for name, box in self.more.items()),
            ("Attributes", self.attributes),
        ]
        for text, field in rows:
            layout.addRow(role_label(text, "secondary") if isinstance(text, str) else text, field)


def _choices(accessible_name: str, texts: Mapping[Any, str]) -> QComboBox:
    box = _columns(accessible_name)
    for value, text in texts.items():
        box.addItem(text, str(value))
    return box


def _columns(accessible_name: str) -> QComboBox:
    box = QComboBox()
    # as wide as the form lets it be, and not as its longest choice
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setAccessibleName(accessible_name)
    return box


def _offer(box: QComboBox, header: Sequence[str], chosen: str) -> None:
    with QSignalBlocker(box):
        box.clear()
        box.addItem(NONE, "")
        for column in header:
            box.addItem(column, column)
        _choose(box, chosen)


def _choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(max(0, box.findData(str(value))))
