from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from assay.review.import_plan import Preview
from assay.review.import_unpacked import folder_beside
from assay.ui.widgets.path_field import PathField


class ArchiveImages(QWidget):
    """Offers to take the images of an archive out of it, into a new folder; not there for anything but an archive that has some."""

    changed = Signal()
    """Whether they are taken out changed, or where to."""

    def __init__(self, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._source: Path | None = None
        self.choice = QCheckBox()
        self.field = PathField("New folder for the images", files=False, folders=True, placeholder="A new folder")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(4)
        layout.addWidget(self.choice)
        layout.addWidget(self.field)
        self.choice.toggled.connect(self._follow)
        self.field.settled.connect(self._settle)
        self.hide()

    @property
    def folder(self) -> Path | None:
        """The folder that the images go to; None when they stay where they are."""
        is_wanted = self._source is not None and self.choice.isChecked() and bool(self.field.text)
        return Path(self.field.text).expanduser() if is_wanted else None

    def offer(self, source: Path, preview: Preview) -> None:
        """Speak of another source; what was decided of the same one stays."""
        if not preview.packed:
            self.withdraw()
            return
        if source != self._source:
            self._source = source
            self.choice.setText(f"Take {_its(preview.packed)} out of the archive")
            self.field.propose(folder_beside(self._project, source))
            self.choice.setChecked(bool(preview.missing))
        self._follow()
        self.show()

    def withdraw(self) -> None:
        """Offer nothing."""
        self._source = None
        self.hide()

    def complaint(self) -> str:
        """Why the folder cannot be taken, empty when it can."""
        if self.folder is None or not self.folder.exists():
            return ""
        return f"{self.folder.name}: there is a folder of this name already; name a new one for the images"

    def _follow(self) -> None:
        self.field.setVisible(self.choice.isChecked())
        self.changed.emit()

    def _settle(self) -> None:
        picked = Path(self.field.text).expanduser()
        if self._source and self.field.text and picked.is_dir():
            self.field.choose(folder_beside(picked / self._project.name, self._source))
        self.changed.emit()


def _its(count: int) -> str:
    return "its image" if count == 1 else f"its {count:,} images"
