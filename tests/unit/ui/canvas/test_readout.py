"""What the canvas says of the pixel under the pointer."""

import numpy as np
import pytest
from PIL import Image

from tests.unit.ui.canvas.test_turning import at


def said_at(canvas, qtbot, x, y):
    """The words for an image point, once they are there."""
    qtbot.mouseMove(canvas, at(canvas, 1, 1))  # Qt does not tell of a move to where the pointer is
    heard = []
    canvas.pointer_moved.connect(lambda x, y, words: heard.append((x, y, words)))
    qtbot.mouseMove(canvas, at(canvas, x, y))
    qtbot.waitUntil(lambda: bool(heard) and bool(heard[-1][2]), timeout=20_000)
    return heard[-1]


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (Image.fromarray(np.full((100, 100), 40_231, np.uint16)), "grey 40231"),
        (Image.new("RGBA", (100, 100), (200, 20, 2, 7)), "R 200 G 20 B 2 A 7"),
        (Image.new("P", (100, 100), 5), "index 5 · R 0 G 0 B 0"),
    ],
    ids=["16 bits", "alpha", "palette"],
)
def test_that_stored_values_are_told_of_any_kind_of_image(canvas, qtbot, tmp_path, image, words):
    if image.mode == "P":
        image.putpalette([0] * 768)
    image.save(tmp_path / "a.png")
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(tmp_path / "a.png", size=(100, 100))
    x, y, said = said_at(canvas, qtbot, 30, 60)
    assert (x, y) == pytest.approx((30, 60), abs=0.2)
    assert said == words


def test_that_the_pixel_of_a_turned_image_is_the_one_that_is_seen(canvas, qtbot, tmp_path):
    stored = np.zeros((40, 100), np.uint8)
    stored[5:15, 70:80] = 130  # turned by a quarter: at 25 to 35 from the left, 70 to 80 from the top
    image, exif = Image.fromarray(stored).convert("P"), Image.Exif()
    exif[0x0112] = 6
    image.save(tmp_path / "a.png", exif=exif)
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(tmp_path / "a.png", size=(40, 100))
    assert said_at(canvas, qtbot, 30, 75)[2] == "index 130 · R 130 G 130 B 130"
    assert said_at(canvas, qtbot, 10, 75)[2] == "index 0 · R 0 G 0 B 0"


def test_that_a_large_image_is_read_out_while_it_is_shown_coarse(canvas, qtbot, tmp_path):
    stored = np.zeros((6_400, 6_500), np.uint8)
    stored[3_000:4_000, 1_000:2_000] = 201
    Image.fromarray(stored).save(tmp_path / "a.png", compress_level=1)
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(tmp_path / "a.png")
    qtbot.waitUntil(lambda: canvas.image_size() == (6_500, 6_400), timeout=20_000)
    assert said_at(canvas, qtbot, 1_500, 3_500)[2] == "grey 201"
