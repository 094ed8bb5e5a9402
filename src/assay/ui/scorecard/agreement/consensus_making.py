from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from assay.model.batches import Batch
from assay.model.changes import Changes
from assay.review.build_consensus import ConsensusReport, Rule, build_consensus
from assay.review.measure_raters import RatersChosen, RatersMeasured
from assay.ui.jobs import Jobs, MakeWork
from assay.ui.label_sets.consensus_dialog import ConsensusDialog
from assay.ui.session import Session


class ConsensusMaking(QObject):
    """Asks by which rule, makes the consensus of the raters that are measured, and tells everybody."""

    made = Signal(object)
    """The ConsensusReport."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._window = session, jobs, parent.window

    def ask(self, batch: Batch, measured: RatersMeasured) -> None:
        """Open the dialog on these raters."""
        chosen, raters = measured.chosen, measured.report.raters
        dialog = ConsensusDialog(batch, raters, chosen.threshold, self._window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(
            lambda rule, quorum: self._make(batch, work_of(batch, chosen, rule, quorum, self._session))
        )
        dialog.open()

    def _make(self, batch: Batch, work: MakeWork) -> None:
        self._jobs.run(f"Making a consensus on {batch.name}", self._session.project, work, then=self._tell)

    def _tell(self, report: ConsensusReport) -> None:
        self._session.changed.emit(Changes.everywhere(("label_set",), f"{report.label_set.title} made"))
        self.made.emit(report)


def work_of(batch: Batch, chosen: RatersChosen, rule: Rule, quorum: int, session: Session) -> MakeWork:
    """The making of a consensus by the raters that were chosen."""
    by, names = session.reviewer, [str(one) for one in chosen.sets]
    return lambda project: build_consensus(
        project, batch, rule=rule, quorum=quorum, between=chosen.between, names=names, people=chosen.people,
        threshold=chosen.threshold, by=by,
    )  # fmt: skip
