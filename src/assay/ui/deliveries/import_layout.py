from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from assay.model.schema import Schema
from assay.review.import_plan import Preview
from assay.store.project import Project
from assay.ui.deliveries.column_choice import ColumnChoice
from assay.ui.deliveries.import_form import ImportForm
from assay.ui.deliveries.import_preview import ImportPreview
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.deliveries.work_bar import WorkBar
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.form_and_pane import FormAndPane
from assay.ui.widgets.role_label import role_label, set_role

FORM_WIDTH = 336


class ImportLayout:
    """The parts of the import dialog and where they stand: the form beside the preview, over a footer with bar and buttons."""

    def __init__(self, dialog: QDialog, project: Project, work: OwnWork) -> None:
        self.form = ImportForm(project)
        self.preview = ImportPreview()
        self.message = EmptyState("import", "", "")
        self.work_bar = WorkBar(work, accessible_name="Import")
        self.error = role_label("", "error")
        self.error.setWordWrap(True)
        self.import_button = QPushButton("Import")
        self.import_button.setProperty("kind", "primary")
        self.import_button.setDefault(True)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        self.columns = ColumnChoice(dialog)
        self._pane = QStackedWidget()
        self._pane.addWidget(self._panel(self.message))
        self._pane.addWidget(self.preview)
        self._arrange(dialog)

    def say(self, icon_name: str, title: str, sentence: str, *, button: str = "") -> None:
        """Say something in place of the preview."""
        self.message.say(icon_name, title, sentence, button=button)
        self._pane.setCurrentIndex(0)

    def show_preview(self, preview: Preview, schema: Schema) -> None:
        """Show what a source holds."""
        self.preview.show_preview(preview, schema)
        self._pane.setCurrentWidget(self.preview)

    def say_error(self, sentence: str) -> None:
        """Say in the footer what stands in the way."""
        set_role(self.error, "error")
        self.error.setText(sentence)

    def say_warning(self, sentence: str) -> None:
        """Say in the footer what should be thought of first."""
        set_role(self.error, "warning")
        self.error.setText(sentence)

    def show_work(self, *, active: bool) -> None:
        """Show the bar while work is under way, and what is wrong otherwise."""
        self._parts.footer.setCurrentWidget(self.work_bar if active else self.error)
        self.close_button.setText("Close")
        self.close_button.setVisible(not active)

    def set_locked(self, *, locked: bool) -> None:
        """Let nothing be changed while the import writes."""
        self.form.setEnabled(not locked)
        self.preview.setEnabled(not locked)

    def _panel(self, widget: QWidget) -> QFrame:
        panel = QFrame()
        panel.setProperty("surface", "panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        return panel

    def _arrange(self, dialog: QDialog) -> None:
        dialog.resize(1040, 620)
        dialog.setMinimumSize(860, 520)
        self._parts = FormAndPane(dialog, self.form, self._pane, form_width=FORM_WIDTH)
        buttons = (self.columns.button, self.close_button, self.import_button)
        self._parts.fill_footer(states=(self.error, self.work_bar), buttons=buttons)
