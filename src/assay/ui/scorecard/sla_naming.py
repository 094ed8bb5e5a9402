from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from assay.review.measure_accuracy import measure_accuracy
from assay.review.set_sla_metric import sla_metric
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.scorecard.sla_dialog import SlaDialog
from assay.ui.selection import Selection
from assay.ui.session import Session


class SlaNaming(QObject):
    """Asks which accuracy is the agreed one, and measures anew when another was named or the naming was undone."""

    known = Signal(object)
    """The AccuracyReport by the metric that holds now."""

    def __init__(self, session: Session, selection: Selection, work: OwnWork, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._selection, self._work, self._page = session, selection, work, page

    def ask(self) -> None:
        """Open the dialog."""
        if self._selection.batch is None:
            return
        dialog = SlaDialog(self._session, self._selection.batch, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def measure(self) -> None:
        """Measure the accuracies of the comparison as it stands."""
        batch, record = self._selection.batch, self._selection.comparison
        if batch is None or record is None:
            return
        self._work.start(
            "Measuring accuracy",
            lambda project: measure_accuracy(project, record, sla_metric(project, batch)),
            then=lambda report: self.known.emit(report) if record == self._selection.comparison else None,
        )
