import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from assay.model.batches import ImageStatus
from assay.ui.review.answer_button import Tone
from assay.ui.review.findings.list_model import ROW_ROLE
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.theme.current import current_tokens


def test_that_the_chosen_finding_is_open_in_its_row(desk):
    panel = desk.page.findings
    row = panel.view.visualRect(panel.model.index(0))
    inside = panel.finding_details.geometry()
    assert panel.finding_details.isVisible()
    assert row.contains(inside)
    assert inside.bottom() == row.bottom()


def test_that_the_open_finding_shows_both_sides_and_the_sentence_for_the_vendor(desk):
    details = desk.page.findings.finding_details
    assert [details.table.text(0, column) for column in range(3)] == ["Class", "car", "van"]
    assert details.table.headings() == ("Vendor", "Gold")
    assert details.sentence().startswith("“Change class from car to van")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_what_differs_stands_out_in_every_theme(desk, qapp, theme):
    apply_theme(qapp, theme)
    table = desk.page.findings.finding_details.table
    heavy = {label.text() for label in table.findChildren(QLabel) if label.font().weight() >= QFont.Weight.DemiBold}
    assert heavy == {"car", "van"}


def test_that_the_answer_that_was_given_is_marked(desk):
    desk.press("x")
    answers = desk.page.findings.finding_details.answers
    assert answers.findChild(object, "dismiss").tone is Tone.GIVEN
    assert answers.findChild(object, "confirm").tone is Tone.PLAIN


def test_that_a_judged_finding_says_its_verdict_at_the_end_of_its_line(desk):
    desk.press("x")
    row = desk.page.findings.model.index(0).data(ROW_ROLE)
    assert (row.ending, row.struck) == ("Dismissed", True)


def test_that_a_logged_defect_stands_below_the_findings_under_its_title(desk):
    desk.press("4")
    rows = desk.page.findings.model.rows
    assert [(row.headline, row.section) for row in rows[1:]] == [("Too loose", "Logged by hand")]
    assert desk.page.findings.defect_details.isVisible()


def test_that_a_click_on_a_line_chooses_it(desk, qtbot):
    desk.press("4")
    view = desk.page.findings.view
    head = view.visualRect(view.model().index(0)).topLeft()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=head + head.__class__(40, 20))
    assert desk.page.image.finding.code == "CLS-SWAP"
    assert desk.page.canvas.hasFocus()


def test_that_the_list_does_not_jump_when_a_severity_changes(desk):
    desk.press("4")
    desk.page.image.choose_finding(desk.finding("CLS-SWAP").id)
    before = [row.key for row in desk.page.findings.model.rows]
    desk.press("s", "s", "s")
    assert [row.key for row in desk.page.findings.model.rows] == before


def test_that_accepting_is_what_comes_next_on_an_image_without_faults(desk):
    answers = desk.page.findings.image_answers
    assert answers.accept.tone is Tone.PLAIN
    desk.press("x")
    assert answers.accept.tone is Tone.PRIMARY
    desk.press("d")
    assert answers.accept.tone is Tone.PLAIN


def test_that_the_draft_of_a_comment_is_still_there_after_a_look_elsewhere(desk):
    desk.press("t", "see the mirror", Qt.Key.Key_Return, "n", "p")
    assert desk.page.findings.finding_details.comment.text() == "see the mirror"


def test_that_no_answer_of_a_judged_image_is_cut_off(desk):
    answers = desk.page.findings.image_answers
    answers.resize(320, answers.height())
    answers.show_status(ImageStatus.ACCEPTED, is_clean=True)
    answers.layout().activate()
    for button in (answers.accept, answers.reject, answers.reopen):
        assert button.width() >= button.sizeHint().width()
    assert answers.accept.accessibleName() == "Accept image"


class Paints(QObject):
    """Which widgets were painted."""

    def __init__(self, *watched):
        super().__init__()
        self.seen = []
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.seen.append(watched)
        return False


def test_that_what_stays_in_the_open_row_is_not_painted_anew_with_the_list(desk):
    viewport = desk.page.findings.view.viewport()
    button = desk.page.findings.finding_details.findChild(object, "dismiss")
    viewport.repaint()
    paints = Paints(viewport, button)
    viewport.repaint()
    assert paints.seen == [viewport]


def test_that_the_open_row_ends_with_a_line_where_another_follows(desk):
    details = desk.page.findings.finding_details
    tokens = current_tokens()

    def foot():
        return details.grab().toImage().pixelColor(details.width() // 2, details.height() - 1).name().upper()

    assert foot() != tokens.line
    desk.press("4")
    desk.page.image.choose_finding(desk.finding("CLS-SWAP").id)
    assert foot() == tokens.line
