from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from assay.review.export_labels import Written
from assay.store.project import Project
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.deliveries.work_bar import WorkBar
from assay.ui.export.export_form import ExportForm
from assay.ui.export.loss_table import LossTable
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.form_and_pane import FormAndPane
from assay.ui.widgets.role_label import role_label

FORM_WIDTH = 360


class ExportLayout:
    """The parts of the export dialog and where they stand: the form beside what is lost, over a footer with bar and buttons."""

    def __init__(self, dialog: QDialog, project: Project, work: OwnWork) -> None:
        self.form = ExportForm(project)
        self.losses = LossTable()
        self.message = EmptyState("export", "", "")
        self.headline = role_label("", "title")
        self.explanation = role_label("", "secondary")
        self.explanation.setWordWrap(True)
        self.work_bar = WorkBar(work, accessible_name="Export")
        self.error = role_label("", "error")
        self.error.setWordWrap(True)
        self.export_button = QPushButton("Export")
        self.export_button.setProperty("kind", "primary")
        self.export_button.setDefault(True)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        self._pane = QStackedWidget()
        self._arrange(dialog)

    def say(self, icon_name: str, title: str, sentence: str, *, button: str = "") -> None:
        """Say something in place of the losses."""
        self.message.say(icon_name, title, sentence, button=button)
        self._pane.setCurrentIndex(0)

    def show_written(self, written: Written) -> None:
        """Show what an export comes to and what it loses."""
        if not written.losses:
            what = f"{written.annotations:,} annotations on {written.images:,} images will be written as they are."
            self.say("success", "The format holds everything", what)
            return
        kinds = len(written.losses)
        self.headline.setText(f"{kinds:,} kinds of facts do not fit" if kinds > 1 else "One kind of facts does not fit")
        self.explanation.setText(
            f"{written.annotations:,} annotations on {written.images:,} images will be written; the file will not hold what stands below. "
            "The project keeps all of it."
        )
        self.losses.show_losses(written.losses)
        self._pane.setCurrentIndex(1)

    def say_error(self, sentence: str) -> None:
        """Say in the footer what stands in the way."""
        self.error.setText(sentence)

    def show_work(self, *, active: bool) -> None:
        """Show the bar while work is under way, and what is wrong otherwise."""
        self._parts.footer.setCurrentWidget(self.work_bar if active else self.error)
        self.close_button.setVisible(not active)

    def _arrange(self, dialog: QDialog) -> None:
        dialog.resize(1000, 520)
        dialog.setMinimumSize(820, 440)
        self._pane.addWidget(_panel(self.message))
        self._pane.addWidget(_panel(self.headline, self.explanation, self.losses))
        self._parts = FormAndPane(dialog, self.form, self._pane, form_width=FORM_WIDTH)
        self._parts.fill_footer(states=(self.error, self.work_bar), buttons=(self.close_button, self.export_button))


def _panel(*widgets: QWidget) -> QFrame:
    panel = QFrame()
    panel.setProperty("surface", "panel")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(16, 24, 16, 16)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    return panel
