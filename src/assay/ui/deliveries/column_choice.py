from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from assay.model.errors import AssayError
from assay.review.import_plan import Preview
from assay.review.table_mapping import SavedMapping
from assay.ui.mapping.mapping_dialog import MappingDialog

TABLES = ("csv", "tensorflow-csv", "keras-retinanet", "vott-csv")
"""Formats whose columns somebody may want to read otherwise."""

ENDINGS = (".csv", ".tsv", ".txt")


class ColumnChoice(QObject):
    """The import's button for tables: lets a person say which column is what, and keeps that for the source at hand."""

    changed = Signal()
    """Somebody settled on a mapping: look at the source anew."""
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QPushButton("Columns…")
        self.button.setAutoDefault(False)
        self.button.setToolTip("Say which column of the table is what")
        self.button.hide()
        self.dialog = MappingDialog(parent)
        self._source: Path | None = None
        self._known: SavedMapping | None = None
        self._preview: Preview | None = None
        self.button.clicked.connect(self._ask)
        self.dialog.chosen.connect(self._keep)

    def chosen_for(self, source: Path) -> SavedMapping | None:
        """The mapping that a person settled on for this source."""
        if source != self._source:
            self._source, self._known = source, None
        return self._known

    @property
    def is_offered(self) -> bool:
        """Whether there is a table whose columns can be named."""
        return not self.button.isHidden()

    @property
    def settled(self) -> SavedMapping | None:
        """The mapping that a person settled on for the source at hand."""
        return self._known

    def show_for(self, preview: Preview | None) -> None:
        """Offer the choice where there is a table: one that was read, or a file that could not be."""
        self._preview = preview
        if preview is not None:
            self.button.setVisible(preview.mapping is not None or preview.reading.format in TABLES)
        else:
            source = self._source
            self.button.setVisible(source is not None and source.suffix.lower() in ENDINGS and source.is_file())

    def _ask(self) -> None:
        assert self._source
        known = self._known.mapping if self._known else self._preview.mapping if self._preview else None
        try:
            self.dialog.open_on(self._source, known, self._known.name if self._known else "")
        except AssayError as error:
            self.refused.emit(str(error))

    def _keep(self, settled: SavedMapping) -> None:
        self._known = settled
        self.changed.emit()
