from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.findings import Finding, Verdict
from assay.ui.review.answer_button import AnswerButton, Tone

ANSWERS = (
    (Verdict.DEFECT, "Defect", "D"),
    (Verdict.DISMISSED, "Dismiss", "X"),
    (Verdict.VENDOR_RIGHT, "Vendor right", "V"),
    (Verdict.CONTESTED, "Contest", "C"),
)
COLUMNS = 2


class Answers(QWidget):
    """The four answers to a finding with their keys, and the rarer things one can do with it below them."""

    wanted = Signal(str)
    """The name of the action that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = {verdict: self._button(text, key, ACTION_OF[verdict]) for verdict, text, key in ANSWERS}
        self._gold = self._button("Gold right", "G", "gold_right", Tone.QUIET)
        self._comment = self._button("Comment", "T", "comment", Tone.QUIET)
        self._back = self._button("Take back", "⌫", "clear_verdict", Tone.QUIET)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, button in enumerate(self._buttons.values()):
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        rare = QHBoxLayout()
        rare.setSpacing(8)
        for button in (self._gold, self._comment, self._back):
            rare.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addLayout(rare)

    def _button(self, text: str, key: str, action: str, tone: Tone = Tone.PLAIN) -> AnswerButton:
        button = AnswerButton(text, key, tone=tone)
        button.setObjectName(action)
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button

    def show_finding(self, finding: Finding) -> None:
        """Mark the answer that was given; while none was, the first is the expected one, unless the finding is only suggested."""
        for verdict, button in self._buttons.items():
            is_given = finding.verdict is verdict
            is_expected = finding.verdict is None and verdict is Verdict.DEFECT and not finding.is_suggested
            button.set_tone(Tone.PRIMARY if is_expected else Tone.GIVEN if is_given else Tone.PLAIN)
            button.setAccessibleDescription("Given" if is_given else "")
        self._gold.setVisible(finding.gold_number > 0 or "gold_numbers" in finding.details)
        self._back.setVisible(finding.verdict is not None)


ACTION_OF = {
    Verdict.DEFECT: "confirm",
    Verdict.DISMISSED: "dismiss",
    Verdict.VENDOR_RIGHT: "vendor_right",
    Verdict.GOLD_RIGHT: "gold_right",
    Verdict.CONTESTED: "contest",
}
"""The action that gives each verdict."""
