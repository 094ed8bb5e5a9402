import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model.hundredths import Hundredths, as_hundredths, from_hundredths, in_least_room


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


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2).map(lambda all_of: all_of[: len(all_of) // 2 * 2]))
def test_that_kept_points_are_used_as_the_array_that_they_are(hundredths):
    pixels = from_hundredths(np.array(hundredths, np.int32)).reshape(-1, 2)
    kept = Hundredths(np.array(hundredths, np.int32).reshape(-1, 2))
    assert in_least_room(kept).nbytes == pixels.nbytes / 2
    assert in_least_room(pixels) is pixels
    assert (len(kept), kept.shape, kept.dtype) == (len(pixels), pixels.shape, pixels.dtype)
    rows = np.arange(len(pixels))[::-1]
    deeds = (
        np.asarray, np.array, np.ascontiguousarray, np.abs, lambda one: one[0], lambda one: one[:, 1], lambda one: one[rows], lambda one: one[1:],
        lambda one: one * 2, lambda one: 2 - one, lambda one: one == 1, lambda one: one @ np.eye(2), lambda one: one.min(axis=0),
        lambda one: one.reshape(-1), lambda one: one.T, lambda one: np.concatenate([one, pixels]), lambda one: np.minimum.reduceat(one, [0]),
        lambda one: np.array(list(one)), lambda one: np.array(one.tolist()), lambda one: np.add(pixels, one), lambda one: np.frombuffer(one.tobytes()),
    )  # fmt: skip
    for deed in deeds:
        found, wanted = deed(kept), deed(pixels)
        assert type(found) is type(wanted)
        assert (found.dtype, found.tolist()) == (wanted.dtype, wanted.tolist())


def test_that_kept_points_can_be_copied_and_have_no_names_of_their_own():
    kept = copy.deepcopy(Hundredths(np.array([[125, 250]], np.int32)))
    assert kept.tolist() == [[1.25, 2.5]]
    with pytest.raises(AttributeError):
        kept.no_such_name()
