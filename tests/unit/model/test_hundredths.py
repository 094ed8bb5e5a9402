import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model.hundredths import as_hundredths, from_hundredths


@given(st.lists(st.integers(-(10**9), 10**9)))
def test_that_coordinates_of_two_decimals_come_back_the_same(hundredths):
    points = np.array([float(f"{one / 100:.2f}") for one in hundredths])
    kept = as_hundredths(points)
    assert kept is not None
    assert kept.dtype == np.int32
    assert from_hundredths(kept).tolist() == points.tolist()


@given(st.lists(st.floats(), min_size=1))
def test_that_others_are_kept_only_where_nothing_is_lost(values):
    kept = as_hundredths(np.array(values))
    assert kept is None or from_hundredths(kept).tolist() == values


@pytest.mark.parametrize("value", [0.001, 1 / 3, 1e9, -1e300, float("nan"), float("inf")])
def test_that_finer_or_farther_ones_are_not_kept(value):
    assert as_hundredths(np.array([1.5, value])) is None
