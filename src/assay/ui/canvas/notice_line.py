from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.floating import FloatingPanel
from assay.ui.widgets.role_label import role_label


class NoticeLine(FloatingPanel):
    """What is to be known of the picture, in one line over it; the pointer goes through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name="About the picture", parent=parent)
        self._words = role_label("", "caption")
        self._words.setContentsMargins(6, 0, 6, 0)
        self.add(self._words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str) -> bool:
        """Say it, or hide without words; whether that is something else than before."""
        if words == self._words.text():
            return False
        self._words.setText(words)
        self.setAccessibleDescription(words)
        self.setVisible(bool(words))
        return True

    def words(self) -> str:
        """What is said."""
        return self._words.text()
