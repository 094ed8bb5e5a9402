from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assay.model.batches import Batch
from assay.review.build_consensus import Rule
from assay.ui.widgets.number_fields import CountField
from assay.ui.widgets.role_label import role_label

WIDTH, EDGE = 480, 24
RULES = {
    Rule.QUORUM: (
        "Quorum",
        "An object is taken with the class that so many raters give it, and more than give it any other.",
    ),
    Rule.MAJORITY: ("Majority", "An object is taken with the class that more than half of its raters give it."),
    Rule.UNANIMOUS: ("Unanimous", "An object is taken only where all its raters give it the same class."),
    Rule.DAWID_SKENE: (
        "Dawid and Skene",
        "The most likely class, each rater weighed by the mistakes they make; with fewer than 3 raters or 30 objects the majority decides.",
    ),
}
PLACE = " A box becomes the median of the corners of those who agree, an outline is taken from the rater closest to the others."


class ConsensusDialog(QDialog):
    """Makes a label set of what raters agree on; it can be undone, looked at in Review and compared with."""

    wanted = Signal(object, int)
    """The Rule, and how many must say the same."""

    def __init__(self, batch: Batch, raters: Sequence[str], threshold: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Consensus")
        self.rule, self.quorum, self.make = QComboBox(), CountField(), QPushButton("Make consensus")
        for rule, (name, _) in RULES.items():
            self.rule.addItem(name, rule)
        self.rule.setAccessibleName("Rule")
        self.quorum.setRange(1, max(len(raters), 1))
        self.quorum.setValue(len(raters) // 2 + 1)
        self.quorum.setSuffix(f" of {len(raters)}")
        self.quorum.setAccessibleName("Quorum")
        self.make.setProperty("kind", "primary")
        self.said = role_label("", "secondary")
        self.said.setWordWrap(True)
        self._lay_out(batch, raters, threshold)
        self.rule.currentIndexChanged.connect(self._show_rule)
        self.make.clicked.connect(self._tell)
        self._show_rule()

    def _lay_out(self, batch: Batch, raters: Sequence[str], threshold: float) -> None:
        names = role_label(" · ".join(raters), "secondary")
        names.setWordWrap(True)
        self._form = QFormLayout()
        self._form.setSpacing(12)
        self._form.addRow("Raters", names)
        self._form.addRow("One object from", role_label(f"IoU {threshold:.2f}", "secondary"))
        self._form.addRow("Rule", self.rule)
        self._form.addRow("Say the same", self.quorum)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.setSpacing(12)
        layout.addWidget(role_label(f"Consensus on {batch.name}", "title"))
        layout.addLayout(self._form)
        layout.addWidget(self.said)
        layout.addLayout(buttons)

    def _show_rule(self) -> None:
        rule = self.rule.currentData()
        self._form.setRowVisible(self.quorum, rule == Rule.QUORUM)
        self.said.setText(RULES[rule][1] + PLACE)
        # a label that wraps does not make its dialog high enough for the lines it takes
        self.said.setMinimumHeight(self.said.heightForWidth(WIDTH - 2 * EDGE))
        self.resize(WIDTH, self.sizeHint().height())

    def _tell(self) -> None:
        self.wanted.emit(Rule(self.rule.currentData()), self.quorum.value())  # Qt gives plain text back
        self.accept()
