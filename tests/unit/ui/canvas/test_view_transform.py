import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.ui.canvas.view_transform import (
    CONTEXT_PIXELS,
    FIT_MARGIN,
    MAX_SCALE,
    MIN_SCALE,
    View,
    along_image,
    clamped,
    fitted,
    framed,
    panned,
    scaled,
    screen_box,
    to_image,
    to_screen,
    turned,
    visible_box,
)

numbers = st.floats(-20_000, 20_000)
angles = st.one_of(st.sampled_from([0.0, 90.0, 180.0, -90.0]), st.floats(-180, 180, exclude_min=True))
views = st.builds(View, st.floats(MIN_SCALE, MAX_SCALE), numbers, numbers, angles)
sides = st.floats(64, 4000)
viewports = st.tuples(sides, sides)
positions = st.tuples(st.floats(-4000, 8000), st.floats(-4000, 8000))


@given(views, viewports, positions)
def test_that_screen_to_image_and_back_is_where_it_began(view, viewport, position):
    there = to_image(view, [position], viewport=viewport)
    np.testing.assert_allclose(to_screen(view, there, viewport=viewport)[0], position, rtol=0, atol=1e-6)


@given(views, viewports, st.tuples(st.floats(0, 30_000), st.floats(0, 30_000)))
def test_that_image_to_screen_and_back_is_where_it_began(view, viewport, point):
    there = to_screen(view, [point], viewport=viewport)
    np.testing.assert_allclose(to_image(view, there, viewport=viewport)[0], point, rtol=0, atol=1e-6)


@given(views, viewports, positions, st.floats(-720, 720))
def test_that_turning_keeps_the_point_under_the_pointer(view, viewport, about, angle):
    beside = turned(view, angle=angle, about=about, viewport=viewport)
    (before,) = to_image(view, [about], viewport=viewport)
    np.testing.assert_allclose(to_screen(beside, [before], viewport=viewport)[0], about, atol=1e-4)
    assert -180 < beside.angle <= 180


@given(views, viewports, positions)
def test_that_what_is_on_the_screen_is_in_the_visible_box(view, viewport, position):
    x_min, y_min, x_max, y_max = visible_box(view, viewport=viewport)
    share = np.clip(np.array(position) / viewport, 0, 1) * viewport
    x, y = to_image(view, [share], viewport=viewport)[0]
    assert x_min - 1e-6 <= x <= x_max + 1e-6
    assert y_min - 1e-6 <= y <= y_max + 1e-6


@pytest.mark.parametrize(
    ("angle", "there"),
    [(0, (1, 0)), (90, (0, -1)), (180, (-1, 0)), (-90, (0, 1)), (30, (1, 0)), (60, (0, -1)), (-136, (-1, 0))],
)
def test_that_a_step_to_the_right_is_one_on_the_screen(angle, there):
    assert along_image(View(2.0, 0, 0, angle), across=1, down=0) == there


@given(views, viewports, st.tuples(st.floats(0, 4000), st.floats(0, 4000)), st.floats(0.1, 10))
def test_that_zooming_keeps_the_point_under_the_pointer(view, viewport, about, factor):
    nearer = scaled(view, scale=view.scale * factor, about=about, viewport=viewport)
    (before,) = to_image(view, [about], viewport=viewport)
    np.testing.assert_allclose(to_screen(nearer, [before], viewport=viewport)[0], about, atol=1e-4)
    assert MIN_SCALE <= nearer.scale <= MAX_SCALE


@given(views, viewports, positions, st.floats(-500, 500), st.floats(-500, 500))
def test_that_panning_moves_every_point_with_the_drag(view, viewport, position, dx, dy):
    (point,) = to_image(view, [position], viewport=viewport)
    moved = to_screen(panned(view, dx=dx, dy=dy), [point], viewport=viewport)[0]
    np.testing.assert_allclose(moved, (position[0] + dx, position[1] + dy), atol=1e-4)


@given(st.tuples(sides, sides), viewports, angles)
def test_that_a_fitted_image_is_wholly_seen_and_touches_the_margin(image, viewport, angle):
    view = fitted(image, viewport=viewport, angle=angle)
    left, top, right, bottom = screen_box(view, (0, 0, *image), viewport=viewport)
    room = [left, top, viewport[0] - right, viewport[1] - bottom]
    margin = min(FIT_MARGIN, (min(viewport) - 8) / 2)
    assert min(room) >= margin - 1e-6 or view.scale == MIN_SCALE
    assert min(room) == pytest.approx(margin) or view.scale in (MIN_SCALE, MAX_SCALE)


@given(st.tuples(st.floats(0, 3000), st.floats(0, 3000)), st.tuples(st.floats(1, 500), st.floats(1, 500)))
def test_that_a_framed_box_has_its_context(corner, size):
    box = (*corner, corner[0] + size[0], corner[1] + size[1])
    image, viewport = (4000.0, 4000.0), (800.0, 600.0)
    x_min, y_min, x_max, y_max = visible_box(framed(box, image=image, viewport=viewport), viewport=viewport)
    assert x_min <= box[0]
    assert y_min <= box[1]
    assert x_max >= box[2]
    assert y_max >= box[3]
    assert x_max - x_min >= max(2 * size[0], CONTEXT_PIXELS) - 1e-6
    assert y_max - y_min >= max(2 * size[1], CONTEXT_PIXELS) - 1e-6


def test_that_a_framed_box_is_in_the_middle_when_the_image_goes_on_around_it():
    view = framed((1000, 1000, 1040, 1060), image=(4000, 4000), viewport=(800, 600))
    assert (view.centre_x, view.centre_y) == (1020, 1030)


def test_that_framing_a_box_at_the_edge_shows_image_rather_than_surround():
    viewport = (800.0, 600.0)
    view = framed((0, 0, 20, 20), image=(1000, 1000), viewport=viewport)
    x_min, y_min, _, _ = visible_box(view, viewport=viewport)
    assert x_min * view.scale == pytest.approx(-FIT_MARGIN)
    assert y_min * view.scale == pytest.approx(-FIT_MARGIN)


def test_that_framing_a_box_as_large_as_the_image_shows_the_whole_image():
    assert framed((0, 0, 100, 80), image=(100, 80), viewport=(800, 600)) == fitted((100, 80), viewport=(800, 600))


@given(views)
def test_that_the_image_is_never_lost_from_sight(view):
    held = clamped(view, image=(300, 200))
    assert 0 <= held.centre_x <= 300
    assert 0 <= held.centre_y <= 200
    assert held.scale == view.scale
