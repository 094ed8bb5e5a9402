from PySide6.QtWidgets import QWidget

from assay.ui.widgets.segmented_control import Segment
from assay.ui.widgets.segmented_panes import SegmentedPanes

COMPARISON, AGREEMENT = "comparison", "agreement"


class ScorecardParts(SegmentedPanes):
    """The two parts of the scorecard, one at a time: the comparison, and the agreement of raters."""

    def __init__(self, comparison: QWidget, agreement: QWidget, parent: QWidget | None = None) -> None:
        panes = {
            Segment(COMPARISON, "Comparison", "How good the delivery is against gold"): comparison,
            Segment(AGREEMENT, "Agreement", "How far raters agree with each other"): agreement,
        }
        super().__init__(panes, accessible_name="Part of the scorecard", around=(16, 12, 16, 0), parent=parent)
