from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from assay.model.defect_types import Severity
from assay.model.shapes import ShapeKind
from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.overlay import MARGIN, OverlayContent, batches_of, painted_overlay, raster_overlay
from assay.ui.canvas.overlay_style import ColourBy, Mark, OverlayStyle
from assay.ui.canvas.spare_pictures import SparePictures
from assay.ui.canvas.view_transform import View
from assay.ui.theme.colours import LayerRole
from assay.ui.theme.tokens import DARK
from tests.annotation_builder import box, polygon
from tests.unit.ui.canvas.conftest import gold, vendor

VIEW = View(2.0, 50.0, 50.0)


def content(*layers, ratio=1.0, emphasis=None, **style):
    return OverlayContent(
        layers=layers, emphasis=emphasis, style=OverlayStyle(**style), tokens=DARK, size=(200.0, 200.0), ratio=ratio
    )


def by_qt(shown, view=VIEW):
    return painted_overlay(shown, view, batches_of(shown, view, outlines()), SparePictures())


def by_raster(shown, view=VIEW):
    return raster_overlay(shown, view, batches_of(shown, view, outlines()))


def outlines():
    return lambda layer: OutlineCache(layer.annotations)


@pytest.fixture(params=[by_qt, by_raster], ids=["Qt", "raster"])
def rendered(request, qapp):
    """Both ways of making an overlay, which have to show the same."""
    return request.param


def painted(overlay, view):
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    overlay.paint(painter, view, viewport=(200.0, 200.0))
    painter.end()
    return image


def is_blue(colour):
    return colour.blue() > 200 and colour.blue() > colour.red() + 80


def test_that_an_outline_lies_where_the_view_says(rendered):
    image = painted(rendered(content(vendor(box(25, 25, 75, 75)))), VIEW)
    assert is_blue(image.pixelColor(100, 50))
    assert image.pixelColor(100, 60).lightness() == 0


def test_that_a_moved_overlay_lies_where_the_moved_view_says(rendered):
    overlay = rendered(content(vendor(box(25, 25, 75, 75))))
    moved = View(2.0, 45.0, 50.0)
    assert overlay.covers(moved)
    assert is_blue(painted(overlay, moved).pixelColor(60, 100))


def test_that_a_scaled_overlay_lies_where_the_nearer_view_says(rendered):
    overlay = rendered(content(vendor(box(25, 25, 75, 75))))
    nearer = View(3.0, 50.0, 50.0)
    assert not overlay.covers(nearer)
    assert is_blue(painted(overlay, nearer).pixelColor(100, 25))


def test_that_an_overlay_reaches_as_far_as_its_margin(rendered):
    overlay = rendered(content(vendor(box(25, 25, 75, 75))))
    assert overlay.covers(View(2.0, 50.0 + MARGIN / 2, 50.0))
    assert not overlay.covers(View(2.0, 51.0 + MARGIN / 2, 50.0))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_that_an_overlay_has_every_device_pixel(rendered, ratio):
    image = rendered(content(vendor(box(25, 25, 75, 75)), ratio=ratio)).image
    assert image.width() == (200 + 2 * MARGIN) * ratio
    assert image.devicePixelRatio() == ratio


def test_that_what_no_finding_is_about_is_faint(rendered):
    shown = content(vendor(box(5, 5, 45, 45), box(55, 55, 95, 95)), emphasis=frozenset({("Vendor, round 1", 2)}))
    image = painted(rendered(shown), VIEW)
    assert is_blue(image.pixelColor(150, 110))
    assert 0 < image.pixelColor(50, 10).blue() < 120


def difference(one, other):
    """Per channel, on a scale of 0 to 255."""
    pixels = [np.array(image.constBits(), np.uint8).astype(int) for image in (one, other)]
    return np.abs(pixels[0] - pixels[1])


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_that_the_raster_looks_as_what_qt_paints(qapp, ratio):
    shapes = vendor(
        box(25.3, 25.2, 75.7, 75.1),
        polygon([(40, 5), (90, 20), (60, 60)]),
        polygon([(30, 40), (60, 55), (50, 75), (20, 60)], kind=ShapeKind.ROTATED_BOX),
        polygon([(2, 2), (30, 95)], kind=ShapeKind.POLYLINE),
        polygon([(80, 80), (90, 90)], kind=ShapeKind.KEYPOINTS),
    )
    shown = content(shapes, ratio=ratio)
    backgrounds = []
    for overlay in (by_qt(shown), by_raster(shown)):
        image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("#808080"))
        painter = QPainter(image)
        overlay.paint(painter, VIEW, viewport=(200.0, 200.0))
        painter.end()
        backgrounds.append(image)
    apart = difference(*backgrounds)
    assert apart.mean() < 3.0
    assert np.percentile(apart, 99) < 90  # smooth edges are shaded a little otherwise, and no line is missing


