from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from assay.model.defect_types import SEVERITIES, Severity
from assay.ui.rework.defect_filter import DefectFilter
from assay.ui.rework.defect_rows import STATE_WORDS, State
from assay.ui.widgets.chip import Chip
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

ALL = "all"


class FilterBar(QWidget):
    """Which defects are shown: by state, and by severity; each with how many there are."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        segments = [*(Segment(state, STATE_WORDS[state]) for state in State), Segment(ALL, "All")]
        self.states = SegmentedControl(segments, accessible_name="Defects by state")
        self.states.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.states.chosen.connect(lambda _: self.changed.emit())
        self.states.choose(ALL)
        self.chips = {severity: Chip(severity.capitalize()) for severity in SEVERITIES}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.states)
        layout.addSpacing(4)
        for chip in self.chips.values():
            chip.toggled.connect(lambda _: self.changed.emit())
            layout.addWidget(chip)
        layout.addStretch(1)

    def filter(self) -> DefectFilter:
        """What is asked for."""
        choice = self.states.choice()
        return DefectFilter(
            state=None if choice == ALL else State(choice),
            severities=frozenset(severity for severity, chip in self.chips.items() if chip.isChecked()),
        )

    def show_counts(self, states: Mapping[State, int], severities: Mapping[Severity, int]) -> None:
        """Show how many defects there are in each state, and of each severity in the state that is shown."""
        for state, number in states.items():
            self.states.set_text(state, f"{STATE_WORDS[state]}  {number:,}")
        self.states.set_text(ALL, f"All  {sum(states.values()):,}")
        for severity, number in severities.items():
            self.chips[severity].set_count(number)
            self.chips[severity].setVisible(number > 0 or self.chips[severity].isChecked())
