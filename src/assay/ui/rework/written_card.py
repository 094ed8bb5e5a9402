from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label


class WrittenCard(QFrame):
    """Where the package lies that was written just now, with its SHA-256."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.title = role_label("", "good")
        self.place, self.digest = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle), ElidedLabel()
        self.digest.setProperty("role", "mono")
        self._path = Path()
        self._sha256 = ""
        self._open, self._copy = QPushButton("Open folder"), QPushButton("Copy SHA-256")
        self._copy.setProperty("kind", "quiet")
        self._open.clicked.connect(self._open_folder)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._sha256))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._open)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(4)
        for widget in (self.title, self.place, self.digest):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(buttons)

    def show_package(self, title: str, path: Path, sha256: str) -> None:
        """Say what was written, where it lies, and its digest."""
        self._path, self._sha256 = path, sha256
        self.title.setText(title)
        self.place.setText(str(path))
        self.digest.setText(f"SHA-256 {sha256}")
        self.setAccessibleName(f"{title}, {path}, SHA-256 {sha256}")
        self.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
