from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assay.model.batches import Batch
from assay.model.defect_types import SEVERITIES
from assay.model.sla import SlaMetric
from assay.review.measure_accuracy import DEFINITIONS
from assay.review.set_sla_metric import set_sla_metric, sla_metric
from assay.ui.session import Session
from assay.ui.widgets.form_rows import add_field, footer
from assay.ui.widgets.number_fields import DecimalField
from assay.ui.widgets.role_label import role_label

WIDTH = 480
EDGE = 24
DEFAULT = SlaMetric(definition="object_f1", threshold=0.95)


class SlaDialog(QDialog):
    """Names the one accuracy that a batch, or the whole project, is held to."""

    def __init__(self, session: Session, batch: Batch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("SLA metric")
        self._session, self._batch = session, batch
        self.definition, self.floor, self.scope = QComboBox(), QComboBox(), QComboBox()
        self.threshold, self.iou = _number(0, 100, 0.5, " %"), _number(0.01, 1, 0.05, "")
        self.class_aware = QCheckBox("Pair within one class only")
        self.sentence = role_label("", "faint")
        self.sentence.setWordWrap(True)
        self.save_button = QPushButton("Hold the vendor to it")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self._fill(sla_metric(session.project, batch) or DEFAULT)
        self._lay_out()
        self.definition.currentIndexChanged.connect(self._explain)
        self.save_button.clicked.connect(self.accept)
        self._explain()

    @property
    def chosen(self) -> SlaMetric:
        """The metric as it stands in the fields."""
        return SlaMetric(
            definition=self.definition.currentData(),
            threshold=round(self.threshold.value() / 100, 6),
            floor=self.floor.currentData(),
            class_aware=self.class_aware.isChecked(),
            iou=round(self.iou.value(), 6),
        )

    def accept(self) -> None:
        """Keep the metric; a refusal is said across the window and leaves the dialog open."""
        batch = self._batch if self.scope.currentData() else None
        if self._session.do(set_sla_metric, self.chosen, batch=batch) is not None:
            super().accept()

    def _fill(self, metric: SlaMetric) -> None:
        for one in DEFINITIONS.values():
            self.definition.addItem(one.title, one.key)
        for severity in SEVERITIES:
            self.floor.addItem(str(severity).capitalize(), severity)
        self.scope.addItem("Every batch without a metric of its own", False)  # noqa: FBT003 – Qt's signature
        self.scope.addItem(f"This batch only: {self._batch.name}", True)  # noqa: FBT003
        self.definition.setCurrentIndex(self.definition.findData(metric.definition))
        self.floor.setCurrentIndex(SEVERITIES.index(metric.floor))
        self.threshold.setValue(100 * metric.threshold)
        self.iou.setValue(metric.iou)
        self.class_aware.setChecked(metric.class_aware)

    def _explain(self) -> None:
        one = DEFINITIONS[self.definition.currentData()]
        self.sentence.setText(one.sentence[:1].upper() + one.sentence[1:] + ".")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, 16)
        layout.setSpacing(4)
        add_field(layout, "Accuracy that counts", self.definition, self.sentence)
        add_field(layout, "At least", self.threshold)
        add_field(layout, "Findings less severe than this are no defects", self.floor)
        add_field(layout, "Least IoU of a pair", self.iou)
        layout.addWidget(self.class_aware)
        layout.addSpacing(12)
        add_field(layout, "Holds for", self.scope)
        layout.addLayout(footer(self, self.save_button))
        self.setFixedWidth(WIDTH)


def _number(low: float, high: float, step: float, suffix: str) -> DecimalField:
    field = DecimalField()
    field.setRange(low, high)
    field.setSingleStep(step)
    field.setDecimals(2)
    field.setSuffix(suffix)
    return field
