import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pycocotools import mask as coco_mask

from assay.geometry.rle import (
    compressed_from_runs,
    raster_from_runs,
    runs_from_compressed,
    runs_from_lengths,
    runs_from_raster,
)

RASTERS = arrays(bool, st.tuples(st.integers(1, 9), st.integers(1, 9)))


@given(RASTERS)
def test_that_compressed_text_is_that_of_pycocotools(raster):
    theirs = coco_mask.encode(np.asfortranarray(raster.astype(np.uint8)))["counts"].decode()
    runs = runs_from_raster(raster)
    assert compressed_from_runs(runs) == theirs
    assert runs_from_compressed(theirs, height=raster.shape[0], width=raster.shape[1]).tolist() == runs.tolist()


@given(RASTERS)
def test_that_a_raster_comes_back_from_its_runs(raster):
    assert np.array_equal(raster_from_runs(runs_from_raster(raster)), raster)


@given(st.lists(st.integers(0, 3_000_000), min_size=1, max_size=30))
def test_that_long_runs_survive_compression(lengths):
    total = sum(lengths)
    if total == 0:
        return
    runs = runs_from_lengths(lengths, height=total, width=1)
    assert runs_from_compressed(compressed_from_runs(runs), height=total, width=1).tolist() == runs.tolist()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\x20", "has no place in a compressed mask"),
        ("P", "ends within a number"),
        ("5", "the run lengths add up to 5"),
        ("N", "a run length is negative"),
        ("PPPPPPPPPPPP0", "too large"),
    ],
)
def test_that_damaged_text_is_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=why):
        runs_from_compressed(text, height=2, width=2)
