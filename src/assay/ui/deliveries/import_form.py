from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.terms import LONGEST_VERSION, check_guideline_version
from assay.store.project import Project
from assay.ui.deliveries.archive_images import ArchiveImages
from assay.ui.deliveries.import_target import FIRST_BATCH, Target, batch_names, target, vendor_names
from assay.ui.widgets.number_fields import CountField
from assay.ui.widgets.path_field import PathField
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

MOST_ROUNDS = 999


class ImportForm(QWidget):
    """What is imported, as what, and into which batch."""

    source_settled = Signal()
    """Another source or image folder was chosen: look at it again."""
    plan_changed = Signal()
    """Where it goes changed."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.source = PathField("What came in", files=True, folders=True, placeholder="A file, a folder or an archive")
        self.role_choice = SegmentedControl(
            [Segment(SetRole.DELIVERY, "Vendor's delivery"), Segment(SetRole.GOLD, "Gold")], accessible_name="Import as"
        )
        self.batch = _editable_list("Batch")
        self.vendor = _editable_list("Vendor")
        self.round = CountField()
        self.round.setAccessibleName("Round")
        self.guideline = QLineEdit()
        self.guideline.setMaxLength(LONGEST_VERSION)
        self.guideline.setPlaceholderText("Optional")
        self.guideline.setAccessibleName("Guideline version")
        self.images = PathField("Image folder", files=False, folders=True, placeholder="Looked for near the label file")
        self.manifest = PathField("Side manifest", files=True, folders=False, placeholder="Who labelled what; optional")
        self.archive = ArchiveImages(project.path)
        self._fault = role_label("", "error")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self._round_label = role_label("Round", "secondary")
        self._lay_out()
        self._connect()

    @property
    def role(self) -> SetRole:
        """Whose labels they are."""
        return SetRole(self.role_choice.choice())

    @property
    def target(self) -> Target:
        """The batch that is named."""
        return target(self._project, self.batch_name, self.role)

    @property
    def batch_name(self) -> str:
        """The batch's name, as typed."""
        return self.batch.currentText().strip()

    @property
    def vendor_name(self) -> str:
        """The vendor's name, as typed."""
        return self.vendor.currentText().strip()

    @property
    def chosen_round(self) -> int | None:
        """The round that somebody chose; None for the next one."""
        return None if self.round.value() == self.round.minimum() else self.round.value()

    @property
    def guideline_version(self) -> str:
        """The guideline version that the batch is labelled by, as typed."""
        return self.guideline.text().strip()

    @property
    def image_root(self) -> Path | None:
        """Where the images are: where a person says, or where the batch's images are already; None to look near the source."""
        if self.images.is_own:
            return Path(self.images.text).expanduser()
        return self.target.image_folder

    @property
    def manifest_path(self) -> Path | None:
        """The side manifest that a person names; None to look for one in the source."""
        return Path(self.manifest.text).expanduser() if self.manifest.is_own else None

    def fill(self, source: Path | None, role: SetRole, batch_name: str) -> None:
        """Begin anew with a source, perhaps none yet."""
        self.source.choose(source)
        self.role_choice.choose(role)
        self._offer(self.batch, batch_names(self._project), batch_name or FIRST_BATCH)
        self._offer(self.vendor, vendor_names(self._project), "")
        self.images.propose(None)
        self.manifest.propose(None)
        self.archive.withdraw()
        self.guideline.setModified(False)
        self._follow_batch()

    def propose_images(self) -> None:
        """Show where the images are going to be looked for, unless a person said so."""
        if not self.images.is_own:
            self.images.propose(self.target.image_folder)

    def complaint(self) -> str:
        """What is still lacking, as a sentence; empty when all is well."""
        goal = self.target
        if not self.batch_name:
            return "Which batch is it for? Name one"
        if not self.vendor_name:
            return "Which vendor labels this batch? Name it"
        if self.chosen_round is not None and self.chosen_round in goal.rounds:
            number = f"{'round' if self.role is SetRole.DELIVERY else 'revision'} {self.chosen_round}"
            return f"“{self.batch_name}” has {self.role} {number} already; leave it at the next one"
        try:
            check_guideline_version(self.guideline_version)
        except AssayError as error:
            return str(error)
        return self.archive.complaint()

    @property
    def fault(self) -> str:
        """What is wrong with the source, as it is said under its field."""
        return self._fault.text()

    def say_fault(self, sentence: str) -> None:
        """Say under the source what is wrong with it; nothing when the sentence is empty."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.source.set_invalid(invalid=bool(sentence))

    def _follow_batch(self) -> None:
        goal = self.target
        noun = "Round" if self.role is SetRole.DELIVERY else "Revision"
        self._round_label.setText(noun)
        if not self.guideline.isModified():
            self.guideline.setText(goal.guideline_version)
        self.round.setAccessibleName(noun)
        self.round.setRange(goal.first_round - 1, MOST_ROUNDS)
        self.round.setSpecialValueText(f"Next: {goal.next_round}")
        self.round.setValue(self.round.minimum())
        self.vendor.setEnabled(not goal.vendor_is_settled)
        self.vendor.setToolTip("Fixed by the batch's first delivery" if goal.vendor_is_settled else "")
        if goal.vendor:
            self.vendor.setEditText(goal.vendor)
        self.plan_changed.emit()

    def _follow_batch_and_images(self) -> None:
        self._follow_batch()
        if not self.images.is_own:
            self.source_settled.emit()

    def _offer(self, box: QComboBox, names: list[str], text: str) -> None:
        box.clear()
        box.addItems(names)
        box.setEditText(text)

    def _connect(self) -> None:
        self.source.settled.connect(self.source_settled)
        self.images.settled.connect(self.source_settled)
        self.manifest.settled.connect(self.source_settled)
        self.archive.changed.connect(self.plan_changed)
        self.role_choice.chosen.connect(self._follow_batch)
        self.batch.activated.connect(self._follow_batch_and_images)
        line = self.batch.lineEdit()
        assert line is not None
        line.textEdited.connect(self._follow_batch)
        line.editingFinished.connect(self._follow_batch)
        self.vendor.editTextChanged.connect(self.plan_changed)
        self.round.valueChanged.connect(self.plan_changed)
        self.guideline.textChanged.connect(self.plan_changed)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for label, field in (
            (role_label("What came in", "secondary"), self.source),
            (role_label("Import as", "secondary"), self.role_choice),
            (role_label("Batch, one that exists or a new one", "secondary"), self.batch),
            (role_label("Vendor", "secondary"), self.vendor),
            (None, self._round_and_guideline()),
            (role_label("Image folder", "secondary"), self.images),
            (role_label("Side manifest", "secondary"), self.manifest),
        ):
            _add(layout, label, field)
        layout.insertWidget(layout.indexOf(self.source) + 1, self._fault)
        layout.insertWidget(layout.indexOf(self.images) + 2, self.archive)
        layout.addStretch(1)

    def _round_and_guideline(self) -> QWidget:
        """The two short fields side by side, each under its label."""
        pair = QWidget()
        grid = QGridLayout(pair)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        guideline = role_label("Guideline version", "secondary")
        for column, (label, field) in enumerate(((self._round_label, self.round), (guideline, self.guideline))):
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        return pair


def _add(layout: QVBoxLayout, label: QLabel | None, field: QWidget) -> None:
    if label is not None:
        label.setBuddy(field)
        layout.addWidget(label)
    layout.addWidget(field)
    layout.addSpacing(12)


def _editable_list(accessible_name: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setAccessibleName(accessible_name)
    return box
