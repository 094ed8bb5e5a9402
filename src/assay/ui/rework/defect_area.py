from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from assay.ui.rework.defect_table import DefectTable
from assay.ui.widgets.empty_state import EmptyState


class DefectArea(QStackedWidget):
    """The table of defects; words where it has none, or shows none of those that it has."""

    review_wanted = Signal()

    def __init__(self, table: DefectTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.words = EmptyState("rework", "", "")
        self.words.pressed.connect(self.review_wanted)
        self.addWidget(table)
        self.addWidget(self.words)

    def show_defects(self, *, shown: int, known: int, round_number: int) -> None:
        """Show the table or words. shown, known: how many defects pass the filter, and how many there are in this round."""
        if shown:
            self.setCurrentWidget(self._table)
            return
        if known:
            self.words.say("filter", "None of these", "No defect has the state and severity that are chosen above.")
        else:
            title = f"No defects in round {round_number} yet"
            self.words.say("rework", title, "Confirm findings in Review with D.", button="Go to Review")
        self.setCurrentWidget(self.words)
