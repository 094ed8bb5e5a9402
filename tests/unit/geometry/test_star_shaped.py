import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry.star_shaped import star_shaped

coordinate = st.one_of(st.integers(0, 6).map(float), st.floats(-1e6, 1e6))
ring = st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=8)


def told(*rings):
    points = np.array([point for one in rings for point in one], np.float64)
    return star_shaped(points, np.array([len(one) for one in rings], np.int32)).tolist()


@given(st.lists(ring, min_size=1, max_size=5))
def test_that_a_ring_that_is_told_to_be_simple_is_valid(rings):
    for one, surely in zip(rings, told(*rings), strict=True):
        assert not surely or shapely.Polygon(one).is_valid


@given(ring)
def test_that_what_is_told_of_a_ring_does_not_depend_on_its_neighbours(one):
    square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    assert told(square, one, square) == [True, *told(one), True]


def test_that_the_usual_outlines_are_recognised_in_both_directions():
    square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    turns = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    wavy = [((2 + np.sin(5 * turn)) * np.cos(turn), (2 + np.sin(5 * turn)) * np.sin(turn)) for turn in turns]
    assert told(square, square[::-1], wavy, wavy[::-1]) == [True] * 4


def test_that_crossing_doubled_and_empty_outlines_are_not():
    bow_tie = [(0, 0), (4, 4), (4, 0), (0, 4)]
    square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    flat = [(0, 0), (4, 0), (2, 0)]
    star_of_five = [(np.cos(4 * np.pi * n / 5), np.sin(4 * np.pi * n / 5)) for n in range(5)]
    assert told(bow_tie, square * 2, flat, [(1, 1)], star_of_five, [(np.nan, 0), (1, 0), (0, 1)]) == [False] * 6
    assert told() == []
