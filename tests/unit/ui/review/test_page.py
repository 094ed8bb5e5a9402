import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from assay.model.batches import ImageStatus, SetRole
from assay.model.defect_types import Severity
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review.judge_image import judge_image
from assay.review.request_rework import request_rework
from assay.ui.canvas.scene import Mode
from assay.ui.review.answer_button import AnswerButton
from assay.ui.review.judging import NOTHING_CHOSEN
from assay.ui.review.page import HELD
from tests.small_delivery import bring_in, compared, lay_out

KEY = Qt.Key


def test_that_the_first_image_to_do_is_chosen_with_its_first_finding(desk):
    assert desk.image() == "one.png"
    assert desk.page.image.finding.code == "CLS-SWAP"
    assert desk.page.queue.count_text() == "0 of 3"


def test_that_an_image_already_judged_is_not_the_first_one(desk, sit_down, me):
    judge_image(desk.project, desk.selection.delivery.id, desk.selection.image_id, ImageStatus.ACCEPTED, by=me)
    assert sit_down().image() == "three.png"


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        ("d", Verdict.DEFECT),
        ("x", Verdict.DISMISSED),
        ("v", Verdict.VENDOR_RIGHT),
        ("g", Verdict.GOLD_RIGHT),
        ("c", Verdict.CONTESTED),
    ],
)
def test_that_one_key_gives_the_chosen_finding_its_verdict(desk, key, verdict):
    desk.press(key)
    assert desk.finding("CLS-SWAP").verdict is verdict
    assert [defect.code for defect in desk.defects()] == (["CLS-SWAP"] if verdict.charges else [])


def test_that_backspace_takes_the_verdict_back(desk):
    desk.press("d", KEY.Key_Backspace)
    assert desk.finding("CLS-SWAP").verdict is None
    assert desk.defects() == []


def test_that_a_verdict_goes_on_to_the_next_finding_that_waits(desk):
    desk.open_image("two.png")
    first = desk.finding("MIS-OBJ")
    desk.press("1")
    desk.page.image.choose_finding(first.id)
    desk.press("x")
    assert desk.page.image.finding.id == first.id, "the last one stays in sight when none waits"


def test_that_return_accepts_the_image_and_goes_to_the_next_one_to_do(desk):
    desk.press(KEY.Key_Return)
    assert desk.status("one.png") is ImageStatus.ACCEPTED
    assert desk.image() == "three.png"
    assert desk.page.queue.count_text() == "1 of 3"


def test_that_r_rejects_and_u_opens_again(desk):
    desk.press("r")
    assert desk.status("one.png") is ImageStatus.REJECTED
    desk.open_image("one.png")
    desk.press("u")
    assert desk.status("one.png") is ImageStatus.TODO
    assert desk.image() == "one.png"


def test_that_the_next_one_to_do_is_looked_for_from_the_beginning_after_the_last(desk):
    desk.open_image("two.png")
    desk.press(KEY.Key_Return)
    assert desk.image() == "one.png"


def test_that_undo_goes_back_to_the_image_and_puts_it_as_it_was(desk):
    desk.press(KEY.Key_Return)
    desk.session.undo()
    assert desk.status("one.png") is ImageStatus.TODO
    assert desk.image() == "one.png"
    assert desk.page.queue.count_text() == "0 of 3"


def test_that_redo_gives_the_verdict_again_on_screen(desk):
    desk.press("d")
    desk.session.undo()
    assert desk.page.image.finding.verdict is None
    desk.session.redo()
    assert desk.page.image.finding.verdict is Verdict.DEFECT


def test_that_j_goes_over_to_the_next_image_with_findings_and_k_back(desk):
    desk.press("j")
    assert (desk.image(), desk.page.image.finding.code) == ("three.png", "EXT-GHOST")
    desk.press("k")
    assert (desk.image(), desk.page.image.finding.code) == ("one.png", "CLS-SWAP")


def test_that_n_and_p_step_through_the_images(desk):
    desk.press("n", "n")
    assert desk.image() == "two.png"
    desk.press("p")
    assert desk.image() == "three.png"


