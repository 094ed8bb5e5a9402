from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from assay.model.defect_types import SEVERITIES, Severity
from assay.ui.deliveries.intake_rows import IntakeFilter
from assay.ui.widgets.chip import Chip

CHIP_HEIGHT = 24
SEARCH_WIDTH = 140


class IntakeFilters(QWidget):
    """Which intake findings are shown: by severity, and by a text in what they say."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = {severity: Chip(severity.capitalize()) for severity in SEVERITIES}
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the intake report")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for chip in self.chips.values():
            chip.setFixedHeight(CHIP_HEIGHT)
            chip.toggled.connect(lambda _: self.changed.emit())
            layout.addWidget(chip)
        layout.addStretch(1)
        layout.addWidget(self.search)

    def filter(self) -> IntakeFilter:
        """What is asked for."""
        severities = frozenset(severity for severity, chip in self.chips.items() if chip.isChecked())
        return IntakeFilter(severities, self.search.text().strip())

    def clear(self) -> None:
        """Ask for everything."""
        for widget in (*self.chips.values(), self.search):
            widget.blockSignals(True)  # noqa: FBT003 - Qt's argument has no name
        for chip in self.chips.values():
            chip.setChecked(False)
        self.search.clear()
        for widget in (*self.chips.values(), self.search):
            widget.blockSignals(False)  # noqa: FBT003
        self.changed.emit()

    def show_counts(self, counts: Mapping[Severity, int]) -> None:
        """Show how many findings there are of each severity; those without any are not offered."""
        for severity, count in counts.items():
            self.chips[severity].set_count(count)
            self.chips[severity].setVisible(count > 0 or self.chips[severity].isChecked())
