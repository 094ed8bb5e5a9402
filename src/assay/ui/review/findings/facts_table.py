from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from assay.ui.review.findings.facts import FactRow
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label, set_role

NAME_WIDTH = 56


class FactsTable(QWidget):
    """Vendor beside gold, or any two label sets: class, size and who drew it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._sides = ElidedLabel(), ElidedLabel()
        for column, (side, role) in enumerate(zip(self._sides, ("vendor", "gold"), strict=True), start=1):
            side.setProperty("role", role)
            self._grid.addWidget(side, 0, column)
        self._lines: list[tuple[QLabel, ElidedLabel, ElidedLabel]] = []

    def show_facts(self, rows: Sequence[FactRow], sides: tuple[str, str]) -> None:
        """Show these rows. sides: what the two columns are called."""
        for label, title in zip(self._sides, sides, strict=True):
            label.setText(title)
        while len(self._lines) < len(rows):
            self._add_line()
        for place, line in enumerate(self._lines):
            is_used = place < len(rows)
            for label in line:
                label.setVisible(is_used)
            if is_used:
                self._fill(line, rows[place], sides)

    def headings(self) -> tuple[str, str]:
        """What the two columns are called."""
        return self._sides[0].text(), self._sides[1].text()

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; column 1 is the vendor's, 2 gold's."""
        return self._lines[row][column].text()

    def _add_line(self) -> None:
        line = role_label("", "secondary"), ElidedLabel(), ElidedLabel()
        self._lines.append(line)
        for column, label in enumerate(line):
            self._grid.addWidget(label, len(self._lines), column)

    def _fill(self, line: tuple[QLabel, ElidedLabel, ElidedLabel], row: FactRow, sides: tuple[str, str]) -> None:
        name, vendor, gold = line
        name.setText(row.name)
        vendor.setText(row.vendor)
        gold.setText(row.gold)
        role = "title" if row.differs else ""
        for label, whose in zip((vendor, gold), sides, strict=True):
            if (label.property("role") or "") != role:  # a label is laid out anew even in the same dress
                set_role(label, role)  # and no font of its own, which another theme would take away
            label.setAccessibleName(f"{row.name}, {whose}: {label.text()}")
