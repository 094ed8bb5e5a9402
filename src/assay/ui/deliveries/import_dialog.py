from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QWidget

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.review.class_memory import remembered_classes
from assay.review.import_labels import ImportReport, import_labels
from assay.review.import_plan import ImportPlan, Preview, preview_import
from assay.review.import_unpacked import import_unpacked
from assay.review.table_mapping import saved_mappings
from assay.store.schemas import current_schema
from assay.ui.deliveries.import_layout import ImportLayout
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.deliveries.sources import dropped_path, source_at
from assay.ui.jobs import Jobs, MakeWork
from assay.ui.selection import Selection
from assay.ui.session import Session

MEND = "Choose another file or folder, or mend this one and look again."
MEND_TABLE = "Is it a table? Columns… says what each of its columns means. Or choose another file or folder."
TITLES = {SetRole.DELIVERY: "Import delivery", SetRole.GOLD: "Import gold"}


class Stage(Enum):
    """How far the dialog is."""

    EMPTY = auto()
    LOOKING = auto()
    READY = auto()
    REFUSED = auto()
    IMPORTING = auto()


class ImportDialog(QDialog):
    """Brings a delivery or gold into the project, after showing what it holds; nothing is written before Import is pressed."""

    imported = Signal(object)
    """The ImportReport, when it is done."""

    def __init__(self, session: Session, selection: Selection, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._stage = Stage.EMPTY
        self._preview: Preview | None = None
        self._work = OwnWork(jobs, session.project, self)
        self.parts = ImportLayout(self, session.project, self._work)
        self._connect()
        self.setAcceptDrops(True)

    @property
    def stage(self) -> Stage:
        """How far the dialog is."""
        return self._stage

    def open_on(self, source: Path | None, role: SetRole) -> None:
        """Show the dialog, on a file or folder when it is given."""
        if self._work.is_active:
            return
        batch = self._selection.batch
        self.parts.form.fill(source, role, batch.name if batch else "")
        self.open()
        self.parts.form.source.setFocus()
        self.look()

    def look(self) -> None:
        """Look at the source anew, without writing anything."""
        self.parts.form.propose_images()
        if not self.parts.form.source.text:
            self._work.cancel()
            self._enter(Stage.EMPTY)
            self.parts.say("import", "What came in?", "Choose a label file, a folder or an archive, or drop it here.")
            return
        try:
            self._start_looking(source_at(self.parts.form.source.text))
        except AssayError as error:
            self._work.cancel()
            self._refuse_source(str(error))

    def reject(self) -> None:
        """Cancel what is under way, or close."""
        if self._work.is_active:
            self._work.cancel()
        else:
            self._enter(Stage.EMPTY)
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropped_path(event.mimeData()) is not None and self._stage is not Stage.IMPORTING:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.parts.form.source.choose(dropped_path(event.mimeData()))
        self.look()

    def _start_looking(self, source: Path) -> None:
        project, form = self._session.project, self.parts.form
        schema, root, manifest = current_schema(project.connection), form.image_root, form.manifest_path
        remembered, saved = remembered_classes(project, form.vendor_name), saved_mappings(project)
        settled = self.parts.columns.chosen_for(source)
        mapping = settled.mapping if settled else None
        self._enter(Stage.LOOKING)
        self.parts.say("search", f"Looking at {source.name}", "Nothing is written yet.")
        self._work.start(
            f"Looking at {source.name}",
            lambda _: preview_import(
                source,
                image_root=root,
                schema=schema,
                remembered=remembered,
                manifest=manifest,
                mapping=mapping,
                saved=saved,
            ),
            then=self._show_preview,
        )

    def _show_preview(self, preview: Preview) -> None:
        if self._stage is not Stage.LOOKING:
            return
        self._preview = preview
        if not self.parts.form.images.is_own:
            self.parts.form.images.propose(preview.image_root)
        if not self.parts.form.manifest.is_own:
            self.parts.form.manifest.propose(Path(preview.manifest) if preview.manifest else None)
        self.parts.form.archive.offer(preview.reading.source, preview)
        self.parts.show_preview(preview, current_schema(self._session.project.connection))
        self._enter(Stage.READY)

    def _import(self) -> None:
        preview, reviewer, plan = self._preview, self._session.reviewer, self._plan()
        if preview is None or self._stage is not Stage.READY:
            return
        self._enter(Stage.IMPORTING)
        self._work.start(
            f"Importing {preview.reading.source.name}",
            self._unpacking(preview, plan) or (lambda project: import_labels(project, preview, plan, by=reviewer)),
            then=self._finish,
        )

    def _unpacking(self, preview: Preview, plan: ImportPlan) -> MakeWork | None:
        """The import of an archive whose images are taken out of it; None when they are not."""
        form, reviewer = self.parts.form, self._session.reviewer
        folder, manifest, source = form.archive.folder, form.manifest_path, preview.reading.source
        if folder is None:
            return None
        return lambda project: import_unpacked(
            project, source, folder, plan, by=reviewer, manifest=manifest, mapping=preview.mapping
        )

    def _plan(self) -> ImportPlan:
        form = self.parts.form
        return ImportPlan(
            role=form.role,
            batch=form.batch_name,
            vendor=form.vendor_name,
            round=form.chosen_round,
            classes=self.parts.preview.chosen_classes,
            mapping=self.parts.columns.settled,
            guideline_version=form.guideline_version,
        )

    def _finish(self, report: ImportReport) -> None:
        self._enter(Stage.EMPTY)
        self.accept()
        self.imported.emit(report)

    def _refuse(self, sentence: str) -> None:
        if self._stage is Stage.IMPORTING:
            self._enter(Stage.READY)
            self.parts.say_error(sentence)
        else:
            self._refuse_source(sentence)

    def _refuse_source(self, sentence: str) -> None:
        self._enter(Stage.REFUSED)
        mend = MEND_TABLE if self.parts.columns.is_offered else MEND
        self.parts.say("error", "This cannot be imported", mend, button="Look again")
        self.parts.form.say_fault(sentence)

    def _stop(self) -> None:
        if self._stage is Stage.IMPORTING:
            self._enter(Stage.READY)
            self.parts.say_error("The import was cancelled; the project is as it was")
        elif self._stage is Stage.LOOKING:
            self._enter(Stage.REFUSED)
            self.parts.say("stop", "Looking was cancelled", "Nothing was written.", button="Look again")

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self.parts.form.say_fault("")
        if stage not in (Stage.READY, Stage.IMPORTING):
            self._preview = None
        self._settle()

    def _settle(self) -> None:
        """Bring what can be pressed in line with the stage and with what is still lacking."""
        form = self.parts.form
        self.setWindowTitle(TITLES[form.role])
        lacking = form.complaint() if self._stage is Stage.READY else ""
        self.parts.say_error(lacking)
        if self._preview and not lacking and form.archive.folder is None:
            self.parts.say_warning(warning(self._preview))
        self.parts.columns.show_for(self._preview)
        self.parts.set_locked(locked=self._stage is Stage.IMPORTING)
        self.parts.show_work(active=self._work.is_active)
        self.parts.import_button.setEnabled(self._stage is Stage.READY and not lacking)

    def _connect(self) -> None:
        self._work.changed.connect(self._settle_work)
        self._work.refused.connect(self._refuse)
        self._work.cancelled.connect(self._stop)
        self.parts.form.source_settled.connect(self.look)
        self.parts.form.plan_changed.connect(self._settle)
        self.parts.message.pressed.connect(self.look)
        self.parts.columns.changed.connect(self.look)
        self.parts.columns.refused.connect(self.parts.say_error)
        self.parts.import_button.clicked.connect(self._import)
        self.parts.close_button.clicked.connect(self.reject)

    def _settle_work(self) -> None:
        self.parts.show_work(active=self._work.is_active)


def warning(preview: Preview) -> str:
    """What does not stand in the way of an import but should be thought of first; empty when there is nothing."""
    missing, images = len(preview.missing), len(preview.reading.images)
    if not missing:
        return ""
    return (
        f"{missing:,} of {images:,} image files were not found; choose their folder, or import the labels without them"
    )
