from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assay.model.batches import LabelSet
from assay.model.errors import AssayError
from assay.model.intake import IntakeFinding
from assay.reports.file_names import plain_file_name
from assay.store.batches import batch
from assay.store.project import Project
from assay.ui.deliveries.intake_filters import IntakeFilters
from assay.ui.deliveries.intake_rows import count_severities
from assay.ui.deliveries.intake_table import IntakeTable
from assay.ui.deliveries.set_words import counted, set_title
from assay.ui.deliveries.source_line import SourceLine
from assay.ui.deliveries.work_bar import WorkBar
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.role_label import role_label, set_role

KINDS = "Web page (*.html);;CSV (*.csv);;JSON (*.json)"
NOT_NEWEST = "Defects are logged for the newest delivery only."
NOTHING_TO_LOG = "None of these findings is the vendor's fault, or all are defects already."


class IntakeReport(QFrame):
    """What the intake found of a label set, and which file it came from; the way from there to the image, to a file, and to defects."""

    opened = Signal(object)
    """The IntakeFinding whose image is asked for."""
    log_wanted = Signal(object)
    """The ids of the intake findings that are to become defects."""

    def __init__(self, project: Project, progress: WorkBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._project = project
        self._progress = progress
        self._label_set: LabelSet | None = None
        self._findings: Sequence[IntakeFinding] = ()
        self._may_log = False
        self._title = role_label("", "secondary")
        self._source = SourceLine()
        self.filters = IntakeFilters()
        self.table = IntakeTable()
        self.copy = _quiet_button("Copy")
        self.export = _quiet_button("Export…")
        self.log = QPushButton()
        self._whole = self._made_whole()
        self._rule = QFrame()
        self._rule.setProperty("rule", "horizontal")
        self._rule.hide()
        self.empty = EmptyState("success", "", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        """Which label set it is about, and how many of its findings are defects by now."""
        return self._title.text()

    @property
    def source(self) -> str:
        """Which file it came from, as it is shown."""
        return self._source.shown

    @property
    def said(self) -> str:
        """The line under the table."""
        return self._whole.text()

    @property
    def findings(self) -> Sequence[IntakeFinding]:
        """Everything that was found, whatever the filter shows."""
        return self._findings

    def show_report(self, label_set: LabelSet, findings: Sequence[IntakeFinding], *, may_log: bool) -> None:
        """Show the intake of one label set. may_log: whether its findings can become defects."""
        is_same = self._label_set is not None and self._label_set.id == label_set.id
        self._label_set, self._findings, self._may_log = label_set, findings, may_log
        self._title.setText(f"{set_title(label_set)}{_how_many_logged(findings)}")
        self._source.show_source(label_set, beside=self._project.path.parent.absolute())
        self.filters.show_counts(count_severities(findings))
        self.table.show_findings(findings, is_same_set=is_same)
        if is_same:
            self._filter()
        else:
            self.filters.clear()

    def to_log(self) -> list[IntakeFinding]:
        """The findings that the button would log: those of the chosen lines, else all that are shown."""
        chosen = self.table.chosen() or self.table.intake.findings
        return [one for one in chosen if one.is_chargeable]

    def export_to(self, path: Path) -> None:
        """Write what is shown as the ending of the name says; a place that cannot be written is said here."""
        from assay.reports.intake_report import intake_facts, write_intake_report  # the window opens without it

        assert self._label_set is not None
        try:
            write_intake_report(intake_facts(self._project, self._label_set, self.table.intake.findings), path)
        except (AssayError, OSError) as error:
            self._say(str(error), role="error")
        else:
            self._say(f"Written to {path}", role="good")

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.table.current_changed.connect(self._show_whole)
        self.table.chosen_changed.connect(self._show_what_is_logged)
        self.table.opened.connect(self.opened)
        self.copy.clicked.connect(self._copy_chosen)
        self.export.clicked.connect(self._ask_where_to_export)
        self.log.clicked.connect(self._log)
        self._progress.running_changed.connect(self._show_progress)

    def _filter(self) -> None:
        self.table.set_filter(self.filters.filter())
        shown = self.table.intake.findings
        if self._findings:
            self.empty.say("filter", "Nothing here with this filter", "Clear the search and the severities.")
        else:
            self.empty.say("success", "Nothing was found", "Every entry was kept, and no rule was broken.")
        self._stack.setCurrentWidget(self.table if shown else self.empty)
        self.copy.setEnabled(bool(shown))

    def _show_what_is_logged(self) -> None:
        count = len(self.to_log())
        every = "" if self.table.chosen() or count < 2 else "all "
        self.log.setText(f"Log {every}{counted(count, 'defect')}" if count else "Log defects")
        self.log.setEnabled(self._may_log and count > 0 and not self._project.read_only)
        self.log.setToolTip("" if self.log.isEnabled() else NOTHING_TO_LOG if self._may_log else NOT_NEWEST)

    def _show_progress(self) -> None:
        self._progress.setVisible(self._progress.is_running)

    def _ask_where_to_export(self) -> None:
        dialog = QFileDialog(self, "Export the intake report", str(self._project.path.parent.absolute()), KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._proposed_name())
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")")))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def _proposed_name(self) -> str:
        if self._label_set is None:
            return "intake.html"
        words = ["intake", batch(self._project.connection, self._label_set.batch_id).name, set_title(self._label_set)]
        return f"{'_'.join(plain_file_name(one) for one in words).lower()}.html"

    def _log(self) -> None:
        """Ask for the defects; the keyboard goes back to the list, as the button is off when nothing is left to log."""
        self.log_wanted.emit([one.id for one in self.to_log()])
        self.table.setFocus()

    def _copy_chosen(self) -> None:
        self.table.copy()
        self._say(f"{len(self.table.chosen() or self.table.intake.findings):,} copied", role="good")

    def _show_whole(self, finding: IntakeFinding | None) -> None:
        self._say(f"{finding.place}: {finding.sentence}" if finding else "", role="")

    def _say(self, text: str, *, role: str) -> None:
        set_role(self._whole, role)
        self._whole.setText(text)
        self._whole.setVisible(bool(text))
        self._rule.setVisible(bool(text))

    def _made_whole(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setContentsMargins(16, 8, 16, 12)
        label.setAccessibleName("The chosen line in full")
        label.hide()
        return label

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(role_label("Intake report", "title"))
        heading.addWidget(self._title)
        heading.addStretch(1)
        for button in (self.copy, self.export, self.log):
            heading.addWidget(button)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        top.addLayout(heading)
        top.addWidget(self._source)
        top.addWidget(self.filters)
        top.addWidget(self._progress)
        self._progress.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        # the cells' own padding brings their text in line with the heading
        self._stack.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self._whole)


def _how_many_logged(findings: Sequence[IntakeFinding]) -> str:
    """How many findings became defects; nothing before the first."""
    logged = sum(one.defect_id is not None for one in findings)
    return f" · {counted(logged, 'defect')} logged" if logged else ""


def _quiet_button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "quiet")
    button.setAccessibleName(text.rstrip("…"))
    return button
