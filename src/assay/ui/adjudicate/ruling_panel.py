from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from assay.model.defect_types import Severity
from assay.model.findings import RULING_WORDS, Finding, Ruling
from assay.model.ids import FindingId
from assay.store.judgements import Precedent, Said
from assay.ui.adjudicate.answer_button import AnswerButton
from assay.ui.adjudicate.precedent_list import PrecedentList
from assay.ui.adjudicate.reason_field import ReasonField
from assay.ui.adjudicate.words import ANSWERS, local_time
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.severity_badge import SeverityBadge

ASK = "Why? The next ruling like it can follow this one."


class RulingPanel(QFrame):
    """The finding as a sentence, who contested it and why, the four answers, and the reason that a ruling needs."""

    ruled = Signal(Ruling, str)
    """A ruling with its reason."""
    left = Signal()
    """The reason field was left by Esc."""
    review_wanted = Signal()

    def __init__(self, keys: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._waiting_for_reason: Ruling | None = None
        self._standing: Ruling | None = None
        self._shown: FindingId | None = None
        self._badge = SeverityBadge(Severity.MAJOR)
        self._headline, self._detail = _wrapped("title"), role_label("", "secondary")
        self._contested, self._comment, self._ruled = _wrapped("secondary"), _wrapped(""), _wrapped("secondary")
        self._hint, self._refusal = _wrapped("faint"), _wrapped("secondary")
        self.buttons = {
            answer.ruling: AnswerButton(RULING_WORDS[answer.ruling], does=answer.does, key=keys[answer.action])
            for answer in ANSWERS
        }
        self.reason, self.precedents = ReasonField(), PrecedentList()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        for ruling, button in self.buttons.items():
            button.clicked.connect(lambda _, ruling=ruling: self.answer(ruling))
        self.reason.entered.connect(self._complete)
        self.reason.left.connect(self._leave)
        self.precedents.chosen.connect(self._take_over)

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(self._header())
        layout.addWidget(self._contested)
        layout.addWidget(self._comment)
        layout.addWidget(self._ruled)
        layout.addSpacing(8)
        layout.addWidget(role_label("Who is right?", "title"))
        layout.addWidget(self._refusal)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addSpacing(8)
        layout.addWidget(role_label("Reason", "title"))
        layout.addWidget(self.reason)
        layout.addWidget(self._hint)
        layout.addWidget(self.precedents)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _header(self) -> QVBoxLayout:
        line, below, header = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._badge)
        line.addWidget(self._headline, 1)
        link = QPushButton("Open in Review")
        link.setProperty("kind", "link")
        link.clicked.connect(self.review_wanted)
        below.addWidget(self._detail, 1)
        below.addWidget(link)
        header.setSpacing(4)
        header.addLayout(line)
        header.addLayout(below)
        return header

    def show_finding(
        self, finding: Finding, *, headline: str, detail: str, contested: Said | None, ruled: Said | None,
        precedents: Sequence[Precedent],
    ) -> None:  # fmt: skip
        """Ask about another finding."""
        self._badge.set_severity(finding.severity)
        self._headline.setText(headline)
        self._detail.setText(detail)
        self._contested.setText(f"Contested by {contested.who}, {local_time(contested.at)}" if contested else "")
        self._comment.setText(f"“{finding.comment}”" if finding.comment else "")
        self._comment.setVisible(bool(finding.comment))
        self._standing = finding.ruling
        self._ruled.setVisible(finding.ruling is not None)
        if finding.ruling is not None and ruled is not None:
            word = RULING_WORDS[finding.ruling]
            self._ruled.setText(f"{word}, by {ruled.who}, {local_time(ruled.at)}: “{finding.reason}”")
        self.precedents.show_precedents(precedents)
        if finding.id != self._shown:
            self._shown = finding.id
            self.reason.clear()
        self._wait_for(None)

    def allow(self, *, allowed: bool, why_not: str = "") -> None:
        """Let rulings be given, or say calmly why not."""
        for widget in (*self.buttons.values(), self.reason, self.precedents):
            widget.setEnabled(allowed)
        self._refusal.setText(why_not)
        self._refusal.setVisible(bool(why_not))

    def contested_text(self) -> str:
        """Who contested the finding, as shown."""
        return self._contested.text()

    def comment_text(self) -> str:
        """Why it was contested, as shown."""
        return self._comment.text()

    def ruled_text(self) -> str:
        """Who ruled, how and why, as shown."""
        return self._ruled.text()

    def refusal_text(self) -> str:
        """Why nobody can rule at the moment, as shown."""
        return self._refusal.text()

    def answer(self, ruling: Ruling) -> None:
        """Give a ruling; without a reason yet, ask for it and remember the ruling for Enter."""
        if not self.buttons[ruling].isEnabled():
            return
        if self.reason.reason():
            self._rule(ruling)
        else:
            self._wait_for(ruling)
            self.reason.setFocus()

    def _complete(self) -> None:
        if self._waiting_for_reason is not None and self.reason.reason():
            self._rule(self._waiting_for_reason)
        elif self.reason.reason():
            self._leave()

    def _rule(self, ruling: Ruling) -> None:
        self._wait_for(None)
        self._shown = None
        self.ruled.emit(ruling, self.reason.reason())

    def _leave(self) -> None:
        self._wait_for(None)
        self.left.emit()

    def _take_over(self, reason: str) -> None:
        self.reason.setPlainText(reason)
        if self._waiting_for_reason is not None:
            self.reason.setFocus()

    def _wait_for(self, ruling: Ruling | None) -> None:
        self._waiting_for_reason = ruling
        for one, button in self.buttons.items():
            button.setChecked(one is (ruling or self._standing))
        if ruling is None:
            self.reason.setPlaceholderText(ASK)
            self._hint.setText("Write it first or press a key first; Esc leaves the field.")
        else:
            self.reason.setPlaceholderText(f"{RULING_WORDS[ruling]}, because …")
            self._hint.setText(f"↵ rules “{RULING_WORDS[ruling]}” · Esc takes it back")


def _wrapped(role: str) -> QLabel:
    label = role_label("", role)
    label.setWordWrap(True)
    return label
