import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from assay.model.shapes import ShapeKind
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.scene import Mode, PointMark, Region
from assay.ui.canvas.view_transform import View
from assay.ui.theme.tokens import DARK
from tests.annotation_builder import box, mask, polygon
from tests.unit.ui.canvas.conftest import GOLD, SIZE, VENDOR, gold, vendor

GREY = (90, 90, 90)


def at(canvas: Canvas, x: float, y: float, pane: int = 0) -> QPoint:
    """Where an image point is on the canvas."""
    shown, view = canvas.panes()[pane], canvas.view()
    return QPoint(
        round(shown.left + shown.width / 2 + (x - view.centre_x) * view.scale),
        round(shown.top + shown.height / 2 + (y - view.centre_y) * view.scale),
    )


def pixel(canvas: Canvas, x: float, y: float, pane: int = 0) -> QColor:
    return canvas.grab().toImage().pixelColor(at(canvas, x, y, pane))


def along(image: QImage, start: QPoint, end: QPoint) -> list[QColor]:
    steps = max(abs(end.x() - start.x()), abs(end.y() - start.y()))
    return [
        image.pixelColor(start.x() + (end.x() - start.x()) * i // steps, start.y() + (end.y() - start.y()) * i // steps)
        for i in range(steps)
    ]


def is_vendor(colour: QColor) -> bool:
    return colour.blue() > 200 and colour.blue() - colour.red() > 80


def is_gold(colour: QColor) -> bool:
    return colour.red() > 200 and colour.red() - colour.blue() > 80


def turn_wheel(canvas: Canvas, position: QPoint, notches: float, pixels: QPoint | None = None) -> None:
    phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
    inverted = False
    event = QWheelEvent(
        QPointF(position), QPointF(canvas.mapToGlobal(position)), pixels or QPoint(), QPoint(0, round(notches * 120)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, phase, inverted,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def drag(qtbot, canvas, start: QPoint, end: QPoint, button=Qt.MouseButton.LeftButton) -> None:
    qtbot.mousePress(canvas, button, pos=start)
    qtbot.mouseMove(canvas, start + (end - start) / 2)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, button, pos=end)


def test_that_an_image_is_fitted(vendor_and_gold):
    assert vendor_and_gold.view() == View(4.0, 50.0, 50.0)
    assert pixel(vendor_and_gold, 10, 10).getRgb()[:3] == GREY
    assert pixel(vendor_and_gold, -4, 50).name().upper() == DARK.surround


def test_that_vendor_is_a_solid_blue_line(vendor_and_gold):
    canvas = vendor_and_gold
    line = along(canvas.grab().toImage(), at(canvas, 21, 20), at(canvas, 59, 20))
    assert all(is_vendor(colour) for colour in line)


def test_that_gold_is_a_dashed_amber_line(vendor_and_gold):
    canvas = vendor_and_gold
    line = along(canvas.grab().toImage(), at(canvas, 31, 80), at(canvas, 79, 80))
    assert 0.4 < sum(is_gold(colour) for colour in line) / len(line) < 0.75


def test_that_vendor_shows_between_golds_dashes_where_both_agree(show):
    canvas = show(vendor(box(20, 20, 80, 80)), gold(box(20, 20, 80, 80)))
    line = along(canvas.grab().toImage(), at(canvas, 21, 20), at(canvas, 79, 20))
    assert sum(map(is_gold, line)) > len(line) / 3
    assert sum(map(is_vendor, line)) > len(line) / 5


def test_that_a_layer_is_switched_by_its_row_in_the_legend(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    row = canvas.controls.legend.row(VENDOR)
    with qtbot.waitSignal(canvas.settled), qtbot.waitSignal(canvas.layer_toggled) as said:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert said.args == [VENDOR, False]
    assert pixel(canvas, 40, 20).getRgb()[:3] == GREY
    assert not canvas.is_layer_visible(VENDOR)


def test_that_a_layer_is_switched_by_its_name(vendor_and_gold, qtbot):
    with qtbot.waitSignal(vendor_and_gold.settled):
        vendor_and_gold.set_layer_visible(VENDOR, visible=False)
    assert pixel(vendor_and_gold, 40, 20).getRgb()[:3] == GREY
    assert not vendor_and_gold.controls.legend.row(VENDOR).isChecked()


def test_that_a_click_picks_the_smallest_annotation(show, qtbot):
    canvas = show(vendor(box(10, 10, 90, 90), box(40, 40, 60, 60)))
    with qtbot.waitSignal(canvas.annotation_clicked) as said:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 50, 50))
    assert said.args == [VENDOR, 2]


def test_that_a_second_click_picks_what_lies_beneath(vendor_and_gold, qtbot):
    said = []
    vendor_and_gold.annotation_clicked.connect(lambda name, number: said.append((name, number)))
    for _ in range(3):
        qtbot.mouseClick(vendor_and_gold, Qt.MouseButton.LeftButton, pos=at(vendor_and_gold, 45, 45))
    assert said == [(VENDOR, 1), (GOLD, 1), (VENDOR, 1)]


def test_that_a_click_beside_everything_is_told(vendor_and_gold, qtbot):
    with qtbot.waitSignal(vendor_and_gold.background_clicked):
        qtbot.mouseClick(vendor_and_gold, Qt.MouseButton.LeftButton, pos=at(vendor_and_gold, 5, 95))


def test_that_a_hidden_layer_is_not_picked(vendor_and_gold, qtbot):
    vendor_and_gold.set_layer_visible(VENDOR, visible=False)
    with qtbot.waitSignal(vendor_and_gold.annotation_clicked) as said:
        qtbot.mouseClick(vendor_and_gold, Qt.MouseButton.LeftButton, pos=at(vendor_and_gold, 45, 45))
    assert said.args == [GOLD, 1]


def test_that_hovering_tints_the_annotation(vendor_and_gold, qtbot):
    before = pixel(vendor_and_gold, 25, 25)
    qtbot.mouseMove(vendor_and_gold, at(vendor_and_gold, 25, 25))
    after = pixel(vendor_and_gold, 25, 40)
    assert after.blue() > before.blue() + 10
    assert vendor_and_gold.scene().hovered == (VENDOR, 1)


def test_that_a_selected_annotation_is_tinted_and_named(vendor_and_gold):
    vendor_and_gold.set_selection({VENDOR: [1]})
    assert pixel(vendor_and_gold, 25, 40).blue() > 110
    above_the_box = vendor_and_gold.grab().toImage().pixelColor(at(vendor_and_gold, 20, 20) + QPoint(3, -16))
    assert above_the_box.lightness() < 60


def test_that_dragging_pans_and_picks_nothing(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    with qtbot.assertNotEmitted(canvas.annotation_clicked), qtbot.waitSignal(canvas.view_changed):
        drag(qtbot, canvas, at(canvas, 50, 50), at(canvas, 50, 50) + QPoint(40, 20))
    assert (canvas.view().centre_x, canvas.view().centre_y) == (40.0, 45.0)


def test_that_the_middle_button_pans(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    drag(qtbot, canvas, at(canvas, 50, 50), at(canvas, 50, 50) + QPoint(0, 8), Qt.MouseButton.MiddleButton)
    assert canvas.view().centre_y == 48.0


def test_that_the_image_cannot_be_dragged_out_of_sight(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    for _ in range(5):
        drag(qtbot, canvas, QPoint(100, 200), QPoint(400, 200))
    assert canvas.view().centre_x == 0.0


def test_that_the_wheel_zooms_to_the_pointer(vendor_and_gold):
    canvas = vendor_and_gold
    place = at(canvas, 20, 80)
    turn_wheel(canvas, place, 2)
    assert canvas.view().scale == pytest.approx(4 * 1.25**2)
    assert at(canvas, 20, 80) == place


def test_that_two_fingers_on_a_trackpad_pan(vendor_and_gold):
    turn_wheel(vendor_and_gold, QPoint(200, 200), 0.3, QPoint(-12, 20))
    assert vendor_and_gold.view() == View(4.0, 53.0, 45.0)


def test_that_a_double_click_fits_the_image(vendor_and_gold, qtbot):
    vendor_and_gold.zoom_in()
    qtbot.mouseDClick(vendor_and_gold, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert vendor_and_gold.view() == View(4.0, 50.0, 50.0)


def test_that_a_fitted_image_stays_fitted_when_the_window_grows(vendor_and_gold):
    vendor_and_gold.resize(856, 856)
    assert vendor_and_gold.view() == View(8.0, 50.0, 50.0)


def test_that_a_zoomed_image_keeps_its_scale_when_the_window_grows(vendor_and_gold):
    vendor_and_gold.actual_size()
    vendor_and_gold.resize(856, 856)
    assert vendor_and_gold.view().scale == 1.0


def test_that_the_zoom_bar_shows_and_changes_the_scale(vendor_and_gold, qtbot):
    bar = vendor_and_gold.controls.zoom
    assert bar.percent_text() == "400 %"
    vendor_and_gold.actual_size()
    assert bar.percent_text() == "100 %"
    vendor_and_gold.set_view(View(77.75, 50.0, 50.0))
    assert bar.percent_text() == "7,775 %"


def test_that_framing_a_finding_brings_it_near(vendor_and_gold):
    vendor_and_gold.show_image(None, size=(1000, 1000), layers=vendor_and_gold.scene().layers)
    vendor_and_gold.frame((480, 480, 520, 520))
    assert vendor_and_gold.view() == View(456 / 120, 500.0, 500.0)


def test_that_linked_canvases_see_the_same(vendor_and_gold, images, qtbot):
    other = Canvas(images)
    qtbot.addWidget(other)
    vendor_and_gold.view_changed.connect(other.set_view)
    other.show_image(None, size=SIZE)
    vendor_and_gold.zoom_in()
    assert other.view() == vendor_and_gold.view()


def test_that_a_region_is_drawn_in_image_pixels(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.begin_region()
    with qtbot.waitSignal(canvas.region_drawn) as said:
        drag(qtbot, canvas, at(canvas, 70, 60), at(canvas, 40, 20))
    assert said.args == pytest.approx([40, 20, 70, 60], abs=0.3)
    assert canvas.view() == View(4.0, 50.0, 50.0)


def test_that_a_region_ends_at_the_image(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.begin_region()
    with qtbot.waitSignal(canvas.region_drawn) as said:
        drag(qtbot, canvas, at(canvas, 90, 90), at(canvas, 105, 104))
    assert said.args[2:] == [100.0, 100.0]


def test_that_esc_discards_the_region(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.begin_region()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 10, 10))
    qtbot.mouseMove(canvas, at(canvas, 40, 40))
    with qtbot.assertNotEmitted(canvas.region_drawn), qtbot.waitSignal(canvas.region_discarded):
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 40, 40))


def test_that_the_pointer_tells_its_place_and_colour(vendor_and_gold, qtbot):
    with qtbot.waitSignal(vendor_and_gold.pointer_moved) as said:
        qtbot.mouseMove(vendor_and_gold, at(vendor_and_gold, 10, 5))
    assert said.args[:2] == pytest.approx([10, 5], abs=0.2)
    assert said.args[2] == "R 90 G 90 B 90"


def test_that_there_is_no_colour_beside_the_image(vendor_and_gold, qtbot):
    with qtbot.waitSignal(vendor_and_gold.pointer_moved) as said:
        qtbot.mouseMove(vendor_and_gold, at(vendor_and_gold, -4, 50))
    assert said.args[2] == ""


def test_that_leaving_ends_hovering(vendor_and_gold, qtbot):
    qtbot.mouseMove(vendor_and_gold, at(vendor_and_gold, 25, 25))
    with qtbot.waitSignal(vendor_and_gold.pointer_left):
        QApplication.sendEvent(vendor_and_gold, QEvent(QEvent.Type.Leave))
    assert vendor_and_gold.scene().hovered is None


def test_that_side_by_side_has_vendor_left_and_gold_right(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.resize(913, 456)
    with qtbot.waitSignal(canvas.settled):
        qtbot.mouseClick(canvas.controls.modes.button("side_by_side"), Qt.MouseButton.LeftButton)
    assert canvas.scene().mode is Mode.SIDE_BY_SIDE
    assert is_vendor(pixel(canvas, 25, 20, pane=0))
    assert pixel(canvas, 25, 20, pane=1).getRgb()[:3] == GREY
    line = along(canvas.grab().toImage(), at(canvas, 31, 80, pane=1), at(canvas, 79, 80, pane=1))
    assert any(map(is_gold, line))


def test_that_the_right_pane_picks_gold_alone(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.resize(913, 456)
    canvas.set_mode(Mode.SIDE_BY_SIDE)
    with qtbot.waitSignal(canvas.annotation_clicked) as said:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 45, 45, pane=1))
    assert said.args == [GOLD, 1]


def test_that_blinking_shows_one_label_set_at_a_time(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    with qtbot.waitSignal(canvas.settled):
        canvas.set_mode(Mode.BLINK)
    image = canvas.grab().toImage()
    assert is_vendor(image.pixelColor(at(canvas, 40, 20)))
    assert not any(map(is_gold, along(image, at(canvas, 62, 80), at(canvas, 79, 80))))
    with qtbot.waitSignal(canvas.settled):
        canvas.set_blink_phase(on=True)
    image = canvas.grab().toImage()
    assert not is_vendor(image.pixelColor(at(canvas, 40, 20)))
    assert any(map(is_gold, along(image, at(canvas, 62, 80), at(canvas, 79, 80))))


def test_that_holding_the_blink_segment_shows_the_other_label_set(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    segment = canvas.controls.modes.button("blink")
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert not canvas.scene().blink
    qtbot.mousePress(segment, Qt.MouseButton.LeftButton)
    assert canvas.scene().blink
    qtbot.mouseRelease(segment, Qt.MouseButton.LeftButton)
    assert not canvas.scene().blink


def test_that_differences_leave_only_what_findings_are_about(show, qtbot):
    canvas = show(vendor(box(10, 30, 40, 60), box(60, 30, 90, 60)))
    canvas.set_emphasis({VENDOR: [2]})
    with qtbot.waitSignal(canvas.settled):
        canvas.set_mode(Mode.DIFFERENCES)
    assert not is_vendor(pixel(canvas, 20, 30))
    assert is_vendor(pixel(canvas, 70, 30))


def test_that_the_mode_is_told(vendor_and_gold, qtbot):
    with qtbot.waitSignal(vendor_and_gold.mode_changed) as said:
        qtbot.mouseClick(vendor_and_gold.controls.modes.button("differences"), Qt.MouseButton.LeftButton)
    assert said.args == ["differences"]


def test_that_the_findings_frame_stands_around_it_and_not_on_it(show):
    canvas = show(vendor(box(40, 40, 60, 60)))
    before = canvas.grab().toImage()
    canvas.set_regions([Region(key=7, box=(40, 40, 60, 60))])
    canvas.select_region(7)
    after = canvas.grab().toImage()
    corner = at(canvas, 40, 40) + QPoint(-9, -2)
    assert after.pixelColor(corner).lightness() > before.pixelColor(corner).lightness() + 60
    assert after.pixelColor(at(canvas, 50, 50)) == before.pixelColor(at(canvas, 50, 50))


def test_that_an_absent_image_says_so_and_shapes_are_drawn_all_the_same(canvas, qtbot, tmp_path):
    with qtbot.waitSignal(canvas.settled), qtbot.waitSignal(canvas.image_failed) as said:
        canvas.show_image(tmp_path / "gone.png", size=SIZE, layers=[vendor(box(20, 20, 60, 60))])
    assert said.args == ["Image not found: gone.png."]
    assert canvas.view() == View(4.0, 50.0, 50.0)
    assert is_vendor(pixel(canvas, 30, 20))


def test_that_shapes_alone_make_a_board_large_enough(canvas, qtbot):
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(None, layers=[vendor(box(20, 20, 200, 100))])
    assert canvas.image_size() == (200.0, 100.0)


def test_that_without_image_and_shapes_the_empty_state_stands(canvas):
    canvas.show_image(None)
    assert canvas.controls.empty.isVisible()
    assert not canvas.controls.zoom.isVisible()
    assert canvas.accessibleDescription() == "No image chosen"


def test_that_a_late_image_does_not_replace_the_one_wanted_now(canvas, qtbot, tmp_path, picture):
    from PIL import Image

    late = tmp_path / "late.png"
    Image.new("RGB", (3000, 3000), "red").save(late)
    canvas.show_image(late, size=(3000, 3000))
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(picture, size=SIZE)
    assert canvas.colour_at(50, 50) == GREY


def test_that_a_prefetched_image_is_there_at_once(canvas, qtbot, images, picture):
    canvas.prefetch([picture])
    qtbot.waitUntil(lambda: images.image(picture) is not None)
    canvas.show_image(picture)
    assert canvas.image_size() == (100.0, 100.0)


def test_that_neighbours_are_read_once_the_image_is_painted_and_never_before_it(
    canvas, qtbot, images, tmp_path, picture
):
    slow = tmp_path / "slow.png"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (1500, 1500, 3), np.uint8)).save(slow)
    arrived = []
    images.arrived.connect(arrived.append)
    canvas.show_image(slow)
    canvas.prefetch([picture])
    qtbot.waitUntil(lambda: len(arrived) == 2)
    assert arrived == [slow, picture]


def test_that_a_neighbour_being_read_is_not_given_up_when_the_next_image_is_asked_for(canvas, qtbot, images, picture):
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(None)
    canvas.prefetch([picture])
    canvas.show_image(picture.with_name("absent.png"))
    qtbot.waitUntil(lambda: images.image(picture) is not None)


@pytest.mark.parametrize("is_read_first", [False, True])
def test_that_the_likeliest_next_image_is_painted_from_a_copy_made_ahead(
    vendor_and_gold, qtbot, images, tmp_path, *, is_read_first
):
    canvas, path = vendor_and_gold, tmp_path / "wide.png"
    Image.new("RGB", (1000, 1000)).save(path)
    canvas.prefetch([path])
    if is_read_first:
        qtbot.waitUntil(lambda: images.image(path) is not None)
    canvas.prepare([vendor(box(5, 5, 9, 9))], size=(1000, 1000))
    reduced = canvas._image.reduced
    qtbot.waitUntil(lambda: reduced._foreseen is not None and reduced._foreseen[2].done())
    canvas.show_image(path, size=(1000, 1000))
    copy = reduced.at(canvas._image.adjusted, canvas.view().scale, canvas.view().angle)
    assert copy is not None
    assert copy.width() == round(1000 * canvas.view().scale)


def test_that_another_image_with_few_shapes_is_painted_in_one_go(vendor_and_gold, qtbot, picture):
    paints = Paints(vendor_and_gold)
    with qtbot.waitSignal(vendor_and_gold.settled):
        vendor_and_gold.show_image(picture, size=SIZE, layers=[vendor(box(5, 5, 9, 9))])
    assert paints.count == 1


@pytest.fixture
def large_photograph(tmp_path):
    """A JPEG of 1600 × 1200, of which a glimpse comes first."""
    path = tmp_path / "photograph.jpg"
    Image.new("RGB", (1600, 1200), (90, 90, 90)).save(path)
    return path


def test_that_the_whole_image_follows_its_glimpse(canvas, qtbot, images, large_photograph):
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(large_photograph, size=(1600, 1200))
    assert canvas.image_size() == (1600.0, 1200.0)
    qtbot.waitUntil(lambda: canvas.colour_at(1599, 1199) == GREY)
    assert images.image(large_photograph).levels[0].width() == 1600


def test_that_a_glimpse_is_not_taken_for_the_image_where_it_is_looked_at_more_closely(
    canvas, qtbot, images, large_photograph
):
    canvas.show_image(large_photograph, size=(1600, 1200))
    with qtbot.waitSignal(canvas.settled):
        canvas.actual_size()
    assert not images.image(large_photograph).passes


def test_that_no_glimpse_stays_when_another_image_is_wanted_meanwhile(canvas, qtbot, images, large_photograph, picture):
    arrived = []
    images.arrived.connect(arrived.append)
    canvas.show_image(large_photograph, size=(1600, 1200))
    qtbot.waitUntil(lambda: bool(arrived))
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(picture, size=SIZE)
    qtbot.waitUntil(lambda: images.image(large_photograph) is None or not images.image(large_photograph).passes)


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        del watched
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_that_other_layers_leave_the_view_alone(vendor_and_gold):
    vendor_and_gold.zoom_in()
    before = vendor_and_gold.view()
    vendor_and_gold.set_layers([vendor(box(0, 0, 9, 9))])
    assert vendor_and_gold.view() == before


def test_that_a_layer_switched_off_stays_off_with_new_labels(vendor_and_gold):
    vendor_and_gold.set_layer_visible(VENDOR, visible=False)
    vendor_and_gold.set_layers([vendor(box(0, 0, 9, 9)), gold(visible=False)])
    assert not vendor_and_gold.is_layer_visible(VENDOR)
    assert vendor_and_gold.is_layer_visible(GOLD)


def test_that_clicks_on_a_floating_panel_are_not_the_images(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    with qtbot.assertNotEmitted(canvas.background_clicked), qtbot.assertNotEmitted(canvas.annotation_clicked):
        qtbot.mouseClick(canvas.controls.zoom, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
        qtbot.mouseClick(canvas.controls.legend, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_that_pixels_get_a_grid_when_they_are_large(show):
    canvas = show(vendor())
    canvas.frame((48, 48, 52, 52))
    for _ in range(8):
        canvas.zoom_in()
    image = canvas.grab().toImage()
    row = {image.pixelColor(x, 300).getRgb()[:3] for x in range(100, 300)}
    assert GREY in row
    assert len(row) == 2


def test_that_a_screen_reader_hears_what_is_shown(vendor_and_gold):
    assert vendor_and_gold.accessibleName() == "Canvas"
    assert vendor_and_gold.accessibleDescription() == f"{VENDOR}: 1 annotations; {GOLD}: 1 annotations"


def test_that_the_pointers_place_is_marked_in_the_other_pane_alone(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.resize(913, 456)
    canvas.set_mode(Mode.SIDE_BY_SIDE)
    qtbot.mouseMove(canvas, at(canvas, 90, 50, pane=0))
    assert pixel(canvas, 90, 50, pane=1).lightness() > 150
    assert pixel(canvas, 90, 50, pane=0).getRgb()[:3] == GREY
    canvas.set_mode(Mode.OVERLAY)
    assert pixel(canvas, 90, 50).getRgb()[:3] == GREY


def test_that_drawing_a_region_hovers_nothing(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.begin_region()
    qtbot.mouseMove(canvas, at(canvas, 25, 25))
    assert canvas.scene().hovered is None


def test_that_masks_keypoints_and_specks_are_drawn(show):
    raster = np.zeros(SIZE, bool)
    raster[10:30, 10:30] = True
    eyes = polygon([(50, 50), (60, 50)], kind=ShapeKind.KEYPOINTS)
    canvas = show(vendor(mask(raster), eyes, box(80, 80, 80.2, 80.2)))
    for place in ((20, 10), (50, 50), (60, 50), (80.1, 80.1)):
        assert is_vendor(pixel(canvas, *place))


def test_that_the_legend_grows_and_shrinks_with_the_layers(vendor_and_gold):
    legend = vendor_and_gold.controls.legend
    both = legend.height()
    vendor_and_gold.set_layers([gold()])
    one = legend.height()
    vendor_and_gold.set_layers([vendor(), gold()])
    assert one < both == legend.height()
    assert legend.geometry().bottom() < vendor_and_gold.height()


def test_that_a_misplaced_keypoint_of_the_finding_at_hand_is_ringed_where_it_belongs(vendor_and_gold):
    canvas = vendor_and_gold
    mark = PointMark(name="nose", belongs=(50, 10), delivered=(20, 10))
    canvas.set_regions([Region(key=1, box=(15, 5, 55, 15), points=(mark,))])
    beside, on_the_way = (50 + 7 / canvas.view().scale, 10), (35, 10)
    assert not is_gold(pixel(canvas, *beside))
    canvas.select_region(1)
    assert is_gold(pixel(canvas, *beside))
    assert is_gold(pixel(canvas, *on_the_way))
    canvas.set_layer_visible(GOLD, visible=False)
    assert not is_gold(pixel(canvas, *beside))


def test_that_the_keypoints_of_a_box_show_while_it_is_selected(show):
    canvas = show(vendor(box(20, 20, 60, 60, extra={"keypoints": [[40, 40], [0, 0]], "visibility": [2, 0]})))
    assert not is_vendor(pixel(canvas, 40, 40))
    canvas.set_selection({VENDOR: {1}})
    assert is_vendor(pixel(canvas, 40, 40))
    assert not is_vendor(pixel(canvas, 1, 1))