def test_that_s_changes_the_severity_of_a_finding(desk):
    desk.press("s")
    assert desk.finding("CLS-SWAP").severity is Severity.MINOR


def test_that_a_digit_logs_a_defect_on_the_annotation_of_the_chosen_finding(desk):
    vendor_number = desk.page.image.finding.vendor_number
    desk.press("4")
    (logged,) = desk.defects()
    assert (logged.code, logged.vendor_number, logged.finding_id) == ("GEO-LOOSE", vendor_number, None)
    assert desk.page.image.defect.id == logged.id


def test_that_a_digit_logs_on_the_whole_image_when_nothing_is_chosen(desk):
    desk.press(KEY.Key_Escape, "1")
    (logged,) = desk.defects()
    assert logged.box == (0, 0, 200, 150)


def test_that_a_drawn_region_is_what_the_next_digit_is_about(desk, qtbot):
    canvas = desk.page.canvas
    desk.press("b")
    middle = canvas.rect().center()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(canvas, middle + QPoint(20, 20))
    qtbot.mouseMove(canvas, middle + QPoint(60, 40))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 40))
    region = desk.page.image.place.box
    assert desk.page.findings.grid.about() == "on the drawn region"
    desk.press("2")
    (logged,) = desk.defects()
    assert logged.box == pytest.approx(region)


def test_that_esc_lets_go_of_a_drawn_region(desk):
    desk.page.canvas.region_drawn.emit(10, 10, 40, 40)
    desk.press(KEY.Key_Escape)
    assert desk.page.image.place is None
    assert desk.defects() == []


def test_that_clicking_an_annotation_chooses_the_finding_about_it(desk):
    finding = desk.page.image.finding
    desk.page.image.choose_finding(None)
    desk.page.canvas.annotation_clicked.emit(desk.selection.delivery.title, finding.vendor_number)
    assert desk.page.image.finding.id == finding.id


def test_that_clicking_a_right_annotation_makes_it_what_digits_are_about(desk):
    finding = desk.page.image.finding
    numbers = desk.page.image.labels.vendor.records["number"].tolist()
    right = next(number for number in numbers if number != finding.vendor_number)
    desk.page.canvas.annotation_clicked.emit(desk.selection.delivery.title, right)
    assert desk.page.findings.grid.about() == f"on vendor #{right}"
    desk.press("5")
    assert desk.defects()[0].vendor_number == right


def test_that_delete_withdraws_a_logged_defect(desk):
    desk.press("4", KEY.Key_Delete)
    assert desk.defects() == []


def test_that_t_writes_a_comment_on_a_logged_defect_without_judging_anything(desk):
    desk.press("4", "t", "drx too wide", KEY.Key_Return)
    (logged,) = desk.defects()
    assert logged.comment == "drx too wide"
    assert desk.finding("CLS-SWAP").verdict is None
    assert desk.status("one.png") is ImageStatus.TODO
    assert QApplication.focusWidget() is desk.page.canvas


def test_that_a_comment_on_a_waiting_finding_goes_with_its_verdict(desk):
    desk.press("t", "see the mirror", KEY.Key_Return, "c")
    assert (desk.finding("CLS-SWAP").verdict, desk.finding("CLS-SWAP").comment) == (Verdict.CONTESTED, "see the mirror")


def test_that_esc_leaves_a_comment_as_it_was(desk):
    desk.press("d", "t", "no", KEY.Key_Escape)
    assert desk.defects()[0].comment == ""


def test_that_nine_opens_all_codes_and_logs_the_one_that_is_typed(desk, qtbot):
    desk.press("9")
    picker = desk.page.findings.picker
    qtbot.waitUntil(picker.isVisible)
    qtbot.keyClicks(picker.search, "outside the image")
    qtbot.keyClick(picker.search, KEY.Key_Return)
    assert [defect.code for defect in desk.defects()] == ["GEO-OOB"]
    assert not picker.isVisible()