def test_that_gold_is_dashed(rendered):
    image = painted(rendered(content(gold(box(5, 25, 95, 75)))), VIEW)
    row = [image.pixelColor(x, 50).lightness() > 60 for x in range(20, 180)]
    assert 0.4 < sum(row) / len(row) < 0.8
    changes = sum(one != next_one for one, next_one in pairwise(row))
    assert 26 <= changes <= 34  # a dash of 6 and a gap of 4 pixels, 16 times


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("width", [2.0, 3.0])
def test_that_golds_dashes_are_as_long_either_way_at_every_scaling(rendered, ratio, width):
    image = rendered(content(gold(box(5, 25, 95, 75)), ratio=ratio, width=width)).image
    row, left, right = (round((MARGIN + place) * ratio) for place in (50, 20, 180))
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    red = pixels[row, left:right, 2].astype(int)
    is_on = red > (red.min() + red.max()) / 2
    turns = np.flatnonzero(np.diff(is_on.astype(int)))
    lengths = {(bool(is_on[start + 1]), int(end - start)) for start, end in pairwise(turns.tolist())}
    assert lengths == {(True, round(6 * ratio)), (False, round(4 * ratio))}


def test_that_a_models_line_has_long_and_short_dashes_either_way(rendered):
    layer = replace(vendor(box(5, 25, 95, 75)), role=LayerRole.MODEL)
    image = painted(rendered(content(layer)), VIEW)
    is_on = np.array([image.pixelColor(x, 50).lightness() > 70 for x in range(20, 180)])
    turns = np.flatnonzero(np.diff(is_on.astype(int)))
    lengths = [int(end - start) for start, end in pairwise(turns.tolist()) if is_on[start + 1]]
    assert {round(length) for length in lengths} <= {2, 3, 6, 7, 8}
    assert min(lengths) <= 3 < 6 <= max(lengths)


def test_that_specks_are_dots(rendered):
    image = painted(rendered(content(vendor(box(50, 50, 50.5, 50.5)))), VIEW)
    inked = [(x, y) for x in range(95, 108) for y in range(95, 108) if is_blue(image.pixelColor(x, y))]
    assert 4 <= len(inked) <= 16


def test_that_a_fill_tints_the_inside(rendered):
    image = painted(rendered(content(vendor(box(25, 25, 75, 75)), fill=0.25)), VIEW)
    assert 20 < image.pixelColor(100, 100).blue() < 100
    assert image.pixelColor(20, 20).lightness() == 0


def test_that_casings_that_cross_do_not_darken_one_another(rendered):
    crossing = rendered(content(vendor(box(20, 20, 80, 80), box(20, 50, 80, 95))))
    rims = [crossing.image.pixelColor(MARGIN + x, MARGIN + y) for x, y in ((38, 60), (38, 97))]
    assert rims[0].alpha() == pytest.approx(rims[1].alpha(), abs=3)


def test_that_opacity_dims_the_lines(rendered):
    full, half = (
        painted(rendered(content(vendor(box(25, 25, 75, 75)), opacity=opacity)), VIEW).pixelColor(100, 50).blue()
        for opacity in (1.0, 0.5)
    )
    assert half == pytest.approx(full / 2, abs=8)


def test_that_colours_may_tell_the_class(rendered):
    layer = replace(vendor(box(5, 25, 45, 75), box(55, 25, 95, 75)), class_colours={1: "#FF0000"})
    image = painted(rendered(content(layer, colour_by=ColourBy.CLASS)), VIEW)
    assert image.pixelColor(10, 100).red() > 220
    assert image.pixelColor(10, 100).blue() == 0


def test_that_colours_may_tell_the_severity(rendered):
    layer = vendor(box(5, 25, 45, 75), box(55, 25, 95, 75))
    marks = {layer.name: {1: Mark("MIS-IMG", Severity.CRITICAL)}}
    image = painted(rendered(content(layer, colour_by=ColourBy.SEVERITY, marks=marks)), VIEW)
    assert is_like(image.pixelColor(10, 100), DARK.critical)
    assert is_like(image.pixelColor(110, 100), DARK.faint)


def is_like(colour, wanted):
    """The same hue; a smooth line may be a tenth darker."""
    channels = zip(colour.getRgb()[:3], QColor(wanted).getRgb()[:3], strict=True)
    return all(abs(one - other) <= 0.12 * other + 2 for one, other in channels)


spots = st.tuples(st.floats(0, 80), st.floats(0, 80), st.floats(5, 40), st.floats(5, 40), st.integers(0, 2))


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(spots, min_size=1, max_size=8), st.sampled_from([(vendor, 1.0), (vendor, 2.0), (gold, 1.0)]))
def test_that_both_ways_ink_the_same_places(qapp, found, said):
    del qapp
    of_role, ratio = said
    shown = content(of_role(*map(a_shape, found)), ratio=ratio)
    one, other = (ink(way(shown)) for way in (by_qt, by_raster))
    assert uncovered(one, other, within=round(2 * ratio)) < 0.05
    assert uncovered(other, one, within=round(2 * ratio)) < 0.05


def a_shape(spot):
    x, y, width, height, kind = spot
    if kind == 0:
        return box(x, y, x + width, y + height)
    middle = [(x + width, y + height / 3), (x + width / 2, y + height)]
    return polygon([(x, y), *middle] if kind == 1 else [(x, y), (x + width / 2, y + height / 4), *middle])


def ink(overlay):
    """Where an overlay is clearly painted."""
    image = overlay.image
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return pixels[:, : image.width(), 3] > 128


def uncovered(one, other, *, within):
    """The share of what one way paints that the other paints nowhere within so many pixels."""
    near = cv2.dilate(other.astype(np.uint8), np.ones((2 * within + 1,) * 2, np.uint8)) > 0
    return (one & ~near).sum() / max(one.sum(), 1)
