from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from assay.model.errors import AssayError
from assay.review.table_mapping import CsvMapping, SavedMapping, TableSample, guessed_mapping, table_sample
from assay.ui.mapping.mapping_form import MappingForm
from assay.ui.mapping.table_preview import TablePreview, meanings
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.rule import rule

FORM_WIDTH = 400


class MappingDialog(QDialog):
    """Says which column of a table is what, with the table's first rows beside it."""

    chosen = Signal(object)
    """The SavedMapping that a person settled on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns of the table")
        self._source = Path()
        self._table: TableSample | None = None
        self.form = MappingForm()
        self.preview = TablePreview()
        self.error = role_label("", "error")
        self.error.setWordWrap(True)
        self.use_button = QPushButton("Use these columns")
        self.use_button.setProperty("kind", "primary")
        self.use_button.setDefault(True)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        self._lay_out()
        self._connect()

    def open_on(self, source: Path, mapping: CsvMapping | None, name: str) -> None:
        """Show the table of a source. mapping: what is known of it, None to guess. name: under which it was kept. Raises AssayError when there is no table."""
        delimiter = mapping.delimiter if mapping else ""
        has_header = not (mapping and mapping.header)
        table = table_sample(source, delimiter=delimiter, has_header=has_header)
        self._source = source
        self.form.name.setText(name or source.stem)
        self.form.show_reading(delimiter=delimiter, has_header=has_header)
        self._show_table(table, mapping or guessed_mapping(table))
        self.open()
        self.form.image.setFocus()

    def _show_table(self, table: TableSample, mapping: CsvMapping | None) -> None:
        self._table = table
        self.preview.table.show_rows(table.header, table.rows)
        self.form.show_table(table.header, mapping)
        self._settle()

    def _read_again(self) -> None:
        """Read the table with another delimiter, or with another notion of its first row."""
        delimiter, has_header = self.form.delimiter.currentData(), self.form.has_header.isChecked()
        try:
            table = table_sample(self._source, delimiter=delimiter, has_header=has_header)
        except AssayError as error:
            self.error.setText(str(error))
            self.use_button.setEnabled(False)
            return
        self._show_table(table, guessed_mapping(table))

    def _settle(self) -> None:
        self.preview.table.show_meanings(meanings(self.form.mapping))
        lacking = self.form.complaint()
        self.error.setText(lacking)
        self.use_button.setEnabled(not lacking)

    def _use(self) -> None:
        assert self._table
        mapping = self.form.mapping
        columns = () if mapping.header else self._table.header
        self.accept()
        self.chosen.emit(SavedMapping(self.form.name.text().strip(), columns, mapping))

    def _connect(self) -> None:
        self.form.changed.connect(self._settle)
        self.form.table_changed.connect(self._read_again)
        self.use_button.clicked.connect(self._use)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.resize(1040, 640)
        inner = QWidget()
        inner_layout = QVBoxLayout(inner)
        inner_layout.setContentsMargins(24, 16, 16, 16)
        inner_layout.addWidget(self.form)
        inner_layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(FORM_WIDTH)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(scroll)
        upper.addWidget(rule("vertical"))
        upper.addWidget(self.preview, 1)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self.error, 1)
        footer.addWidget(self.close_button)
        footer.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(rule("horizontal"))
        layout.addLayout(footer)
