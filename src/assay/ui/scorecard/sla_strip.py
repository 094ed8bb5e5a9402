from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from assay.review.measure_accuracy import SlaResult
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import set_role

NONE = "No SLA metric is named yet: which of these does the contract mean?"
MET = {True: "SLA met", False: "SLA not met", None: "SLA n/a, nothing to count"}
SHOWN = {True: ", demonstrated at 95 %", False: ", not demonstrated at 95 %", None: ""}
"""Of a metric that is met."""

ROLES = {True: "good", False: "error", None: "secondary"}


class SlaStrip(QWidget):
    """Which accuracy is the agreed one, whether it is met, and the button that names another."""

    wanted = Signal()
    """The person wants to name the metric."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = ElidedLabel()
        self.button = QPushButton("Name it…")
        self.button.setToolTip("Say which accuracy the vendor is held to")
        self.button.clicked.connect(self.wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 0, 12, 4)  # the sentence above the text of the table
        layout.setSpacing(8)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.button)

    def show_result(self, sla: SlaResult | None, *, may_write: bool) -> None:
        """Show whether the metric is met, or that there is none."""
        self.sentence.setText(NONE if sla is None else sla_in_words(sla))
        set_role(self.sentence, "secondary" if sla is None else ROLES[sla.met])
        self.button.setText("Name it…" if sla is None else "Change…")
        self.button.setEnabled(may_write)


def sla_in_words(sla: SlaResult) -> str:
    """The verdict, then the metric with everything that it depends on."""
    metric = sla.metric
    paired = "one class only" if metric.class_aware else "any class"
    rule = f"pairs from IoU {metric.iou:g}, {paired}; {metric.floor} or worse is a defect"
    shown = SHOWN[sla.demonstrated] if sla.met else ""
    return f"{MET[sla.met]}{shown}: {sla.accuracy.definition.title} ≥ {metric.threshold:.1%} ({rule})"
