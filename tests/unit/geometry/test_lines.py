from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.geometry.lines import line_similarities, shares_of_length

LINES = arrays(np.float64, st.tuples(st.integers(2, 6), st.just(2)), elements=st.integers(0, 100).map(float))
STRAIGHT = np.array([[0.0, 0.0], [100.0, 0.0]])


@given(LINES)
def test_that_a_line_is_wholly_like_itself(line):
    assert line_similarities(line, line, spread=5)[0] == pytest.approx(1)


@given(LINES, LINES)
def test_that_it_does_not_matter_which_line_is_called_the_first(a, b):
    assert line_similarities(a, b, spread=9) == pytest.approx(line_similarities(b, a, spread=9))


@given(LINES)
def test_that_points_put_in_along_a_line_change_nothing(line):
    denser = np.concatenate([line[:1], *(np.stack([(p + q) / 2, q]) for p, q in pairwise(line))])
    if np.ptp(line, axis=0).any():
        assert line_similarities(line, denser, spread=3)[0] == pytest.approx(1)


def test_that_a_spread_away_everywhere_the_similarity_is_that_of_a_gaussian():
    assert line_similarities(STRAIGHT, STRAIGHT + np.array([0, 5]), spread=5)[0] == pytest.approx(np.exp(-0.5))


def test_that_a_line_drawn_the_other_way_is_told():
    same, opposite = line_similarities(STRAIGHT, STRAIGHT[::-1], spread=5)
    assert opposite == pytest.approx(1)
    assert same < 0.2


def test_that_a_line_without_length_has_shares_all_the_same():
    assert shares_of_length(np.zeros((3, 2))).tolist() == [0, 0.5, 1]
