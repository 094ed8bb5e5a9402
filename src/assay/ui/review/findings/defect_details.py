from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assay.model.defects import Defect
from assay.ui.review.answer_button import AnswerButton, Tone
from assay.ui.review.findings.comment_field import CommentField
from assay.ui.review.findings.row_inside import RowInside
from assay.ui.review.findings.suggested_line import SuggestedLine
from assay.ui.widgets.role_label import role_label


class DefectDetails(RowInside):
    """The inside of an open defect that was logged by hand: the sentence for the vendor, its comment, and what can be changed."""

    wanted = Signal(str)
    """The name of an action that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comment = CommentField()
        self.suggested = SuggestedLine()
        self._sentence = role_label("", "secondary")
        self._sentence.setWordWrap(True)
        italic = self._sentence.font()
        italic.setItalic(True)
        self._sentence.setFont(italic)
        self._by = role_label("", "faint")
        self._buttons = [
            self._button("Severity", "S", "next_severity"),
            self._button("Comment", "T", "comment"),
            self._button("Withdraw", "Del", "withdraw_defect"),
        ]
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._buttons:
            row.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._sentence)
        layout.addWidget(self._by)
        layout.addWidget(self.suggested)
        layout.addWidget(self.comment)
        layout.addLayout(row)

    def show_defect(self, defect: Defect) -> None:
        """Show another defect; one that was sent stays as it was sent."""
        is_sent = defect.request_id is not None
        self._sentence.setText(f"“{defect.instruction}”")
        self._by.setText(f"Sent to the vendor in request {defect.request_id}" if is_sent else f"by {defect.reviewer}")
        self.comment.show_comment(defect.comment)
        for button in self._buttons:
            button.setVisible(not is_sent)

    def show_suggested(self, sentence: str) -> bool:
        """Say what is suggested about it; whether the room that it takes may have changed."""
        return self.suggested.say(sentence)

    def _button(self, text: str, key: str, action: str) -> AnswerButton:
        button = AnswerButton(text, key, tone=Tone.QUIET)
        button.setObjectName(action)
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button
