import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.fault import Fault
from assay.formats.label_studio_brush import decoded_brush, encoded_brush, row_runs


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=6))
def test_that_a_packed_mask_is_unpacked_again(rows):
    raster = np.array(rows, bool)
    packed = encoded_brush(row_runs(raster), width=5, height=len(rows))
    assert (decoded_brush(packed, width=5, height=len(rows)) == raster).all()


def test_that_runs_longer_than_any_count_are_packed():
    raster = np.ones((400, 300), bool)
    raster[0, 0] = False
    packed = encoded_brush(row_runs(raster), width=300, height=400)
    assert (decoded_brush(packed, width=300, height=400) == raster).all()


@pytest.mark.parametrize(
    ("rle", "why"),
    [
        (None, "the mask is no list of bytes but None"),
        ([0, 0, 0, 256], "the mask is no list of bytes"),
        ([0, 0], "the mask ends too early"),
        ([0, 0, 0, 99], "the mask has 99 bytes, and an image of 2 × 1 has 8"),
        (encoded_brush([1, 1], width=2, height=1)[:-1], "the mask ends too early"),
    ],
)
def test_that_bytes_that_are_no_mask_are_refused(rle, why):
    with pytest.raises(Fault) as caught:
        decoded_brush(rle, width=2, height=1)
    assert why in str(caught.value)


def test_that_a_mask_of_an_image_larger_than_any_is_refused_before_it_is_drawn():
    with pytest.raises(Fault, match="the image is too large for masks"):
        decoded_brush([], width=100_000, height=100_000)
