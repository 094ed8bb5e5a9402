from enum import Enum, auto

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from assay.model.batches import Batch
from assay.model.changes import Changes
from assay.review.export_labels import Written, export_labels, rehearse_export
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.export.export_layout import ExportLayout
from assay.ui.jobs import Jobs
from assay.ui.session import Session


class Stage(Enum):
    """How far the dialog is."""

    LOOKING = auto()
    READY = auto()
    REFUSED = auto()
    WRITING = auto()
    WRITTEN = auto()


class ExportDialog(QDialog):
    """Writes the labels of a batch in any format that can be written, after showing what that format cannot hold."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export labels")
        self._session = session
        self._stage = Stage.LOOKING
        self._work = OwnWork(jobs, session.project, self)
        self.parts = ExportLayout(self, session.project, self._work)
        self._connect()

    @property
    def stage(self) -> Stage:
        """How far the dialog is."""
        return self._stage

    def open_on(self, batch: Batch) -> None:
        """Show the dialog for a batch."""
        if self._work.is_active:
            return
        self.parts.form.fill(batch)
        self.open()
        self.parts.form.format.setFocus()
        self.look()

    def look(self) -> None:
        """Find out what the format cannot hold, without writing anything that stays."""
        form = self.parts.form
        batch, name, labels = form.batch, form.chosen_format.name, form.labels
        assert batch
        self._enter(Stage.LOOKING)
        self.parts.say("search", "Looking what the format can hold", "Nothing is written yet.")
        self._work.start(
            f"Looking what {form.chosen_format.title} can hold",
            lambda project: rehearse_export(project, batch, format_name=name, labels=labels),
            then=self._show_losses,
        )

    def reject(self) -> None:
        """Cancel what is under way, or close."""
        if self._work.is_active:
            self._work.cancel()
        else:
            super().reject()

    def _show_losses(self, written: Written) -> None:
        self.parts.show_written(written)
        self._enter(Stage.READY)

    def _export(self) -> None:
        form, reviewer = self.parts.form, self._session.reviewer
        batch, name, labels, path = form.batch, form.chosen_format.name, form.labels, form.path.absolute()
        if batch is None or self._stage is not Stage.READY:
            return
        self._enter(Stage.WRITING)
        self._work.start(
            f"Writing {path.name}",
            lambda project: export_labels(project, batch, path, format_name=name, labels=labels, by=reviewer),
            then=self._finish,
        )

    def _finish(self, written: Written) -> None:
        self._enter(Stage.WRITTEN)
        self._session.changed.emit(Changes.everywhere(("action",)))
        annotations = f"{written.annotations:,} annotations on {written.images:,} images written"
        self.parts.say("success", annotations, str(self.parts.form.path.absolute()), button="Show the folder")

    def _show_folder(self) -> None:
        if self._stage is Stage.WRITTEN:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.parts.form.path.absolute().parent)))
        else:
            self.look()

    def _refuse(self, sentence: str) -> None:
        self._enter(Stage.REFUSED)
        self.parts.say("error", "This cannot be written", sentence, button="Look again")

    def _stop(self) -> None:
        self._enter(Stage.REFUSED)
        self.parts.say("stop", "Cancelled", "Nothing was written.", button="Look again")

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self._settle()

    def _settle(self) -> None:
        """Bring what can be pressed in line with the stage and with what is still lacking."""
        lacking = self.parts.form.complaint() if self._stage is Stage.READY else ""
        self.parts.say_error(lacking)
        self.parts.form.setEnabled(self._stage is not Stage.WRITING)
        self.parts.export_button.setEnabled(self._stage is Stage.READY and not lacking)
        self.parts.show_work(active=self._work.is_active)

    def _connect(self) -> None:
        self._work.changed.connect(lambda: self.parts.show_work(active=self._work.is_active))
        self._work.refused.connect(self._refuse)
        self._work.cancelled.connect(self._stop)
        self.parts.form.changed.connect(self.look)
        self.parts.form.place_changed.connect(self._settle)
        self.parts.message.pressed.connect(self._show_folder)
        self.parts.export_button.clicked.connect(self._export)
        self.parts.close_button.clicked.connect(self.reject)
