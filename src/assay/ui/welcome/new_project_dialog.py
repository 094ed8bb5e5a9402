from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from assay.model.people import Role
from assay.review.create_project import user_name
from assay.ui.welcome.project_place import Faults, faults, project_path
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.path_field import PathField
from assay.ui.widgets.role_label import role_label, set_role
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

WIDTH = 480
ROLE_TIPS = {
    Role.REVIEWER: "Judges findings",
    Role.ADJUDICATOR: "Judges findings and rules on contested ones",
    Role.LEAD: "Does everything, and decides on batches",
}


class NewProjectDialog(QDialog):
    """Asks what a new project needs: its name and place, and who begins it."""

    project_wanted = Signal(object, str, str, object)
    """The project's Path, its name, the first reviewer's name and Role."""

    def __init__(self, parent: QWidget | None = None, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New project")
        self.name = QLineEdit()
        self.name.setPlaceholderText("Histology pilot")
        self.folder = PathField("Folder", files=False, folders=True)
        self.folder.choose(folder or documents())
        self.reviewer = QLineEdit(user_name())
        self.role_choice = SegmentedControl(
            [Segment(role, role.capitalize(), tip) for role, tip in ROLE_TIPS.items()], accessible_name="Your role"
        )
        self.role_choice.choose(Role.LEAD)
        self.place = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        set_role(self.place, "faint")
        self.create_button = QPushButton("Make project")
        self._faults = {field: _fault_label() for field in ("name", "folder", "reviewer")}
        self._touched: set[str] = set()
        self._lay_out()
        self._connect()
        self._check()

    @property
    def path(self) -> Path:
        """The file that the project would get."""
        return project_path(name=self.name.text(), folder=self.folder.text)

    @property
    def faults(self) -> Faults:
        """What is wrong with what stands there."""
        return faults(name=self.name.text(), folder=self.folder.text, reviewer=self.reviewer.text())

    def fault(self, field: str) -> str:
        """What is said under a field: name, folder or reviewer."""
        return self._faults[field].text()

    def accept(self) -> None:
        """Hand over what was asked, when nothing is wrong with it."""
        self._touched = set(self._faults)
        self._check()
        if self.faults:
            return
        super().accept()
        self.project_wanted.emit(
            self.path, self.name.text().strip(), self.reviewer.text().strip(), Role(self.role_choice.choice())
        )

    def _touch(self, field: str) -> None:
        self._touched.add(field)
        self._check()

    def _check(self) -> None:
        found = self.faults
        for field, label in self._faults.items():
            sentence = getattr(found, field) if field in self._touched else ""
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self.place.setText(str(self.path) if self.name.text().strip() else "The project is one file that you can mail.")
        self.create_button.setEnabled(not found)

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda: self._touch("name"))
        self.folder.line.textChanged.connect(lambda: self._touch("folder"))
        self.reviewer.textEdited.connect(lambda: self._touch("reviewer"))
        self.create_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(4)
        self._add(layout, "Project name", self.name, self._faults["name"])
        self._add(layout, "Folder", self.folder, self._faults["folder"], self.place)
        self._add(layout, "Your name", self.reviewer, self._faults["reviewer"])
        self._add(layout, "Your role", self.role_choice)
        layout.addStretch(1)
        rule = QFrame()
        rule.setProperty("rule", "horizontal")
        layout.addWidget(rule)
        layout.addSpacing(8)
        layout.addLayout(self._made_footer())
        self.setFixedWidth(WIDTH)

    def _add(self, layout: QVBoxLayout, text: str, *widgets: QWidget) -> None:
        label = role_label(text, "secondary")
        label.setBuddy(widgets[0])
        widgets[0].setAccessibleName(text)
        layout.addWidget(label)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addSpacing(12)

    def _made_footer(self) -> QHBoxLayout:
        close = QPushButton("Cancel")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.create_button.setProperty("kind", "primary")
        self.create_button.setDefault(True)
        footer = QHBoxLayout()
        footer.setSpacing(8)
        footer.addStretch(1)
        footer.addWidget(close)
        footer.addWidget(self.create_button)
        return footer


def documents() -> Path:
    """Where people keep their own files."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _fault_label() -> QLabel:
    label = role_label("", "error")
    label.setWordWrap(True)
    label.hide()
    return label
