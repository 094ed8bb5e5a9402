from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_place(parent: QWidget, title: str, proposed: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where a package is to be written, without holding up the window; `then` gets the place."""
    dialog = QFileDialog(parent, title, str(proposed.parent), "ZIP archives (*.zip)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("zip")
    dialog.selectFile(proposed.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda place: then(Path(place)))
    dialog.open()
    return dialog
