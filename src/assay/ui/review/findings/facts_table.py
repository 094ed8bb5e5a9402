from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from assay.ui.review.findings.facts import FactRow
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label

NAME_WIDTH = 56


class FactsTable(QWidget):
    """Vendor beside gold: class, size and who drew it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(role_label("Vendor", "vendor"), 0, 1)
        self._grid.addWidget(role_label("Gold", "gold"), 0, 2)
        self._lines: list[tuple[QLabel, ElidedLabel, ElidedLabel]] = []

    def show_facts(self, rows: Sequence[FactRow]) -> None:
        """Show these rows."""
        while len(self._lines) < len(rows):
            self._add_line()
        for place, line in enumerate(self._lines):
            is_used = place < len(rows)
            for label in line:
                label.setVisible(is_used)
            if is_used:
                self._fill(line, rows[place])

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; column 1 is the vendor's, 2 gold's."""
        return self._lines[row][column].text()

    def _add_line(self) -> None:
        line = role_label("", "secondary"), ElidedLabel(), ElidedLabel()
        self._lines.append(line)
        for column, label in enumerate(line):
            self._grid.addWidget(label, len(self._lines), column)

    def _fill(self, line: tuple[QLabel, ElidedLabel, ElidedLabel], row: FactRow) -> None:
        name, vendor, gold = line
        name.setText(row.name)
        vendor.setText(row.vendor)
        gold.setText(row.gold)
        for label, whose in ((vendor, "Vendor"), (gold, "Gold")):
            if label.font().bold() != row.differs:  # a font is laid out anew even when it is the same
                font = label.font()
                font.setBold(row.differs)
                label.setFont(font)
            label.setAccessibleName(f"{row.name}, {whose}: {label.text()}")
