import json

from PySide6.QtCore import Qt

from assay.model.findings import Ruling, Verdict
from assay.model.people import Role
from assay.review.judge_finding import judge_finding
from assay.review.set_reviewer import add_reviewer
from assay.store.defects import defects_of_finding
from assay.store.findings import challenge_id, finding
from assay.store.people import reviewers
from assay.store.schemas import current_schema
from assay.ui.actions import Page
from assay.ui.canvas.colour_key import colour_key
from assay.ui.canvas.overlay_style import ColourBy
from assay.ui.theme.tokens import DARK
from assay.ui.window.preferences import Preferences


def current(made) -> int:
    index = made.page.contested.view.currentIndex()
    return made.page.contested.model.findings[index.row()].id


def rule(qtbot, made, key, reason) -> None:
    qtbot.keyClick(made.window, key)
    qtbot.keyClicks(made.page.ruling.reason, reason)
    qtbot.keyClick(made.page.ruling.reason, Qt.Key.Key_Return)


def test_that_without_contested_findings_the_page_leads_to_review(qtbot, open_page, findings):
    made = open_page()
    assert made.page.empty.isVisible()
    with qtbot.waitSignal(made.page.page_wanted) as wanted:
        made.page.empty.pressed.emit()
    assert wanted.args == [Page.REVIEW]


def test_that_a_finding_contested_meanwhile_appears(open_page, findings):
    made = open_page()
    made.session.do(judge_finding, [findings[0].id], Verdict.VENDOR_RIGHT)
    assert [one.id for one in made.page.contested.model.findings] == [findings[0].id]
    assert not made.page.empty.isVisible()


def test_that_a_ruling_key_without_a_reason_asks_for_it_and_rules_nothing(qtbot, adjudication, project, findings):
    qtbot.keyClick(adjudication.window, Qt.Key.Key_V)
    assert adjudication.page.ruling.reason.hasFocus()
    assert adjudication.page.ruling.buttons[Ruling.VENDOR_RIGHT].isChecked()
    assert finding(project.connection, findings[0].id).ruling is None


def test_that_enter_completes_the_ruling_that_was_asked_for_and_goes_on(qtbot, adjudication, project, findings):
    rule(qtbot, adjudication, Qt.Key.Key_V, "gold took a car for a van")
    ruled = finding(project.connection, findings[0].id)
    assert (ruled.ruling, ruled.reason) == (Ruling.VENDOR_RIGHT, "gold took a car for a van")
    assert challenge_id(project.connection, findings[0].id) is not None
    assert current(adjudication) == findings[1].id
    assert adjudication.page.ruling.reason.reason() == ""


def test_that_a_ruling_for_gold_charges_the_defect(qtbot, adjudication, project, findings):
    rule(qtbot, adjudication, Qt.Key.Key_G, "it is a van")
    (defect,) = defects_of_finding(project.connection, findings[0].id)
    assert defect.charged


def test_that_letters_of_a_reason_rule_nothing_by_themselves(qtbot, adjudication, project, findings):
    qtbot.keyClick(adjudication.window, Qt.Key.Key_U)
    qtbot.keyClicks(adjudication.page.ruling.reason, "vgbu")
    assert adjudication.page.ruling.reason.reason() == "vgbu"
    assert finding(project.connection, findings[0].id).ruling is None


def test_that_a_reason_written_first_needs_one_key_only(qtbot, adjudication, project, findings):
    adjudication.page.ruling.reason.setPlainText("both can be defended")
    qtbot.keyClick(adjudication.window, Qt.Key.Key_B)
    assert finding(project.connection, findings[0].id).ruling is Ruling.BOTH_ACCEPTABLE


def test_that_escape_takes_the_waiting_ruling_back(qtbot, adjudication, project, findings):
    qtbot.keyClick(adjudication.window, Qt.Key.Key_V)
    qtbot.keyClick(adjudication.page.ruling.reason, Qt.Key.Key_Escape)
    assert not adjudication.page.ruling.buttons[Ruling.VENDOR_RIGHT].isChecked()
    assert adjudication.page.contested.view.hasFocus()


def test_that_a_reason_given_before_can_be_used_again(qtbot, adjudication, project, findings):
    rule(qtbot, adjudication, Qt.Key.Key_B, "see rule 4.2")
    (chip,) = adjudication.page.ruling.precedents.chips
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.keyClick(adjudication.window, Qt.Key.Key_B)
    assert finding(project.connection, findings[1].id).reason == "see rule 4.2"


