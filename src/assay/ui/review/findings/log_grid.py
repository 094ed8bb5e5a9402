from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.defect_types import defect_types
from assay.ui.actions import QUICK_CODES
from assay.ui.review.answer_button import AnswerButton, Tone
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label, set_role

ROWS = 5


class LogGrid(QWidget):
    """What the digits log, and on what: the annotation, region or image at hand."""

    wanted = Signal(str)
    """The name of an action that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = ElidedLabel()
        set_role(self._about, "secondary")
        self.buttons: dict[str, AnswerButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(role_label("Log a defect", "title"))
        head.addWidget(self._about, 1)
        layout.addLayout(head)
        layout.addLayout(self._grid())

    def _grid(self) -> QGridLayout:
        cells = [(defect_types()[code].name, str(digit), f"log_{digit}") for digit, code in enumerate(QUICK_CODES, 1)]
        cells.insert(ROWS - 1, ("In a region", "B", "draw_region"))
        cells.append(("Another code…", "9", "log_other"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 6)
        grid.setVerticalSpacing(0)
        for place, (text, key, action) in enumerate(cells):
            button = AnswerButton(text, key, tone=Tone.QUIET)
            button.setObjectName(action)
            button.clicked.connect(lambda _=False, name=action: self.wanted.emit(name))
            grid.addWidget(button, place % ROWS, place // ROWS)
            self.buttons[action] = button
        return grid

    def show_place(self, words: str) -> None:
        """Say what a defect would be logged on."""
        self._about.setText(f"on {words}" if words else "")

    def about(self) -> str:
        """What a defect would be logged on."""
        return self._about.text()
