from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assay.model.batches import LabelSet, SetRole
from assay.ui.widgets.role_label import role_label

WIDTH, EDGE = 480, 24


class CompareDialog(QDialog):
    """Asks which two label sets of a batch are compared: the one that is judged, and the one that is taken for gold."""

    wanted = Signal(object, object)
    """The LabelSet that is judged, and the one it is held against."""

    def __init__(
        self,
        sets: Sequence[LabelSet],
        judged: LabelSet | None,
        against: LabelSet | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare two label sets")
        self._sets = {one.id: one for one in sets}
        self.judged, self.against = self._choice("Judged label set"), self._choice("Held against")
        self.swap, self.compare = QPushButton("Swap"), QPushButton("Compare")
        self.compare.setProperty("kind", "primary")
        self.said = role_label("", "secondary")
        self.said.setWordWrap(True)
        self._lay_out()
        self._start_with(judged, against)
        for choice in (self.judged, self.against):
            choice.currentIndexChanged.connect(self._show_choice)
        self.swap.clicked.connect(self._swap)
        self.compare.clicked.connect(self._tell)
        self._show_choice()

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        for one in self._sets.values():
            choice.addItem(one.title, one.id)
        return choice

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow("Judged", self.judged)
        form.addRow("Held against", self.against)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.swap.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.swap)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.compare)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.setSpacing(12)
        layout.addWidget(role_label("Compare two label sets", "title"))
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addLayout(buttons)

    def _start_with(self, judged: LabelSet | None, against: LabelSet | None) -> None:
        others = [one for one in self._sets.values() if one != judged]
        first = judged or next(iter(self._sets.values()))
        second = against if against in others else next((one for one in others if one != first), first)
        self.judged.setCurrentIndex(self.judged.findData(first.id))
        self.against.setCurrentIndex(self.against.findData(second.id))

    def _show_choice(self) -> None:
        judged, against = self._sets[self.judged.currentData()], self._sets[self.against.currentData()]
        self.compare.setEnabled(judged != against)
        self.said.setText(said_of(judged, against))
        # a label that wraps does not make its dialog high enough for the lines it takes
        self.said.setMinimumHeight(self.said.heightForWidth(WIDTH - 2 * EDGE))
        self.resize(WIDTH, self.sizeHint().height())

    def _swap(self) -> None:
        judged, against = self.judged.currentIndex(), self.against.currentIndex()
        self.judged.setCurrentIndex(against)
        self.against.setCurrentIndex(judged)

    def _tell(self) -> None:
        self.wanted.emit(self._sets[self.judged.currentData()], self._sets[self.against.currentData()])
        self.accept()


def said_of(judged: LabelSet, against: LabelSet) -> str:
    """What comparing these two means."""
    if judged == against:
        return "A label set always agrees with itself; choose another one."
    if judged.role is SetRole.DELIVERY and against.role is not SetRole.GOLD:
        return (
            f"{judged.title} is then judged against {against.title}, in Review and on the Scorecard. Verdicts against gold are"
            " kept and stand again when it is compared with gold (Ctrl+R)."
        )
    if judged.role is SetRole.DELIVERY:
        return f"{judged.title} is judged against {against.title.lower()}."
    return f"Review and the Scorecard then show {judged.title} against {against.title}, until you compare with gold again (Ctrl+R)."
