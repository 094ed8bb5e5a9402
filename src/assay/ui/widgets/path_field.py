from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import ICON_SIZE

BUTTON_EDGE = 28
MODES = {"file": QFileDialog.FileMode.ExistingFile, "folder": QFileDialog.FileMode.Directory}


class PathField(QWidget):
    """A line for a path, with buttons that ask the system for a file or a folder."""

    settled = Signal()
    """Another path was typed to its end, or picked."""

    def __init__(
        self, accessible_name: str, *, files: bool, folders: bool, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = accessible_name
        self._is_own = False
        self._settled_text = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(accessible_name)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._note_edit)
        self.line.editingFinished.connect(self._settle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        self._buttons = {
            kind: self._button(kind) for kind, is_wanted in (("file", files), ("folder", folders)) if is_wanted
        }
        for button in self._buttons.values():
            layout.addWidget(button)
        self._draw_icons()
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """The path as it stands there."""
        return self.line.text().strip()

    @property
    def is_own(self) -> bool:
        """Whether a person chose the path, and not the program."""
        return self._is_own and bool(self.text)

    def propose(self, path: Path | None) -> None:
        """Show a path that the program guessed."""
        self._is_own = False
        self._show(path)

    def choose(self, path: Path | None) -> None:
        """Show a path that a person chose."""
        self._is_own = path is not None
        self._show(path)

    def set_invalid(self, *, invalid: bool) -> None:
        """Frame the line as wrong, or not."""
        self.line.setProperty("invalid", "true" if invalid else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _show(self, path: Path | None) -> None:
        self._settled_text = str(path) if path else ""
        self.line.setText(self._settled_text)
        self.line.setToolTip(self._settled_text)

    def _note_edit(self) -> None:
        self._is_own = True

    def _settle(self) -> None:
        if self.text != self._settled_text:
            self._settled_text = self.text
            self.settled.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        for kind, button in self._buttons.items():
            button.setIcon(icon("open" if kind == "folder" else kind, current_tokens()))

    def _button(self, kind: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        button.setFixedSize(BUTTON_EDGE, BUTTON_EDGE)
        button.setToolTip(f"Choose a {kind}…")
        button.setAccessibleName(f"{self._name}: choose a {kind}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._ask(MODES[kind]))
        return button

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self._name, self.text)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._pick)
        dialog.open()

    def _pick(self, chosen: str) -> None:
        self.choose(Path(chosen))
        self.settled.emit()
