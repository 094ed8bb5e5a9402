from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from assay.model.schema import Attribute

HEADINGS = ("Attribute", "Values, divided by commas; none for any", "Required")
NAME, VALUES, REQUIRED = range(3)
ROW_HEIGHT = 32


class AttributeTable(QTableWidget):
    """The attributes of a class, edited in place; the last row takes a new one."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADINGS), parent)
        self._kept: dict[str, Attribute] = {}
        self.setHorizontalHeaderLabels(HEADINGS)
        self.setAccessibleName("Attributes of the class")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(VALUES, QHeaderView.ResizeMode.Stretch)
        columns.resizeSection(NAME, 140)
        columns.resizeSection(REQUIRED, 88)
        self.itemChanged.connect(self._follow)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes as they stand there; a row without a name is none."""
        found = []
        for row in range(self.rowCount()):
            name = self._text(row, NAME)
            if name:
                before = self._kept.get(name)
                values = tuple(value for one in self._text(row, VALUES).split(",") if (value := one.strip()))
                item = self.item(row, REQUIRED)
                required = item is not None and item.checkState() is Qt.CheckState.Checked
                visibility = before.visibility if before else None
                found.append(Attribute(name=name, values=values, required=required, visibility=visibility))
        return tuple(found)

    def show_attributes(self, attributes: Sequence[Attribute]) -> None:
        """Show those of another class."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._kept = {one.name: one for one in attributes}
        self.setRowCount(0)
        for one in attributes:
            self._append(one.name, ", ".join(one.values), required=one.required)
        self._append("", "", required=False)
        self.blockSignals(False)  # noqa: FBT003

    def _append(self, name: str, values: str, *, required: bool) -> None:
        row = self.rowCount()
        self.insertRow(row)
        self.setItem(row, NAME, QTableWidgetItem(name))
        self.setItem(row, VALUES, QTableWidgetItem(values))
        tick = QTableWidgetItem()
        tick.setFlags((tick.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsEditable)
        tick.setCheckState(Qt.CheckState.Checked if required else Qt.CheckState.Unchecked)
        self.setItem(row, REQUIRED, tick)

    def _follow(self) -> None:
        if self._text(self.rowCount() - 1, NAME):
            self.blockSignals(True)  # noqa: FBT003
            self._append("", "", required=False)
            self.blockSignals(False)  # noqa: FBT003
        self.edited.emit()

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text().strip() if item else ""
