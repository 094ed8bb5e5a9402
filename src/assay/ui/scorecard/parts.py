from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assay.ui.widgets.segmented_control import Segment, SegmentedControl

COMPARISON, AGREEMENT = "comparison", "agreement"
SEGMENTS = (
    Segment(COMPARISON, "Comparison", "How good the delivery is against gold"),
    Segment(AGREEMENT, "Agreement", "How far raters agree with each other"),
)


class ScorecardParts(QWidget):
    """The two parts of the scorecard, one at a time: the comparison, and the agreement of raters."""

    def __init__(self, comparison: QWidget, agreement: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segments = SegmentedControl(SEGMENTS, accessible_name="Part of the scorecard")
        self._places = {COMPARISON: comparison, AGREEMENT: agreement}
        self._stack = QStackedWidget()
        for widget in self._places.values():
            self._stack.addWidget(widget)
        self.segments.chosen.connect(self.choose)
        header = QHBoxLayout()
        header.setContentsMargins(16, 12, 16, 0)
        header.addWidget(self.segments)
        header.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)

    def choose(self, name: str) -> None:
        """Show one part."""
        self.segments.choose(name)
        self._stack.setCurrentWidget(self._places[name])
