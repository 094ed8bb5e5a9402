from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assay.model.batches import LabelSet
from assay.model.defects import Defect
from assay.model.findings import RULING_WORDS, Finding
from assay.model.sentences import instruction
from assay.ui.review.findings.answers import Answers
from assay.ui.review.findings.comment_field import CommentField
from assay.ui.review.findings.facts import facts, sides
from assay.ui.review.findings.facts_table import FactsTable
from assay.ui.review.findings.figure_strip import FigureStrip
from assay.ui.review.findings.row_inside import RowInside
from assay.ui.review.findings.suggested_line import SuggestedLine
from assay.ui.review.findings.wording import figures
from assay.ui.review.labels_on_image import LabelsOnImage
from assay.ui.widgets.role_label import role_label


class FindingDetails(RowInside):
    """The inside of the open finding: vendor against gold, figures, answers, and the sentence that the vendor would get."""

    wanted = Signal(str)
    """The name of an action that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = FactsTable()
        self.figures = FigureStrip()
        self.answers = Answers()
        self.comment = CommentField()
        self.suggested = SuggestedLine()
        self._sentence = role_label("", "secondary")
        self._sentence.setWordWrap(True)
        italic = self._sentence.font()
        italic.setItalic(True)
        self._sentence.setFont(italic)
        self._pending = role_label("Goes with your verdict", "faint")
        self._ruling = role_label("", "secondary")
        self._ruling.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        for widget in (
            self.table,
            self.figures,
            self.answers,
            self.comment,
            self._pending,
            self._sentence,
            self.suggested,
            self._ruling,
        ):
            layout.addWidget(widget)
        self.answers.wanted.connect(self.wanted)

    def show_finding(
        self,
        finding: Finding,
        labels: LabelsOnImage,
        *,
        judged: LabelSet | None,
        against: LabelSet | None,
        defect: Defect | None,
        comment: str,
    ) -> None:
        """Show another finding. defect: what it was confirmed as. comment: what was said of it, or is about to be."""
        self.table.show_facts(facts(finding, labels, against), sides(judged, against))
        self.figures.show_figures(figures(finding))
        self.answers.show_finding(finding)
        self.comment.show_comment(comment)
        self._pending.setVisible(bool(comment) and finding.verdict is None)
        self._sentence.setText(f"“{defect.instruction if defect else instruction(finding, labels.schema)}”")
        self._ruling.setVisible(finding.ruling is not None)
        if finding.ruling is not None:
            self._ruling.setText(f"Ruled: {RULING_WORDS[finding.ruling].lower()} – {finding.reason}")

    def show_suggested(self, sentence: str) -> bool:
        """Say what is suggested about it; whether the room that it takes may have changed."""
        return self.suggested.say(sentence)

    def sentence(self) -> str:
        """The sentence for the vendor, in quotes."""
        return self._sentence.text()
