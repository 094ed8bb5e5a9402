from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.batches import ImageStatus
from assay.ui.review.answer_button import AnswerButton, Tone


class ImageAnswers(QWidget):
    """What one says of the whole image, at the foot of the panel; judged ones can be opened again."""

    wanted = Signal(str)
    """The name of an action that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accept = self._button("Accept image", "↵", "accept_image")
        self.reject = self._button("Reject", "R", "reject_image")
        self.reopen = self._button("Reopen", "U", "reopen_image")
        rule = QFrame()
        rule.setProperty("rule", "horizontal")
        self._row = row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        for button in (self.accept, self.reject, self.reopen):
            row.addWidget(button)
        self._share_room(is_todo=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule)
        layout.addLayout(row)

    def show_status(self, status: ImageStatus, *, is_clean: bool) -> None:
        """Mark the answer that was given. is_clean: nothing waits and nothing is wrong, so that accepting is what comes next."""
        is_todo = status is ImageStatus.TODO
        accepting = Tone.PRIMARY if is_todo and is_clean else Tone.PLAIN
        self.accept.set_tone(Tone.GIVEN if status is ImageStatus.ACCEPTED else accepting)
        self.reject.set_tone(Tone.GIVEN if status is ImageStatus.REJECTED else Tone.PLAIN)
        self._share_room(is_todo=is_todo)

    def _share_room(self, *, is_todo: bool) -> None:
        """Three answers have room for one word each."""
        self.reopen.setVisible(not is_todo)
        self.accept.setText("Accept image" if is_todo else "Accept")
        for place, share in enumerate((3, 2, 0) if is_todo else (1, 1, 1)):
            self._row.setStretch(place, share)

    def _button(self, text: str, key: str, action: str) -> AnswerButton:
        button = AnswerButton(text, key)
        button.setObjectName(action)
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button
