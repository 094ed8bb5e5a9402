import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.geometry.brushing import brushed, empty_mask, stroke
from assay.geometry.rle import raster_from_runs, runs_from_raster

HEIGHT, WIDTH = 12, 17
rasters = arrays(bool, (HEIGHT, WIDTH))
points = st.tuples(st.floats(-4, WIDTH + 4), st.floats(-4, HEIGHT + 4))
paths = st.lists(points, min_size=1, max_size=5).map(np.array)


def under_brush(path, radius):
    """What a stroke covers, pixel by pixel."""
    covered = np.zeros((HEIGHT, WIDTH), bool)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            place = np.array([x + 0.5, y + 0.5])
            ends = path[1:] if len(path) > 1 else path
            for start, end in zip(path, ends, strict=False):
                along = end - start
                length = along @ along
                share = np.clip((place - start) @ along / length, 0, 1) if length else 0.0
                if ((place - start - share * along) ** 2).sum() <= radius**2:
                    covered[y, x] = True
    return covered


@given(rasters, paths, st.floats(0.5, 5), st.booleans())
def test_that_a_stroke_changes_the_pixels_under_it_and_no_other(raster, path, radius, erase):
    covered = under_brush(path, radius)
    runs = brushed(runs_from_raster(raster), stroke(path, radius, height=HEIGHT, width=WIDTH), erase=erase)
    expected = raster & ~covered if erase else raster | covered
    assert np.array_equal(raster_from_runs(runs), expected)
    assert np.array_equal(runs, runs_from_raster(expected))


def test_that_erasing_a_stroke_from_nothing_leaves_nothing():
    runs = empty_mask(height=HEIGHT, width=WIDTH)
    assert np.array_equal(
        brushed(runs, stroke(np.array([[5.0, 5.0]]), 3, height=HEIGHT, width=WIDTH), erase=True), runs
    )


def test_that_a_brush_beside_the_image_covers_nothing():
    assert not stroke(np.array([[-50.0, 3.0]]), 4, height=HEIGHT, width=WIDTH).raster.any()


@pytest.mark.timeout(5)
def test_that_a_stroke_on_a_gigapixel_mask_looks_at_its_own_columns_only():
    height = width = 40_000
    drawn = stroke(np.array([[20_000.0, 20_000.0], [20_020.0, 20_000.0]]), 8, height=height, width=width)
    runs = brushed(empty_mask(height=height, width=width), drawn)
    assert runs[2:].sum(dtype=np.int64) == height * width
    assert runs[3::2].sum() == drawn.raster.sum()
