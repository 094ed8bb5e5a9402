import numpy as np
import pytest

from assay.ui.canvas.areas import areas, shaded
from assay.ui.canvas.batches import batches
from assay.ui.canvas.coats import Placing
from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.scene import Mode
from assay.ui.theme.tokens import DARK
from tests.annotation_builder import box, polygon
from tests.unit.ui.canvas.conftest import gold, vendor

SQUARE = [(10, 10), (50, 10), (50, 50), (10, 50)]
HOLE = [(20, 20), (40, 20), (40, 40), (20, 40)]


def shading(*layers):
    caches = {layer: OutlineCache(layer.annotations) for layer in layers}
    drawn = batches(layers, caches.__getitem__, visible=(0, 0, 100, 100), scale=1.0, emphasis=None)
    return shaded(areas(drawn, Placing(1.0, (0.0, 0.0), 1.0), DARK), width=100, height=100)


def hue(pixel) -> str:
    """Which of the three tints it is."""
    blue, green, red, opacity = (int(channel) for channel in pixel)
    if not opacity:
        return "nothing"
    return max((("vendor", blue), ("gold", red), ("both", green)), key=lambda one: one[1] + (one[0] == "gold"))[0]


def test_that_the_vendor_alone_gold_alone_and_both_are_told_apart():
    picture = shading(vendor(box(10, 10, 50, 50)), gold(box(30, 10, 80, 50)))
    assert [hue(picture[30, x]) for x in (5, 20, 40, 70, 90)] == ["nothing", "vendor", "both", "gold", "nothing"]


def test_that_what_is_shown_besides_is_no_part_of_the_areas():
    picture = shading(vendor(box(10, 10, 50, 50), is_besides=True), gold(box(30, 10, 80, 50)))
    assert [hue(picture[30, x]) for x in (20, 40)] == ["nothing", "gold"]


def test_that_a_hole_is_covered_by_nobody():
    picture = shading(vendor(polygon(SQUARE, HOLE, holes=[1])))
    assert hue(picture[15, 15]) == "vendor"
    assert hue(picture[30, 30]) == "nothing"


def test_that_shapes_that_overlap_do_not_cut_holes_into_each_other():
    picture = shading(vendor(box(10, 10, 60, 60), box(30, 30, 80, 80)))
    assert hue(picture[45, 45]) == "vendor"


def test_that_the_tinted_areas_are_as_large_as_the_shapes():
    picture = shading(vendor(box(10, 10, 50, 50)), gold(box(30, 10, 80, 50)))
    opaque = (picture[..., 3] > 0).sum()
    assert opaque == pytest.approx(70 * 40, rel=0.06)  # a border pixel more, as OpenCV fills it


def test_that_the_canvas_shows_them_in_its_own_mode(vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    with qtbot.waitSignal(canvas.settled):
        canvas.set_mode(Mode.AREAS)
    image = canvas.grab().toImage()
    scale, left = canvas.view().scale, canvas.width() / 2 - 50 * canvas.view().scale
    colours = [
        image.pixelColor(round(left + x * scale), round(canvas.height() / 2 + (y - 50) * scale))
        for x, y in ((25, 25), (45, 45), (70, 70))
    ]
    assert colours[0].blue() > colours[0].red() + 30
    assert colours[2].red() > colours[2].blue() + 30
    assert np.ptp([*colours[1].getRgb()[:3]]) < 60
