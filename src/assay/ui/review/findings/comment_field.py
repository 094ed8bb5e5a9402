from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.review.text_field import TextField


class CommentField(TextField):
    """A comment in one line; not there until one writes it or there is one. Enter stores it, Esc leaves it as it was."""

    stored = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Comment, then Enter", accessible_name="Comment", parent=parent)
        self._stored = ""
        self.returnPressed.connect(lambda: self.stored.emit(self.text().strip()))
        self.left.connect(lambda: self.show_comment(self._stored))

    def show_comment(self, comment: str) -> None:
        """Show what is stored."""
        self._stored = comment
        self.setText(comment)
        self.setVisible(bool(comment))

    def begin(self) -> None:
        """Let the user write."""
        self.show()
        self.setFocus()
        self.selectAll()
