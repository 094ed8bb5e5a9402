import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.geometry.moving import mask_step, moved
from assay.geometry.rle import raster_from_runs, runs_from_raster
from assay.geometry.shape_making import box_shape, mask_shape, ring_shape
from assay.model.shapes import ShapeKind

steps = st.integers(-10, 10)
TRIANGLE = [(10.25, 10.5), (40, 12), (20, 60)]


@given(steps, steps)
@pytest.mark.parametrize(
    "shape",
    [
        box_shape((10, 20), (30, 50)),
        ring_shape(TRIANGLE, kind=ShapeKind.POLYGON),
        ring_shape(TRIANGLE, kind=ShapeKind.KEYPOINTS, visibility=(2, 1, 0)),
    ],
    ids=["box", "polygon", "keypoints"],
)
def test_that_nudging_and_back_is_where_one_was(shape, dx, dy):
    assert moved(moved(shape, dx, dy), -dx, -dy).is_same_as(shape)


@given(arrays(bool, (9, 8)).filter(np.any), steps, steps)
def test_that_a_mask_moves_as_far_as_its_image_allows(raster, dx, dy):
    shape = mask_shape(runs_from_raster(raster))
    across, down = mask_step(shape, dx, dy)
    gone = moved(shape, dx, dy)
    rows, columns = np.nonzero(raster)
    expected = np.zeros_like(raster)
    expected[rows + down, columns + across] = True
    assert np.array_equal(raster_from_runs(gone.runs), expected)
    assert np.array_equal(gone.runs, runs_from_raster(expected))
    assert gone.is_same_as(mask_shape(runs_from_raster(expected)))
    assert moved(gone, -across, -down).is_same_as(shape)


def test_that_a_polygon_takes_its_bounds_along():
    gone = moved(ring_shape(TRIANGLE, kind=ShapeKind.POLYGON), 5, -3)
    assert gone.box == (15.25, 7.5, 45, 57)
    assert gone.rings[0].tolist() == [[15.25, 7.5], [45, 9], [25, 57]]
