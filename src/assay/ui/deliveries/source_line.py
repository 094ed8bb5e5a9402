from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from assay.model.batches import LabelSet
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import set_role

SHORT = 12


class SourceLine(QWidget):
    """Which file a label set came from, with the beginning of its SHA-256; a click copies the whole hash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sha256 = ""
        self._path = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        set_role(self._path, "secondary")
        self._hash = QPushButton()
        self._hash.setProperty("kind", "link")
        self._hash.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._sha256))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._path, 1)
        layout.addWidget(self._hash)

    @property
    def shown(self) -> str:
        """The path as it is shown."""
        return self._path.text()

    def show_source(self, label_set: LabelSet, *, beside: PurePath) -> None:
        """Show another label set's source. beside: the project's folder; what lies in it is shown by its place there."""
        self._sha256 = label_set.source_sha256
        path = PurePath(label_set.source)
        self._path.setText(str(path.relative_to(beside) if path.is_relative_to(beside) else path))
        self._path.setToolTip(str(path))
        self._path.setAccessibleName(f"Source file {path.name}")
        self._hash.setText(f"SHA-256 {self._sha256[:SHORT]}…")
        self._hash.setToolTip(f"{self._sha256}\nClick to copy")
        self._hash.setAccessibleName(f"Copy SHA-256 {self._sha256}")
        self._hash.setVisible(bool(self._sha256))
