from PySide6.QtWidgets import QLabel, QWidget


class SuggestedLine(QLabel):
    """What a reviewer suggests, in the reviewers' colour; nothing is there while nothing is suggested."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reviewer")
        self.setWordWrap(True)
        self.hide()

    def say(self, sentence: str) -> bool:
        """Say what is suggested; whether the room that it takes may have changed."""
        if sentence == self.text():
            return False
        self.setText(sentence)
        self.setVisible(bool(sentence))
        return True
