import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry.flat_rings import joined_rings, rings_of


def flat(*rings, is_open=False):
    parts = [rings_of(row, [np.array(ring, float)]) for row, ring in enumerate(rings)]
    return joined_rings(parts, is_open=np.full(len(rings), is_open))


def circle(count, radius):
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def test_that_the_rings_of_some_rows_keep_their_points():
    rings = flat([(0, 0), (1, 0), (1, 1)], [(5, 5), (6, 5)], [(9, 9), (8, 9), (8, 8), (9, 8)])
    some = rings.of_rows(np.array([True, False, True]))
    assert some.lengths.tolist() == [3, 4]
    assert some.points[3:].tolist() == [[9, 9], [8, 9], [8, 8], [9, 8]]


def test_that_a_small_ring_of_many_points_is_thinned_and_a_large_one_is_not():
    thin = flat(circle(400, 4), circle(40, 400)).thinned(1.5)
    assert 8 <= thin.lengths[0] <= 60
    assert thin.lengths[1] == 40


def test_that_an_open_line_keeps_its_ends():
    line = [(x / 10, 0) for x in range(401)]
    thin = flat(line, is_open=True).thinned(10)
    assert thin.lengths[0] < 60
    assert thin.points[[0, -1]].tolist() == [[0, 0], [40, 0]]


@given(st.integers(3, 300), st.floats(0.5, 500))
def test_that_thinning_moves_no_point_and_stays_within_its_spacing(count, radius):
    ring = circle(count, radius)
    thin = flat(ring).thinned(1.5)
    assert {tuple(point) for point in thin.points.tolist()} <= {tuple(point) for point in ring.tolist()}
    if thin.lengths[0] < count:
        gaps = np.hypot(*(thin.points - np.roll(thin.points, 1, axis=0)).T)
        assert gaps.max() <= max(3.0, 2 * np.pi * radius / 7)
