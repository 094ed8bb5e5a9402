"""What the canvas says of a picture that is not what it seems."""

import numpy as np
import pytest
from PIL import Image

from assay.ui.canvas.adjustment import Adjustment
from tests.shared_folder import data


def notice(canvas, qtbot, path, size=None):
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(path, size=size)
    qtbot.waitUntil(canvas.has_picture)
    return canvas.controls.notice.words()


def test_that_an_ordinary_picture_needs_no_words(canvas, qtbot, picture):
    assert notice(canvas, qtbot, picture) == ""
    assert not canvas.controls.notice.isVisible()


def test_that_a_deep_picture_says_its_window_and_follows_it(canvas, qtbot, tmp_path):
    Image.fromarray(np.linspace(0, 4000, 100).astype(np.uint16).reshape(10, 10)).save(tmp_path / "a.png")
    assert notice(canvas, qtbot, tmp_path / "a.png") == "16 bit, black at 0, white at 4000"
    canvas.adjust(Adjustment(low=0.25, high=0.5))
    assert canvas.controls.notice.words() == "16 bit, black at 1000, white at 2000 · adjusted"


@pytest.mark.parametrize(
    ("size", "words"), [((10, 20), "turned as EXIF says"), ((20, 10), "as stored, not turned as EXIF says")]
)
def test_that_a_turn_is_told_either_way(canvas, qtbot, tmp_path, size, words):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (20, 10)).save(tmp_path / "a.jpg", exif=exif)
    assert notice(canvas, qtbot, tmp_path / "a.jpg", size) == words


def test_that_a_large_picture_says_that_it_is_reduced(canvas, qtbot, tmp_path):
    Image.new("1", (7000, 6000)).save(tmp_path / "a.png")
    assert "7,000 × 6,000, reduced" in notice(canvas, qtbot, tmp_path / "a.png")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cmyk/pil_sample_cmyk.jpg", "CMYK converted"),
        ("animated/iss634.gif", "frame 1 of 42"),
        ("animated/multipage.tiff", "frame 1 of 3"),
        ("bitdepth/12in16bit.tif", "16 bit, black at"),
        ("bitdepth/10ct_32bit_128.tiff", "32 bit, black at"),
        ("exif/hopper_orientation_6.jpg", "as stored, not turned as EXIF says"),
        ("bitdepth/mode_16bit.png", "frame 1 of 3"),
    ],
)
def test_that_each_awkward_picture_says_what_it_is(canvas, qtbot, name, words):
    assert words in notice(canvas, qtbot, data("11-awkward-images", *name.split("/")))
    assert canvas.controls.notice.isVisible()
    assert not canvas.controls.notice.geometry().intersects(canvas.controls.modes.geometry())
