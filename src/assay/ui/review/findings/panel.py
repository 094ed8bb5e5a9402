from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.findings import Finding
from assay.model.ids import FindingId
from assay.model.schema import Schema
from assay.ui.review.drawing.corrections_in_review import CorrectionsInReview
from assay.ui.review.findings.code_picker import CodePicker
from assay.ui.review.findings.comment_field import CommentField
from assay.ui.review.findings.defect_details import DefectDetails
from assay.ui.review.findings.finding_details import FindingDetails
from assay.ui.review.findings.image_answers import ImageAnswers
from assay.ui.review.findings.list_model import FindingsModel
from assay.ui.review.findings.log_grid import LogGrid
from assay.ui.review.findings.view import FindingsView
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.note import Note
from assay.ui.review.place import whole_image
from assay.ui.selection import Selection
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.rule import rule


class FindingsPanel(QFrame):
    """What is wrong on the image: its findings, the chosen one open, the defects logged by hand, and what the digits log."""

    wanted = Signal(str)
    """The name of an action that was pressed."""
    row_wanted = Signal(int)
    """A finding's id, or a logged defect's id negated, that was clicked."""
    comment_stored = Signal(str)
    left = Signal()
    """The user is done writing here; the keys belong to the page again."""

    def __init__(
        self,
        image: ImageInReview,
        corrections: CorrectionsInReview,
        selection: Selection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._image = image
        self._corrections = corrections
        self._selection = selection
        self.model = FindingsModel(self)
        self.view = FindingsView(self.model)
        self.finding_details = FindingDetails(self.view.viewport())
        self.defect_details = DefectDetails(self.view.viewport())
        self.note = Note()
        self.grid = LogGrid()
        self.image_answers = ImageAnswers()
        self.picker = CodePicker(self)
        self.drafts: dict[FindingId, str] = {}
        self._count = role_label("", "secondary")
        self.setProperty("surface", "panel")
        self.setMinimumWidth(280)
        self.finding_details.hide()
        self.defect_details.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 11)
        head.addWidget(role_label("Findings", "title"))
        head.addStretch(1)
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1000)
        layout.addWidget(rule())
        layout.addWidget(self.grid)
        layout.addStretch(1)
        layout.addWidget(self.image_answers)

    def _connect(self) -> None:
        self._image.replaced.connect(self.show_image)
        self._image.judged.connect(self.show_image)
        self._image.at_hand_changed.connect(self.show_at_hand)
        self._corrections.changed.connect(self._show_suggested)
        self.view.clicked.connect(self._pick)
        self.view.resized.connect(self._fit)
        self.view.selectionModel().currentChanged.connect(self._pick_by_arrows)
        for inside in (self.finding_details, self.defect_details):
            inside.wanted.connect(self.wanted)
            inside.comment.stored.connect(self.comment_stored)
            inside.comment.left.connect(self.left)
        self.grid.wanted.connect(self.wanted)
        self.image_answers.wanted.connect(self.wanted)
        self.note.pressed.connect(self._press_note)
        self.picker.left.connect(self.left)

    def show_image(self) -> None:
        """List what is known of the image; that something is at hand is told apart, right after."""
        image = self._image
        schema = image.labels.schema if image.labels else Schema(0, ())
        whole = whole_image(image.labels).box if image.labels else None
        self.model.show_image(image.findings, image.logged, schema, whole=whole)
        self.image_answers.show_status(image.status, is_clean=image.is_clean())
        self._show_count()
        self._show_note()

    def prepare(self, findings: Sequence[Finding], schema: Schema) -> None:
        """Have the lines of an image painted that is likely to be shown next, with the finding open that will be at hand then."""
        at_hand = next((finding.id for finding in findings if finding.verdict is None), 0)
        self.view.paint_ahead(self.model.word_ahead(findings, schema), at_hand)

    def show_at_hand(self) -> None:
        """Open the finding or defect at hand."""
        image = self._image
        if image.finding is not None and image.labels is not None:
            finding = image.finding
            comment = self.drafts.get(finding.id, "") or self._comment_of(finding.id)
            self.finding_details.show_finding(
                finding,
                image.labels,
                judged=self._selection.delivery,
                against=self._selection.gold,
                defect=image.charged(finding),
                comment=comment,
            )
            self.finding_details.show_suggested(self._corrections.sentence(finding))
            self.view.open_row(finding.id, self.finding_details)
        elif image.defect is not None:
            self.defect_details.show_defect(image.defect)
            self.defect_details.show_suggested(self._corrections.sentence(image.defect))
            self.view.open_row(-image.defect.id, self.defect_details)
        else:
            self.view.open_row(0, None)
        place = image.place_at_hand()
        self.grid.show_place(place.words if place else "")
        self._fit()

    def _show_suggested(self) -> None:
        """Say what is suggested about what is at hand, and make room for it where there was none."""
        finding, defect = self._image.finding, self._image.defect
        if finding is not None:
            changes_height = self.finding_details.show_suggested(self._corrections.sentence(finding))
        elif defect is not None:
            changes_height = self.defect_details.show_suggested(self._corrections.sentence(defect))
        else:
            return
        if changes_height:
            self._fit()

    def comment_field(self) -> CommentField | None:
        """Where one comments on what is at hand; None when nothing is open."""
        if self._image.finding is not None:
            return self.finding_details.comment
        return self.defect_details.comment if self._image.defect is not None else None

    def open_picker(self) -> None:
        """Show all codes above the grid."""
        window = self.window()
        self.picker.open_at(window, self.grid.mapTo(window, QPoint(self.grid.width() - 8, 0)))

    def _comment_of(self, finding_id: FindingId) -> str:
        finding = next(one for one in self._image.findings if one.id == finding_id)
        defect = self._image.charged(finding)
        return defect.comment if defect else finding.comment

    def _show_count(self) -> None:
        count = len(self._image.findings)
        waiting = len(self._image.unjudged())
        if self._image.labels is None or self._selection.comparison is None:
            self._count.setText("")
        elif 0 < waiting < count:
            self._count.setText(f"{count - waiting:,} of {count:,} judged")
        else:
            self._count.setText(
                f"all {count:,} judged" if count and not waiting else f"{count:,} on this image" if count else ""
            )

    def _show_note(self) -> None:
        is_wanted = not self.model.rows and self._image.labels is not None
        self.note.setVisible(is_wanted)
        if is_wanted:
            self._say_note()

    def _say_note(self) -> None:
        if self._selection.gold is None:
            self.note.say(
                "gold", "No gold yet", "Import gold to see where the vendor differs, or log defects by hand.",
                button="Import gold…",
            )  # fmt: skip
        elif self._selection.comparison is None:
            self.note.say(
                "compare", "Not compared yet", "Compare with gold to see findings: Ctrl+R.", button="Compare with gold"
            )
        else:
            self.note.say("success", "No findings on this image", "Return accepts it.")

    def _press_note(self) -> None:
        self.wanted.emit("import_gold" if self._selection.gold is None else "compare")

    def _fit(self) -> None:
        # The grid of digits follows a short list, and stays in sight below a long one.
        self.view.setVisible(bool(self.model.rows))
        self.view.lay_out_again()
        self.view.setMaximumHeight(self.view.content_height())

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_wanted.emit(self.model.rows.keys[index.row()])

    def _pick_by_arrows(self, current: QModelIndex) -> None:
        if self.view.hasFocus():
            self._pick(current)

    def changeEvent(self, event: QEvent) -> None:
        """Other fonts may need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._image.labels is not None:
            self._fit()
