import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linear_sum_assignment

from assay.compare.hungarian import best_columns

WEIGHTS = st.sampled_from([0.0, 0.0, 0.1, 0.25, 0.3, 0.5, 1.0]) | st.floats(0, 1)
MATRICES = st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(lambda size: arrays(float, size, elements=WEIGHTS))


def total(weight: np.ndarray, columns: np.ndarray) -> float:
    paired = np.flatnonzero(columns >= 0)
    assert len(set(columns[paired].tolist())) == len(paired)
    assert (weight[paired, columns[paired]] > 0).all()
    return float(weight[paired, columns[paired]].sum())


@given(MATRICES)
def test_that_the_total_is_that_of_scipy(weight):
    rows, columns = linear_sum_assignment(weight, maximize=True)
    assert total(weight, best_columns(weight)) == pytest.approx(weight[rows, columns].sum(), abs=1e-9)


@pytest.mark.parametrize("shape", [(60, 60), (40, 90), (90, 40)])
def test_that_larger_matrices_are_solved_as_by_scipy(shape):
    weight = np.random.default_rng(1).random(shape) ** 3
    rows, columns = linear_sum_assignment(weight, maximize=True)
    assert total(weight, best_columns(weight)) == pytest.approx(weight[rows, columns].sum())


def test_that_two_thousand_by_two_thousand_finish_in_seconds():
    weight = np.random.default_rng(2).random((2_000, 2_000))
    started = time.perf_counter()
    columns = best_columns(weight)
    assert time.perf_counter() - started < 30
    rows, theirs = linear_sum_assignment(weight, maximize=True)
    assert total(weight, columns) == pytest.approx(weight[rows, theirs].sum())


def test_that_two_thousand_identical_boxes_are_paired_in_seconds():
    started = time.perf_counter()
    columns = best_columns(np.ones((2_000, 2_000)))
    assert time.perf_counter() - started < 10
    assert sorted(columns.tolist()) == list(range(2_000))
