from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.changes import Changes
from assay.review.revise_and_compare import revise_and_compare
from assay.store.batches import newest_set
from assay.store.corrections import corrections
from assay.store.findings import golds_compared_with
from assay.ui.jobs import Jobs
from assay.ui.review.text_field import TextField
from assay.ui.session import Session
from assay.ui.widgets.form_rows import footer
from assay.ui.widgets.role_label import role_label

WIDTH = 460
COMPARED = ("comparison", "finding", "image_review", "verdict", "defect", "adjudication")
"""What a comparison changes."""

EDGE = 24


class RevisionDialog(QDialog):
    """Makes what reviewers suggest about gold its next revision, with the reason."""

    made = Signal()
    """Gold has a new revision, and the delivery was never compared."""

    def __init__(self, session: Session, jobs: Jobs, batch: Batch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Gold revision")
        self._session = session
        self._jobs = jobs
        self._batch = batch
        self.heading = role_label("", "title")
        self.said = role_label("", "secondary")
        self.said.setWordWrap(True)
        self.reason = TextField("Why gold changes", accessible_name="Reason of the revision")
        self.make = QPushButton()
        self.make.setProperty("kind", "primary")
        self._lay_out()
        self.reason.textChanged.connect(self._show_ready)
        self.reason.left.connect(self.reject)
        self.make.clicked.connect(self._make)
        self._read()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.setSpacing(12)
        for widget in (self.heading, self.said, self.reason):
            layout.addWidget(widget)
        layout.addLayout(footer(self, self.make))

    def _read(self) -> None:
        gold = newest_set(self._session.project.connection, self._batch.id, SetRole.GOLD)
        suggested = corrections(self._session.project.connection, gold.id) if gold else []
        self._count = len(suggested)
        self.heading.setText(f"Revise gold of {self._batch.name}")
        self.make.setText(f"Make revision {gold.round + 1}" if gold else "Make a revision")
        self.said.setText(said_of(gold, self._count, len({one.about.image_id for one in suggested})))
        # a label that wraps does not make its dialog high enough for the lines it takes
        self.said.setMinimumHeight(self.said.heightForWidth(WIDTH - 2 * EDGE))
        self.resize(WIDTH, self.sizeHint().height())
        self._show_ready()

    def _show_ready(self) -> None:
        self.reason.setEnabled(self._count > 0)
        self.make.setEnabled(self._count > 0 and bool(self.reason.text().strip()))

    def _make(self) -> None:
        batch, reviewer, reason = self._batch, self._session.reviewer, self.reason.text()
        self._jobs.run(
            f"Revising gold of {batch.name}",
            self._session.project,
            lambda project: revise_and_compare(project, batch, reason=reason, by=reviewer),
            then=self._tell,
        )
        self.accept()

    def _tell(self, revision: LabelSet) -> None:
        self._session.changed.emit(Changes.everywhere(("label_set", *COMPARED), f"{revision.title} made"))
        if revision.id not in golds_compared_with(self._session.project.connection):
            self.made.emit()


def said_of(gold: LabelSet | None, count: int, images: int) -> str:
    """What would be done."""
    if gold is None:
        return "This batch has no gold yet; import it first."
    if not count:
        return (
            f"Nobody suggests a correction of {gold.title.lower()}: on the Review page press E, then A, and draw one."
        )
    what = "1 correction" if count == 1 else f"{count:,} corrections"
    where = "1 image" if images == 1 else f"{images:,} images"
    return (
        f"{what} on {where} {'becomes' if count == 1 else 'become'} a new revision; {gold.title.lower()} stays as it is. The delivery is then compared anew, and"
        " what was said of findings on all other images stands. This cannot be undone; another revision can correct it."
    )