def test_that_next_and_previous_stop_at_the_ends(qtbot, adjudication, findings):
    visited = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(adjudication.window, key)
        visited.append(current(adjudication))
    assert visited == [findings[1].id, findings[2].id, findings[2].id, findings[1].id]


def test_that_ruled_findings_stand_last_with_who_ruled_and_why(qtbot, adjudication, findings):
    rule(qtbot, adjudication, Qt.Key.Key_G, "it is a van")
    model = adjudication.page.contested.model
    assert [one.id for one in model.findings] == [findings[1].id, findings[2].id, findings[0].id]
    adjudication.page.contested.choose(findings[0].id)
    said = adjudication.page.ruling.ruled_text()
    assert said.startswith("Gold right, by Ana Nowak")
    assert said.endswith("“it is a van”")


def test_that_a_finding_shows_who_contested_it_and_why(adjudication, findings):
    adjudication.page.contested.choose(findings[1].id)
    assert adjudication.page.ruling.contested_text().startswith("Contested by Ana Nowak")
    assert adjudication.page.ruling.comment_text() == "“Hidden by the pole.”"


def test_that_undo_brings_the_finding_back_to_be_ruled_on(qtbot, adjudication, project, findings):
    rule(qtbot, adjudication, Qt.Key.Key_G, "it is a van")
    adjudication.session.undo()
    assert finding(project.connection, findings[0].id).is_contested
    assert [one.id for one in adjudication.page.contested.model.findings] == [one.id for one in findings]


def test_that_a_reviewer_without_the_right_is_told_so_and_cannot_rule(qtbot, adjudication, project, me, findings):
    add_reviewer(project, "Ben Ode", Role.REVIEWER, by=me)
    adjudication.session.go_on_as(next(one for one in reviewers(project.connection) if one.name == "Ben Ode"))
    qtbot.keyClick(adjudication.window, Qt.Key.Key_V)
    assert "Ben Ode is a reviewer" in adjudication.page.ruling.refusal_text()
    assert not adjudication.page.ruling.reason.isEnabled()
    assert finding(project.connection, findings[0].id).ruling is None


def test_that_the_place_in_question_is_looked_at_in_review_on_request(qtbot, adjudication, findings):
    with qtbot.waitSignal(adjudication.page.page_wanted) as wanted:
        adjudication.page.ruling.review_wanted.emit()
    assert wanted.args == [Page.REVIEW]
    assert adjudication.selection.finding_id == findings[0].id


def test_that_what_both_sides_say_differently_is_told_apart(adjudication, findings):
    adjudication.page.contested.choose(findings[0].id)
    assert "Class: car" in adjudication.page.sides.vendor.accessibleName()
    assert "Class: van" in adjudication.page.sides.gold.accessibleName()


def test_that_a_side_without_the_object_says_so(adjudication, findings):
    adjudication.page.contested.choose(findings[1].id)
    assert adjudication.page.sides.vendor.accessibleName() == "Vendor, round 0: nothing here"


def test_that_outlines_have_the_colours_that_were_chosen_in_review(adjudication, qtbot):
    sides, kept = adjudication.page.sides, Preferences().outline_style
    try:
        adjudication.window.hide()
        Preferences().outline_style = json.dumps({"colour_by": "class", "width": 3.0})
        with qtbot.waitExposed(adjudication.window):
            adjudication.window.show()
        assert sides.canvas.scene().style.colour_by is ColourBy.CLASS
        classes = {one.name: one.colour for one in current_schema(adjudication.session.project.connection).classes}
        shown = {
            row.words: row.colour for row in colour_key(sides.canvas.scene().layers, sides.canvas.scene().style, DARK)
        }
        assert shown
        assert shown.items() <= classes.items()
        assert set(sides.canvas.controls.legend.key()) == shown.keys()
    finally:
        Preferences().outline_style = kept


def test_that_how_outlines_are_drawn_is_chosen_here_too(adjudication, qtbot):
    canvas = adjudication.page.sides.canvas
    kept = Preferences().outline_style
    try:
        qtbot.mouseClick(canvas.controls.zoom._style, Qt.MouseButton.LeftButton)
        assert canvas.controls.style.isVisible()
        assert canvas.rect().contains(canvas.controls.style.geometry())
    finally:
        Preferences().outline_style = kept
