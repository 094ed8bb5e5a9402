from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.model.batches import Batch
from assay.model.errors import AssayError
from assay.model.findings import ComparisonRecord
from assay.store.project import Project
from assay.ui.jobs import Jobs
from assay.ui.selection import Selection

Write = Callable[[Batch, ComparisonRecord, Path], None]
NOTHING = "There are no findings yet; import a delivery and its gold and compare them first"
FINDINGS = ("Table (*.csv)", "JSON (*.json)", "COCO (*.coco.json)")
TABLES = ("Page (*.html)", "Table (*.csv)", "JSON (*.json)")


class ComparisonExports(QObject):
    """Writes what a comparison found and came to into files that the person names."""

    def __init__(
        self, project: Project, selection: Selection, jobs: Jobs, say: Callable[[str], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._project, self._selection, self._jobs = project, selection, jobs
        self._say, self._window = say, window

    def ask_where_findings_go(self) -> None:
        """Ask for a file and write the findings."""
        self._ask("findings", FINDINGS, "csv", self._write_findings)

    def ask_where_scorecard_goes(self) -> None:
        """Ask for a file and write the tables of the scorecard."""
        self._ask("scorecard", TABLES, "html", self._write_scorecard)

    def _ask(self, what: str, kinds: Sequence[str], ending: str, write: Write) -> None:
        batch, record = self._selection.batch, self._selection.comparison
        if batch is None or record is None:
            self._say(NOTHING)
            return
        dialog = QFileDialog(self._window, f"Export {what} of {batch.name}", str(self._project.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(kinds))
        dialog.selectFile(f"{batch.name} {what}.{ending}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: write(batch, record, Path(path)))
        dialog.open()

    def _write_findings(self, batch: Batch, record: ComparisonRecord, path: Path) -> None:
        from assay.reports.findings_export import way_of, write_findings

        try:
            count = write_findings(self._project, batch, record, path, way=way_of(path))
        except AssayError as error:
            self._say(str(error))
        else:
            self._say(f"{count:,} findings written to {path}")

    def _write_scorecard(self, batch: Batch, record: ComparisonRecord, path: Path) -> None:
        from assay.review.export_scorecard import export_scorecard

        self._jobs.run(
            "Writing the scorecard",
            self._project,
            lambda project: export_scorecard(project, batch, record, path),
            then=lambda count: self._say(f"{count} tables written to {path}"),
        )
