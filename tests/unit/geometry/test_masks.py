import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.geometry.masks import (
    Masks,
    crop_from_runs,
    mask_ious,
    mask_outlines,
    masks_from_runs,
    runs_from_polygon,
    shared_pixels,
)
from assay.geometry.rle import raster_from_runs, runs_from_raster
from tests.shared_folder import vectors

STACKS = st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(
    lambda size: st.tuples(arrays(bool, (3, *size)), arrays(bool, (2, *size)))
)


def masks(rasters: np.ndarray) -> Masks:
    runs = [runs_from_raster(raster) for raster in rasters]
    return masks_from_runs(np.concatenate(runs), np.array([len(one) for one in runs]))


@given(STACKS)
def test_that_shared_pixels_and_ious_are_those_of_the_rasters(stacks):
    a, b = stacks
    rows_a, rows_b = (axis.ravel() for axis in np.meshgrid(np.arange(3), np.arange(2)))
    shared = (a[rows_a] & b[rows_b]).sum(axis=(1, 2))
    union = (a[rows_a] | b[rows_b]).sum(axis=(1, 2))
    assert shared_pixels(masks(a), rows_a, masks(b), rows_b).tolist() == shared.tolist()
    assert mask_ious(masks(a), rows_a, masks(b), rows_b).tolist() == [
        s / u if u else 0.0 for s, u in zip(shared.tolist(), union.tolist(), strict=True)
    ]


@given(STACKS)
def test_that_areas_and_bounds_are_those_of_the_rasters(stacks):
    made = masks(stacks[0])
    assert made.areas().tolist() == stacks[0].sum(axis=(1, 2)).tolist()
    for raster, bounds in zip(stacks[0], made.bounds().tolist(), strict=True):
        rows, columns = np.nonzero(raster)
        assert bounds == ([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1] if len(rows) else [0, 0, 0, 0])


def test_that_areas_of_many_masks_do_not_overflow():
    assert masks(np.ones((300, 20, 20), bool)).areas().tolist() == [400.0] * 300


def test_that_masks_of_different_heights_are_refused():
    with pytest.raises(ValueError, match="different heights"):
        shared_pixels(masks(np.ones((1, 3, 4), bool)), np.array([0]), masks(np.ones((1, 4, 3), bool)), np.array([0]))


def test_that_a_polygon_is_rasterised_as_coco_does():
    """iou_polygons.json: iou_coco_raster_64x64, pycocotools frPyObjects."""
    for case in vectors("iou_polygons")["cases"]:
        if case["a_holes"] or case["b_holes"] or not (case["a_valid"] and case["b_valid"]):
            continue
        a, b = (runs_from_polygon([np.array(case[side], float)], [False], height=64, width=64) for side in "ab")
        a, b = (masks_from_runs(runs, np.array([len(runs)])) for runs in (a, b))
        first = np.array([0])
        assert mask_ious(a, first, b, first)[0] == pytest.approx(case["iou_coco_raster_64x64"]), case["name"]


def test_that_a_hole_leaves_the_raster_and_a_later_part_stays():
    def square(low: float, high: float) -> np.ndarray:
        return np.array([[low, low], [high, low], [high, high], [low, high]])

    runs = runs_from_polygon([square(0, 10), square(2, 8), square(4, 6)], [False, True, False], height=10, width=10)
    expected = np.ones((10, 10), bool)
    expected[2:8, 2:8] = False
    expected[4:6, 4:6] = True
    assert np.array_equal(raster_from_runs(runs), expected)


def test_that_a_line_has_no_pixels():
    assert runs_from_polygon([np.array([[0.0, 0], [5, 5]])], [False], height=6, width=6).tolist() == [6, 6, 36]


@given(arrays(bool, (6, 8)), st.integers(-4, 9), st.integers(-4, 9))
def test_that_a_crop_beyond_the_mask_is_background(raster, x, y):
    padded = np.zeros((30, 30), bool)
    padded[10:16, 10:18] = raster
    crop = crop_from_runs(runs_from_raster(raster), x=x, y=y, width=5, height=4)
    assert np.array_equal(crop, padded[y + 10 : y + 14, x + 10 : x + 15])


@given(arrays(bool, (7, 6)))
def test_that_filling_the_outlines_gives_the_mask_back(raster):
    even_odd = np.zeros_like(raster)
    for ring in mask_outlines(runs_from_raster(raster)):
        even_odd ^= raster_from_runs(runs_from_polygon([ring], [False], height=7, width=6))
    assert np.array_equal(even_odd, raster)


def test_that_an_outline_has_only_corners_and_runs_clockwise():
    raster = np.zeros((8, 8), bool)
    raster[2:5, 1:7] = True
    (ring,) = mask_outlines(runs_from_raster(raster))
    start = ring.tolist().index([1, 2])
    assert np.roll(ring, -start, axis=0).tolist() == [[1, 2], [7, 2], [7, 5], [1, 5]]


def test_that_an_empty_mask_has_no_outline():
    assert mask_outlines(runs_from_raster(np.zeros((4, 4), bool))) == []


def test_that_a_polygon_far_beyond_the_image_is_cut_off_first():
    far = np.array([[-1e8, -1e8], [1e8, -1e8], [1e8, 5], [-1e8, 5]])
    raster = raster_from_runs(runs_from_polygon([far], [False], height=9, width=7))
    assert raster.sum(axis=1).tolist() == [7] * 5 + [0] * 4


def test_that_a_crop_takes_a_byte_or_two_per_pixel():
    tracemalloc.start()
    crop = crop_from_runs(np.array([4000, 4000, 500, 15_999_500], np.uint32), x=0, y=0, width=4000, height=4000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (int(crop.sum()), most < 3 * crop.size) == (15_999_500, True)
