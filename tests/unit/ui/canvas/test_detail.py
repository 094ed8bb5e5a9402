import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor

from assay.ui.canvas.view_transform import View

SIDE = 6500


@pytest.fixture(scope="module", params=["a.png", "a.tif", "a.jpg"])
def large(tmp_path_factory, request):
    """An image of 42 million pixels: columns of black and white, which any reduced picture shows grey."""
    stripes = np.zeros((SIDE, SIDE), np.uint8)
    stripes[:, ::2] = 255
    path = tmp_path_factory.mktemp("large") / request.param
    Image.fromarray(stripes).save(path, **({"compress_level": 1} if path.suffix == ".png" else {"quality": 95}))
    return path


def column_colours(canvas, columns) -> list[int]:
    """How bright the canvas shows image columns around its middle."""
    shown = canvas.grab().toImage()
    middle = canvas.height() // 2 + 5  # within a pixel, off the grid
    return [QColor(shown.pixel(canvas.width() // 2 + column * 10 + 5, middle)).lightness() for column in columns]


def test_that_a_large_image_is_shown_coarse_and_sharp_where_it_is_looked_at(canvas, qtbot, large):
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(large)
    qtbot.waitUntil(lambda: canvas.image_size() == (SIDE, SIDE), timeout=20_000)
    canvas.set_view(View(10.0, SIDE / 2, SIDE / 2))

    def is_sharp() -> bool:
        even, odd = column_colours(canvas, (0, 1))
        return even > 240 and odd < 15

    qtbot.waitUntil(is_sharp, timeout=20_000)
    assert column_colours(canvas, (2, 3, 4, 5)) == pytest.approx([255, 0, 255, 0], abs=15)
