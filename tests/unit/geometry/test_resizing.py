import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry.resizing import ellipse_corners, ellipse_within, nearest, resized_mask
from assay.geometry.rle import raster_from_runs, runs_from_raster
from assay.geometry.shape_making import mask_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape

SIDES = (40, 60)


def mask(rows, columns, kind="full"):
    raster = np.zeros(SIDES, bool)
    raster[rows, columns] = True
    if kind == "ring":
        raster[rows.start + 2 : rows.stop - 2, columns.start + 2 : columns.stop - 2] = False
    return mask_shape(runs_from_raster(raster))


def raster(shape):
    return raster_from_runs(shape.runs)


def test_that_a_dragged_corner_scales_the_mask_and_the_opposite_one_stays():
    larger = resized_mask(mask(slice(10, 20), slice(10, 20)), 4, 40, 30)
    assert larger.box == (10, 10, 40, 30)
    assert raster(larger).sum() == 30 * 20


def test_that_a_side_moves_alone():
    assert resized_mask(mask(slice(10, 20), slice(10, 20)), 7, 4.4, 99).box == (4, 10, 20, 20)


def test_that_a_hole_is_scaled_with_the_rest():
    larger = raster(resized_mask(mask(slice(10, 20), slice(10, 20), "ring"), 4, 30, 30))
    assert not larger[14:26, 14:26].any()
    assert larger.sum() == 20 * 20 - 12 * 12


def test_that_a_mask_stays_on_its_image_and_keeps_a_pixel():
    shape = mask(slice(10, 20), slice(10, 20))
    assert resized_mask(shape, 4, 500, 500).box == (10, 10, 60, 40)
    assert resized_mask(shape, 4, 10, 10).box == (10, 10, 11, 11)


places = st.tuples(st.floats(-20, 80), st.floats(-20, 60))


@given(st.integers(0, 7), places)
def test_that_a_full_mask_stays_full_wherever_a_handle_goes(handle, place):
    resized = resized_mask(mask(slice(10, 20), slice(15, 40)), handle, *place)
    left, top, right, bottom = map(int, resized.box)
    assert raster(resized).sum() == (right - left) * (bottom - top)
    assert 0 <= left < right <= SIDES[1]
    assert 0 <= top < bottom <= SIDES[0]


@given(st.integers(1, 50), st.integers(1, 50))
def test_that_new_pixels_take_old_ones_in_order_from_end_to_end(new, old):
    taken = nearest(new, old)
    assert (np.diff(taken) >= 0).all()
    assert 0 <= taken.min() <= taken.max() < old
    assert new < old or set(taken.tolist()) == set(range(old))


def test_that_an_ellipse_comes_back_from_the_rectangle_around_it():
    axes = np.array([(50.0, 40.0), (70.0, 50.0), (45.0, 50.0)])
    shape = Shape(kind=ShapeKind.ELLIPSE, box=(0, 0, 1, 1), rings=(axes,), holes=(False,))
    again = ellipse_within(shape, ellipse_corners(axes))
    np.testing.assert_allclose(again.rings[0], axes)
    half = np.hypot(20, -5), np.hypot(10, 10)
    assert again.box == pytest.approx((50 - half[0], 40 - half[1], 50 + half[0], 40 + half[1]), abs=0.1)
