from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assay.ui.widgets.segmented_control import Segment, SegmentedControl

Margins = tuple[int, int, int, int]


class SegmentedPanes(QFrame):
    """Panes of which one is shown, picked by the segments above them.

    around: the room left, above, right of and below the segments. border: the width of the frame that the panes must leave visible.
    """

    def __init__(
        self,
        panes: Mapping[Segment, QWidget],
        *,
        accessible_name: str,
        around: Margins,
        border: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.segments = SegmentedControl(list(panes), accessible_name=accessible_name)
        self._places = {segment.name: pane for segment, pane in panes.items()}
        self._stack = QStackedWidget()
        for pane in panes.values():
            self._stack.addWidget(pane)
        self.segments.chosen.connect(self.choose)
        header = QHBoxLayout()
        header.setContentsMargins(*around)
        header.addWidget(self.segments)
        header.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(border, border, border, border)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)

    def choose(self, name: str) -> None:
        """Show the pane of a segment."""
        self.segments.choose(name)
        self._stack.setCurrentWidget(self._places[name])
