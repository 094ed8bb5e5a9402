from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from assay.model.batches import LabelSet
from assay.model.ids import LabelSetId
from assay.store.intake import intake_findings
from assay.store.project import Project
from assay.ui.deliveries.batch_header import BatchHeader
from assay.ui.deliveries.figures_strip import FiguresStrip
from assay.ui.deliveries.intake_report import IntakeReport
from assay.ui.deliveries.label_set_panel import LabelSetPanel
from assay.ui.deliveries.overview import BatchOverview
from assay.ui.deliveries.work_bar import WorkBar


class BatchView(QWidget):
    """One batch: its header and figures, over its label sets with the intake report of the chosen one."""

    def __init__(
        self,
        project: Project,
        header: BatchHeader,
        figures: FiguresStrip,
        checking: WorkBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self.header = header
        self.figures = figures
        self.label_sets = LabelSetPanel()
        self.intake = IntakeReport(project, checking)
        self._newest_delivery: LabelSetId | None = None
        self.label_sets.chosen.connect(self._show_intake)
        self._lay_out()

    def show_overview(self, overview: BatchOverview, *, label_set_id: LabelSetId | None = None) -> None:
        """Show another batch, or the same one as it is now; with the intake report of one label set when it is given."""
        self.header.show_overview(overview)
        self.figures.show_overview(overview)
        self._newest_delivery = overview.delivery.id if overview.delivery else None
        self.label_sets.show_sets(overview.sets, label_set_id)

    def _show_intake(self, label_set: LabelSet) -> None:
        found = intake_findings(self._project.connection, label_set.id)
        self.intake.show_report(label_set, found, may_log=label_set.id == self._newest_delivery)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(24, 16, 24, 16)
        top.setSpacing(16)
        top.addWidget(self.header)
        top.addWidget(self.figures)
        rule = QFrame()
        rule.setProperty("rule", "horizontal")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.label_sets)
        splitter.addWidget(self.intake)
        splitter.setSizes([340, 680])
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self.label_sets.setMinimumWidth(240)
        self.intake.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(rule)
        layout.addWidget(splitter, 1)