def test_that_q_and_w_switch_the_layers_and_the_legend_follows(desk):
    canvas = desk.page.canvas
    desk.press("q")
    assert not canvas.is_layer_visible(desk.selection.delivery.title)
    desk.press("w")
    assert not canvas.is_layer_visible(desk.selection.gold.title)
    canvas.controls.legend.row(desk.selection.gold.title).click()
    assert desk.actions["toggle_gold"].isChecked()


def test_that_a_layer_that_is_off_stays_off_on_the_next_image(desk):
    desk.press("w", "n")
    assert not desk.page.canvas.is_layer_visible(desk.selection.gold.title)


def test_that_m_shows_the_label_sets_in_the_next_way(desk):
    desk.press("m")
    assert desk.page.canvas.scene().mode is Mode.SIDE_BY_SIDE


def test_that_z_frames_the_finding_and_f_shows_the_whole_image(desk):
    whole = desk.page.canvas.view()
    desk.press("z")
    assert desk.page.canvas.view().scale > whole.scale
    desk.press("f")
    assert desk.page.canvas.view() == whole


def test_that_shift_and_arrows_move_the_image(desk):
    before = desk.page.canvas.view()
    desk.press(KEY.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert desk.page.canvas.view().centre_x > before.centre_x
    assert desk.image() == "one.png"


def test_that_f9_and_f10_hide_the_panels(desk):
    desk.press(KEY.Key_F9, KEY.Key_F10)
    assert desk.page.queue.isHidden()
    assert desk.page.findings.isHidden()
    desk.press(KEY.Key_F9)
    assert not desk.page.queue.isHidden()


def test_that_the_answers_can_be_clicked(desk, qtbot):
    button = desk.page.findings.finding_details.findChild(object, "dismiss")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.finding("CLS-SWAP").verdict is Verdict.DISMISSED


def test_that_the_image_can_be_accepted_with_the_mouse(desk, qtbot):
    qtbot.mouseClick(desk.page.findings.image_answers.accept, Qt.MouseButton.LeftButton)
    assert desk.status("one.png") is ImageStatus.ACCEPTED


def test_that_a_judged_image_stays_in_the_list_until_the_filter_is_applied_anew(desk):
    desk.press(KEY.Key_Return)
    assert desk.page.queue.model.rowCount() == 3
    desk.page.queue.filters.changed.emit()
    assert desk.page.queue.model.rowCount() == 2


def test_that_typing_a_file_name_leaves_only_what_holds_it(desk):
    desk.page.queue.filters.search.setFocus()
    desk.press("two")
    assert desk.page.queue.model.rowCount() == 1
    assert desk.image() == "one.png", "the image at hand is not taken away"


def test_that_what_changed_while_the_page_was_hidden_is_shown_when_it_comes_back(desk, me):
    desk.page.hide()
    desk.session.do(judge_image, desk.selection.delivery.id, desk.selection.image_id, ImageStatus.REJECTED)
    desk.page.show()
    assert desk.page.image.status is ImageStatus.REJECTED
    assert desk.page.queue.count_text() == "1 of 3"


def test_that_the_hints_speak_of_the_moment_at_hand(desk):
    assert ("↵", "accept image") in desk.page.hints()
    desk.page.canvas.region_drawn.emit(10, 10, 40, 40)
    assert ("1–8", "log on the drawn region") in desk.page.hints()


def test_that_the_hints_say_how_to_draw_a_region(desk):
    desk.press("b")
    assert desk.page.hints() == [("", "drag across the fault"), ("Esc", "discard")]
    desk.press(KEY.Key_Escape)
    assert ("↵", "accept image") in desk.page.hints()


@pytest.mark.parametrize("key", ["d", "c", "s", "t"])
def test_that_a_key_without_anything_to_act_on_says_so(desk, qtbot, key):
    desk.press(KEY.Key_Escape)
    with qtbot.waitSignal(desk.session.refused) as caught:
        desk.press(key)
    assert caught.args == [NOTHING_CHOSEN]


def test_that_a_defect_on_the_whole_image_is_called_that(desk):
    desk.press(KEY.Key_Escape, "1")
    assert desk.page.image.defect is not None
    assert desk.page.findings.model.rows[-1].second_line == "MIS-OBJ · the whole image"
    assert desk.page.findings.grid.about() == "on the whole image"


def test_that_a_comment_that_was_refused_is_not_left_standing(desk, me, tmp_path):
    desk.press("d")
    result_of(request_rework(desk.project, desk.selection.batch, tmp_path / "rework.zip", by=me))
    desk.page.image.choose_finding(desk.finding("CLS-SWAP").id)
    desk.page.image.read_again()
    desk.press("t", "late", KEY.Key_Return)
    assert desk.defects()[0].comment == ""
    assert desk.page.findings.comment_field().text() == ""


def test_that_the_answers_are_off_where_nothing_can_be_written(desk):
    confirm = desk.page.findings.findChild(AnswerButton, "confirm")
    assert confirm.isEnabled()
    desk.actions.set_read_only(read_only=True)
    assert not confirm.isEnabled()
    assert not desk.page.findings.image_answers.accept.isEnabled()


def test_that_the_pointer_is_read_out(desk, qtbot):
    with qtbot.waitSignal(desk.page.readout) as caught:
        desk.page.canvas.pointer_moved.emit(118.2, 64.0, "R 172 G 96 B 180")
    assert caught.args == ["x 118.2 y 64.0 px · R 172 G 96 B 180"]


def test_that_an_empty_project_says_what_to_do_next(sit_down):
    desk = sit_down()
    assert desk.page.empty.isVisible()
    assert "Deliveries page" in desk.page.empty.accessibleName()
    assert desk.page.hints() == []


def test_that_the_hints_come_with_the_first_delivery(sit_down, qtbot, project, me, tmp_path):
    desk = sit_down()
    compared(project, tmp_path / "batch", by=me)
    with qtbot.waitSignal(desk.page.hints_changed):
        desk.selection.choose_first_batch()
    assert ("↵", "accept image") in desk.page.hints()


def test_that_a_delivery_without_gold_can_be_reviewed_by_hand(sit_down, project, me, tmp_path):
    _, delivery = lay_out(tmp_path / "batch")
    bring_in(project, delivery, SetRole.DELIVERY, by=me, vendor="Labelworks")
    desk = sit_down()
    assert desk.page.findings.note.title() == "No gold yet"
    desk.press("1")
    assert [defect.code for defect in desk.defects()] == ["MIS-OBJ"]


def test_that_a_delivery_that_was_not_compared_says_how(sit_down, project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks")
    bring_in(project, delivery, SetRole.DELIVERY, by=me)
    assert "Ctrl+R" in sit_down().page.findings.note.sentence()


def test_that_space_held_shows_gold_only_as_long_as_it_is_held(desk, qtbot):
    gold = desk.actions["toggle_gold"]
    desk.press("w")
    qtbot.keyPress(desk.page.canvas, KEY.Key_Space)
    assert gold.isChecked()
    qtbot.wait(HELD + 20)  # what is tested is how long a key is held
    qtbot.keyRelease(desk.page.canvas, KEY.Key_Space)
    assert not gold.isChecked()


def test_that_space_pressed_shows_gold_until_it_is_pressed_again(desk):
    desk.press("w", KEY.Key_Space)
    assert desk.actions["toggle_gold"].isChecked()


def test_that_gold_is_hidden_at_first_where_the_vendor_is_judged_blind(desk, me):
    with desk.project.action("set_up", "Blind", by=me) as action:
        action.update("batch", desk.selection.batch.id, {"blind_first": 1})
    desk.selection.read_again()
    assert not desk.page.canvas.is_layer_visible(desk.selection.gold.title)
    desk.press(KEY.Key_Space)
    assert desk.page.canvas.is_layer_visible(desk.selection.gold.title)
    desk.press("n")
    assert not desk.page.canvas.is_layer_visible(desk.selection.gold.title)


def test_that_an_image_is_read_while_its_labels_are(desk, monkeypatch):
    asked = []
    monkeypatch.setattr(desk.page.canvas, "expect", lambda path: asked.append(path.name))
    monkeypatch.setattr(desk.page.image, "read", lambda: asked.append("labels"))
    desk.open_image("two.png")
    assert asked == ["two.png", "labels"]
