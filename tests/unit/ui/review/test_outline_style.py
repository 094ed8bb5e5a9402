import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from assay.model.defect_types import Severity
from assay.model.findings import Verdict
from assay.ui.canvas.overlay_style import ColourBy, OverlayStyle
from assay.ui.canvas.remembered_style import chosen
from assay.ui.window.preferences import Preferences


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Qt keeps to the preferences of the process's first test."""
    Preferences().outline_style = ""
    yield
    Preferences().outline_style = ""


def style(desk) -> OverlayStyle:
    return desk.page.canvas.scene().style


def test_that_l_names_every_shape_and_the_choice_is_remembered(desk):
    desk.press("l")
    assert style(desk).labels
    assert desk.actions["name_shapes"].isChecked()
    assert chosen(Preferences().outline_style)["labels"]
    desk.press("l")
    assert not style(desk).labels


def test_that_shift_o_goes_through_what_colours_can_tell(desk):
    told = []
    for _ in ColourBy:
        desk.press(Qt.Key.Key_O, modifier=Qt.KeyboardModifier.ShiftModifier)
        told.append(style(desk).colour_by)
    assert told == [*list(ColourBy)[1:], ColourBy.LABEL_SET]


def test_that_o_opens_the_panel_and_its_sliders_draw_at_once(desk, qtbot):
    desk.press("o")
    panel = desk.page.canvas.controls.style
    assert panel.isVisible()
    panel.slider("fill").setFocus()
    qtbot.keyClick(panel.slider("fill"), Qt.Key.Key_Right)
    assert style(desk).fill == 0.05
    panel.colour_by.setCurrentIndex(panel.colour_by.findData(ColourBy.CLASS))
    assert style(desk).colour_by is ColourBy.CLASS
    qtbot.mouseClick(panel.reset, Qt.MouseButton.LeftButton)
    assert (style(desk).fill, style(desk).colour_by) == (0.0, ColourBy.LABEL_SET)
    desk.page.canvas.setFocus()
    desk.press("o")
    assert not panel.isVisible()


def test_that_the_panel_lies_above_the_zoom(desk):
    desk.press("o")
    controls = desk.page.canvas.controls
    assert controls.style.geometry().bottom() < controls.zoom.geometry().top()
    assert desk.page.canvas.rect().contains(controls.style.geometry())


def test_that_the_list_of_colours_begins_and_ends_where_the_sliders_do(desk):
    desk.press("o")
    panel = desk.page.canvas.controls.style
    said = next(label for label in panel.findChildren(QLabel) if label.text() == "100 %")
    left, right = panel.slider("fill").mapTo(panel, QPoint()).x(), said.mapTo(panel, said.rect().topRight()).x()
    listed = panel.colour_by
    assert listed.mapTo(panel, QPoint()).x() == left
    assert listed.mapTo(panel, listed.rect().topRight()).x() == right


def test_that_annotations_carry_the_worst_that_was_found_about_them(desk):
    desk.open_image("one.png")
    finding = desk.finding("CLS-SWAP")
    marks = style(desk).marks
    assert marks["Vendor, round 0"][finding.vendor_number].code == "CLS-SWAP"
    assert marks["Gold, revision 1"][finding.gold_number].severity is Severity.MAJOR


def test_that_a_verdict_keeps_the_overlay(desk):
    before = desk.page.canvas.scene().style.as_drawn()
    desk.press("x")
    assert desk.finding("CLS-SWAP").verdict is Verdict.DISMISSED
    desk.open_image("one.png")
    after = desk.page.canvas.scene().style.as_drawn()
    assert after == before


def test_that_i_shows_one_shape_alone_and_esc_all_again(desk, qtbot):
    desk.open_image("one.png")
    canvas = desk.page.canvas
    desk.press("i")
    layer, number = canvas.scene().isolated
    assert number in canvas.scene().selected[layer]
    assert canvas.scene().only() == frozenset([(layer, number)])
    desk.press(Qt.Key.Key_Escape)
    assert canvas.scene().isolated is None
    assert desk.page.image.finding is not None


def test_that_what_was_remembered_in_another_way_is_the_usual_style():
    for kept in ("", "no json", "[]", '{"opacity": "much"}', '{"colour_by": "smell"}'):
        assert chosen(kept)["colour_by"] is ColourBy.LABEL_SET
    assert chosen('{"fill": 0.1}')["fill"] == 0.1
