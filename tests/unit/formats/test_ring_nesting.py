import numpy as np
import pytest

from assay.formats.fault import Fault
from assay.formats.ring_nesting import MOST_NESTED, nested_rings


def square(low, high):
    return np.array([(low, low), (high, low), (high, high), (low, high)], float)


def test_that_holes_follow_their_parts_and_islands_in_holes_are_parts():
    island, hole, apart, outer, small = square(4, 5), square(2, 8), square(20, 24), square(0, 10), square(21, 22)
    rings, holes = nested_rings([island, hole, apart, outer, small])
    assert [ring[0, 0] for ring in rings] == [4, 20, 21, 0, 2]
    assert holes == [False, False, True, False, True]


def test_that_of_equal_rings_the_second_is_a_hole():
    assert nested_rings([square(0, 1), square(0, 1)])[1] == [False, True]


def test_that_outlines_that_cross_themselves_or_have_no_area_are_sorted_too():
    bow = np.array([(0, 0), (10, 10), (10, 0), (0, 10)], float)
    flat = np.array([(1, 1), (5, 5), (1, 1)], float)
    rings, holes = nested_rings([bow, flat, square(-5, 20)])
    assert len(rings) == len(holes) == 3
    assert holes[0] is False


def test_that_coordinates_next_to_nothing_are_sorted_too():
    tiny = np.array([(1, 0), (1, 1), (0, 1), (1e-320, 0)])
    assert nested_rings([square(0, 1), tiny])[1][0] is False


def test_that_many_rings_inside_each_other_take_no_time():
    rings, holes = nested_rings([square(at, 2 * MOST_NESTED - at) for at in range(MOST_NESTED)])
    assert (len(rings), sum(holes)) == (MOST_NESTED, MOST_NESTED // 2)


def test_that_rings_without_end_are_refused():
    with pytest.raises(Fault, match="outlines, more than"):
        nested_rings([square(0, 1)] * (MOST_NESTED + 1))
