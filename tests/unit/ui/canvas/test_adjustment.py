import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from assay.ui.canvas.adjustment import AS_IT_IS, Adjustment, Channel, adjusted_pixels, curve
from assay.ui.canvas.view_transform import View

shares = st.floats(-1, 1)


def test_that_nothing_changes_as_it_is():
    assert curve(AS_IT_IS).tolist() == list(range(256))


@given(brightness=shares, contrast=shares, gamma=st.floats(0.2, 4))
def test_that_a_brighter_pixel_is_never_shown_darker_unless_inverted(brightness, contrast, gamma):
    upright = curve(Adjustment(brightness=brightness, contrast=contrast, gamma=gamma)).astype(int)
    inverted = curve(Adjustment(brightness=brightness, contrast=contrast, gamma=gamma, inverted=True)).astype(int)
    assert (np.diff(upright) >= 0).all()
    assert (np.diff(inverted) <= 0).all()
    assert (np.abs(upright + inverted - 255) <= 1).all()


def pixel(red, green, blue, alpha=255) -> QImage:
    made = QImage(3, 2, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(QColor(red, green, blue, alpha))
    return made


@pytest.mark.parametrize(("channel", "grey"), [(Channel.RED, 200), (Channel.GREEN, 100), (Channel.BLUE, 50)])
def test_that_one_channel_alone_is_grey(channel, grey):
    shown = adjusted_pixels(pixel(200, 100, 50), Adjustment(channel=channel)).pixelColor(1, 1)
    assert shown.getRgb() == (grey, grey, grey, 255)


def test_that_inverting_keeps_what_is_seen_through():
    shown = adjusted_pixels(pixel(0, 0, 0, 0), Adjustment(brightness=0.2))
    assert shown.pixelColor(0, 0).alpha() == 0


def test_that_the_image_is_shown_adjusted_and_read_out_as_it_is(show, vendor_and_gold):
    canvas = vendor_and_gold
    canvas.adjust(Adjustment(inverted=True))
    shown = canvas.grab().toImage().pixelColor(canvas.width() // 2 + 150, canvas.height() // 2 + 150)
    assert shown.red() == pytest.approx(255 - 90, abs=2)
    assert canvas.colour_at(90, 90) == (90, 90, 90)


def test_that_a_deep_image_has_a_window(canvas, qtbot, tmp_path):
    values = np.tile(np.linspace(0, 4000, 100).astype(np.uint16), (100, 1))
    Image.fromarray(values).save(tmp_path / "deep.png")
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(tmp_path / "deep.png", size=(100, 100))
    assert canvas.has_deep_image()
    with qtbot.waitSignal(canvas.settled):
        canvas.adjust(Adjustment(low=0.25, high=0.5))
    image = canvas.grab().toImage()
    greys = [
        image.pixelColor(round(canvas.width() / 2 + (x - 50) * canvas.view().scale), canvas.height() // 2).red()
        for x in (10, 37, 80)
    ]
    assert greys[0] == 0
    assert 90 < greys[1] < 165
    assert greys[2] == 255


def test_that_the_view_stays_from_image_to_image_when_asked_for(vendor_and_gold, picture, qtbot):
    canvas = vendor_and_gold
    near = View(9.0, 40.0, 60.0)
    for keeps in (True, False):
        canvas.keep_view(keeps)
        canvas.set_view(near)
        canvas.adjust(Adjustment(gamma=2.0))
        with qtbot.waitSignal(canvas.settled):
            canvas.show_image(picture, size=(100, 100))
        assert (canvas.view() == near) is keeps
        assert (canvas.adjustment == Adjustment(gamma=2.0)) is keeps


def test_that_the_panel_adjusts_by_mouse_and_keys(vendor_and_gold, qtbot):
    canvas, panel = vendor_and_gold, vendor_and_gold.controls.adjust
    canvas.toggle_adjusting()
    assert panel.isVisible()
    panel.slider("brightness").setFocus()
    qtbot.keyClick(panel.slider("brightness"), Qt.Key.Key_Right)
    assert canvas.adjustment.brightness == 0.05
    qtbot.mouseDClick(panel.slider("brightness"), Qt.MouseButton.LeftButton)
    assert canvas.adjustment.brightness == 0
    panel.inverted.click()
    assert canvas.adjustment.inverted
    qtbot.mouseClick(panel.reset, Qt.MouseButton.LeftButton)
    assert canvas.adjustment == AS_IT_IS
    assert not panel.inverted.isChecked()
