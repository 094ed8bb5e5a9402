import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assay.geometry.rle import raster_from_runs, runs_from_raster
from assay.geometry.shape_making import box_shape, mask_shape, ring_shape
from assay.geometry.splitting import merged, outline, runs_of_crop, split
from assay.model.shapes import ShapeKind

points = st.tuples(st.floats(-20, 120), st.floats(-20, 120))


def star(spikes, inner):
    """A star around 50, 50: concave, so that a line may cut it into many pieces."""
    angle = np.linspace(0, 2 * np.pi, 2 * spikes, endpoint=False)
    radius = np.where(np.arange(2 * spikes) % 2, inner, 45.0)
    return ring_shape(50 + np.stack([np.cos(angle), np.sin(angle)], 1) * radius[:, None], kind=ShapeKind.POLYGON)


def a_line(start, end):
    assume(math.dist(start, end) > 1)


@given(st.integers(3, 9), st.floats(5, 40), points, points)
def test_that_the_pieces_of_a_cut_cover_what_was_cut_and_do_not_overlap(spikes, inner, start, end):
    a_line(start, end)
    shape = star(spikes, inner)
    pieces = split(shape, start, end)
    whole = outline(shape)
    assert sum(outline(piece).area for piece in pieces) == pytest.approx(whole.area)
    assert outline(merged(pieces)).symmetric_difference(whole).area == pytest.approx(0, abs=1e-4)
    assert [outline(one).area for one in pieces] == sorted((outline(one).area for one in pieces), reverse=True)


@given(points, points)
def test_that_a_box_stays_boxes(start, end):
    a_line(start, end)
    box = box_shape((10, 20), (90, 60))
    pieces = split(box, start, end)
    assert {piece.kind for piece in pieces} == {ShapeKind.BOX}
    assert merged(pieces).box == box.box


@given(st.integers(0, 2**32 - 1), points, points)
def test_that_a_mask_loses_no_pixel_when_it_is_cut(seed, start, end):
    a_line(start, end)
    raster = np.random.default_rng(seed).random((100, 110)) < 0.3
    pieces = split(mask_shape(runs_from_raster(raster)), start, end)
    rasters = [raster_from_runs(piece.runs) for piece in pieces]
    assert np.array_equal(np.sum(rasters, axis=0), raster)
    assert np.array_equal(merged(pieces).runs, runs_from_raster(raster))


def test_that_a_hole_stays_a_hole_and_an_untouched_part_goes_with_the_largest_piece():
    square, hole, far = (
        [(0, 0), (40, 0), (40, 40), (0, 40)],
        [(2, 2), (2, 6), (6, 6), (6, 2)],
        [(80, 0), (90, 0), (85, 9)],
    )
    shape = ring_shape(square, hole, far, kind=ShapeKind.POLYGON, holes=(False, True, False))
    large, small = split(shape, (30, -5), (30, 50))
    assert outline(large).area == 30 * 40 - 16 + 45
    assert large.holes.count(True) == 1
    assert outline(small).area == 10 * 40


def test_that_a_line_that_misses_leaves_the_shape_alone():
    shape = star(5, 20)
    assert split(shape, (200, 0), (200, 100)) == [shape]


def test_that_a_polygon_merges_with_a_mask_into_a_mask():
    raster = np.zeros((50, 50), bool)
    raster[10:20, 10:20] = True
    whole = merged([mask_shape(runs_from_raster(raster)), box_shape((20, 10), (30, 20))])
    assert whole.kind is ShapeKind.MASK
    assert whole.box == (10, 10, 30, 20)


def test_that_keypoints_are_not_merged():
    with pytest.raises(ValueError, match="only boxes, polygons and masks"):
        merged([ring_shape([(1, 1)], kind=ShapeKind.KEYPOINTS), box_shape((0, 0), (5, 5))])


@given(st.integers(0, 2**32 - 1), st.integers(0, 4), st.integers(0, 5))
def test_that_a_part_of_an_image_becomes_a_mask_of_all_of_it(seed, x, y):
    crop = np.random.default_rng(seed).random((4, 3)) < 0.5
    whole = np.zeros((9, 7), bool)
    whole[y : y + 4, x : x + 3] = crop
    assert np.array_equal(runs_of_crop(crop, x=x, y=y, height=9, width=7), runs_from_raster(whole))
