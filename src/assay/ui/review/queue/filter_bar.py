from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from assay.store.queue import QueueFilter
from assay.ui.review.flow_layout import FlowLayout
from assay.ui.review.space_presses import SpacePresses
from assay.ui.review.text_field import TextField
from assay.ui.widgets.chip import Chip

CHIPS = {
    QueueFilter.TODO: "To do",
    QueueFilter.CONTESTED: "Contested",
    QueueFilter.FINDINGS: "Findings",
    QueueFilter.ALL: "All",
}


class FilterBar(QWidget):
    """Which images the queue shows: one of a few chips, and a text that the file name holds."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed: what is searched for was found."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {shown: Chip(text) for shown, text in CHIPS.items()}
        self.search = TextField("Find a file name", accessible_name="Find a file name in the queue")
        self.search.setClearButtonEnabled(True)
        self._group = QButtonGroup(self)
        flow = FlowLayout(spacing=4)
        for chip in self._chips.values():
            SpacePresses(chip)
            chip.setFixedHeight(24)
            self._group.addButton(chip)
            flow.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addLayout(flow)
        self.show_filter(QueueFilter.TODO)
        self._connect()

    def _connect(self) -> None:
        self._group.buttonClicked.connect(lambda _: self.changed.emit())
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.search.returnPressed.connect(self.entered)
        self.search.returnPressed.connect(self.left)
        self.search.left.connect(self._leave)

    @property
    def shown(self) -> QueueFilter:
        """The filter that holds."""
        return next(shown for shown, chip in self._chips.items() if chip.isChecked())

    @property
    def text(self) -> str:
        """What the file name must hold."""
        return self.search.text().strip()

    def show_filter(self, shown: QueueFilter) -> None:
        """Make a filter hold without saying so."""
        self._chips[shown].setChecked(True)

    def chip(self, shown: QueueFilter) -> Chip:
        """The chip of a filter."""
        return self._chips[shown]

    def clear(self) -> None:
        """Show every image."""
        self._chips[QueueFilter.ALL].setChecked(True)
        self.search.clear()
        self.changed.emit()

    def _leave(self) -> None:
        self.search.clear()
        self.left.emit()
