import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.overlay import MARGIN, OverlayContent, OverlayRender
from assay.ui.canvas.view_transform import View
from assay.ui.theme.tokens import DARK
from tests.annotation_builder import box
from tests.unit.ui.canvas.conftest import gold, vendor

VIEW = View(2.0, 50.0, 50.0)


def content(*layers, ratio=1.0, emphasis=None):
    return OverlayContent(layers=layers, emphasis=emphasis, tokens=DARK, size=(200.0, 200.0), ratio=ratio)


def rendered(shown, view=VIEW):
    overlay = OverlayRender(shown, view, lambda layer: OutlineCache(layer.annotations)).advance(60)
    assert overlay is not None
    return overlay


def painted(overlay, view):
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    overlay.paint(painter, view, viewport=(200.0, 200.0))
    painter.end()
    return image


def is_blue(colour):
    return colour.blue() > 200 and colour.blue() > colour.red() + 80


def test_that_an_outline_lies_where_the_view_says(qapp):
    image = painted(rendered(content(vendor(box(25, 25, 75, 75)))), VIEW)
    assert is_blue(image.pixelColor(100, 50))
    assert image.pixelColor(100, 60).lightness() == 0


def test_that_a_moved_overlay_lies_where_the_moved_view_says(qapp):
    overlay = rendered(content(vendor(box(25, 25, 75, 75))))
    moved = View(2.0, 45.0, 50.0)
    assert overlay.covers(moved)
    assert is_blue(painted(overlay, moved).pixelColor(60, 100))


def test_that_a_scaled_overlay_lies_where_the_nearer_view_says(qapp):
    overlay = rendered(content(vendor(box(25, 25, 75, 75))))
    nearer = View(3.0, 50.0, 50.0)
    assert not overlay.covers(nearer)
    assert is_blue(painted(overlay, nearer).pixelColor(100, 25))


def test_that_an_overlay_reaches_as_far_as_its_margin(qapp):
    overlay = rendered(content(vendor(box(25, 25, 75, 75))))
    assert overlay.covers(View(2.0, 50.0 + MARGIN / 2, 50.0))
    assert not overlay.covers(View(2.0, 51.0 + MARGIN / 2, 50.0))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_that_an_overlay_has_every_device_pixel(qapp, ratio):
    image = rendered(content(vendor(box(25, 25, 75, 75)), ratio=ratio)).image
    assert image.width() == (200 + 2 * MARGIN) * ratio
    assert image.devicePixelRatio() == ratio


def test_that_painting_in_slices_ends_in_the_same_overlay(qapp):
    shown = content(vendor(*(box(x, x, x + 20, x + 20) for x in range(60))), gold(box(3, 3, 40, 40)))
    render = OverlayRender(shown, VIEW, lambda layer: OutlineCache(layer.annotations))
    slices = 0
    while (overlay := render.advance(0.0)) is None:
        slices += 1
    assert slices > 60
    assert overlay.image == rendered(shown).image


def test_that_what_no_finding_is_about_is_faint(qapp):
    shown = content(vendor(box(5, 5, 45, 45), box(55, 55, 95, 95)), emphasis=frozenset({("Vendor, round 1", 2)}))
    image = painted(rendered(shown), VIEW)
    assert is_blue(image.pixelColor(150, 110))
    assert 0 < image.pixelColor(50, 10).blue() < 120
