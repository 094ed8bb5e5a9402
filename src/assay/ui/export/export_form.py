from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from assay.model.batches import Batch, SetRole
from assay.review.export_labels import Labels
from assay.review.format_titles import FormatFacts, format_facts
from assay.store.batches import newest_set
from assay.store.project import Project
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

FIRST_FORMAT = "coco"
LABELS = {
    Labels.DELIVERY: Segment(Labels.DELIVERY, "Delivery", "The vendor's newest delivery"),
    Labels.GOLD: Segment(Labels.GOLD, "Gold", "The newest revision of gold"),
    Labels.CORRECTED: Segment(
        Labels.CORRECTED, "Corrected", "The delivery with the corrections that reviewers suggest"
    ),
}


class ExportForm(QWidget):
    """Whose labels are written, in which format, and where to."""

    changed = Signal()
    """Other labels or another format."""
    place_changed = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._batch: Batch | None = None
        self._is_own = False
        self.labels_choice = SegmentedControl(list(LABELS.values()), accessible_name="Labels")
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        self.place = QLineEdit()
        self.place.setAccessibleName("Where to")
        self._choose = QPushButton("Choose…")
        self._choose.setAutoDefault(False)
        self._what = role_label("", "secondary")
        self._what.setWordWrap(True)
        self._lay_out()
        self._connect()

    @property
    def batch(self) -> Batch | None:
        """The batch whose labels are written."""
        return self._batch

    @property
    def labels(self) -> Labels:
        """Whose labels."""
        return Labels(self.labels_choice.choice())

    @property
    def chosen_format(self) -> FormatFacts:
        """The format."""
        return self.format.currentData()

    @property
    def path(self) -> Path:
        """Where to."""
        return Path(self.place.text().strip()).expanduser()

    def fill(self, batch: Batch) -> None:
        """Begin anew with a batch."""
        self._batch, self._is_own = batch, False
        if not self.format.count():
            for one in format_facts():
                if one.writes:
                    self.format.addItem(one.title, one)
            self.format.setCurrentIndex(
                next(at for at in range(self.format.count()) if self.format.itemData(at).name == FIRST_FORMAT)
            )
        there = {role: newest_set(self._project.connection, batch.id, role) is not None for role in SetRole}
        can = {
            Labels.DELIVERY: there[SetRole.DELIVERY],
            Labels.GOLD: there[SetRole.GOLD],
            Labels.CORRECTED: there[SetRole.DELIVERY],
        }
        for labels, enabled in can.items():
            self.labels_choice.set_segment_enabled(labels, enabled=enabled)
        self.labels_choice.choose(next((labels for labels in can if can[labels]), Labels.DELIVERY))
        self._propose()

    def complaint(self) -> str:
        """What is still lacking, as a sentence; empty when all is well."""
        if not self.place.text().strip():
            return "Where to? Name a file or a folder"
        if not self.path.parent.is_dir():
            return f"There is no folder {self.path.parent}; make it first, or choose another place"
        if self.chosen_format.writes_folder and self.path.is_dir() and any(self.path.iterdir()):
            return f"{self.path.name} is a folder that holds something; name a new or an empty one"
        return ""

    def _follow(self) -> None:
        if not self.format.count() or self._batch is None:
            return
        self._propose()
        self.changed.emit()

    def _propose(self) -> None:
        """Propose a place beside the project, until a person names one; only its ending follows the format then."""
        assert self._batch
        facts = self.chosen_format
        folder = self.path.parent if self._is_own else self._project.path.parent
        name = f"{self._batch.name} {self.labels} {facts.name}".replace("/", "-")
        self.place.setText(str(folder / name) + ("" if facts.writes_folder else facts.extensions[0]))
        self._what.setText("A folder of files" if facts.writes_folder else "One file")

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Write labels to", str(self.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.path.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._pick)
        dialog.open()

    def _pick(self, chosen: str) -> None:
        self._is_own = True
        self.place.setText(chosen)

    def _note_edit(self) -> None:
        self._is_own = True

    def _connect(self) -> None:
        self.labels_choice.chosen.connect(self._follow)
        self.format.activated.connect(self._follow)
        self.place.textEdited.connect(self._note_edit)
        self.place.textChanged.connect(self.place_changed)
        self._choose.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place, 1)
        place.addWidget(self._choose)
        for text, field in (("Labels", self.labels_choice), ("Format", self.format)):
            layout.addWidget(role_label(text, "secondary"))
            layout.addWidget(field)
            layout.addSpacing(12)
        layout.addWidget(role_label("Where to", "secondary"))
        layout.addLayout(place)
        layout.addWidget(self._what)
        layout.addStretch(1)
