import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry.dashes import dashes
from assay.geometry.flat_rings import FlatRings, joined_rings, rings_of


def ring(*points, closed=True):
    return FlatRings(np.array(points, float), np.array([len(points)]), np.zeros(1, np.int64), np.array([closed]))


def lengths(pieces):
    return np.hypot(*(pieces[:, 1] - pieces[:, 0]).T)


def test_that_a_long_side_begins_with_a_dash():
    pieces = dashes(ring((0, 0), (20, 0), closed=False), on=6, off=4, most=100)
    assert pieces.tolist() == [[[0, 0], [6, 0]], [[10, 0], [16, 0]]]


def test_that_every_side_of_a_box_is_dashed_from_its_corner():
    pieces = dashes(ring((0, 0), (25, 0), (25, 25), (0, 25)), on=6, off=4, most=100)
    assert len(pieces) == 12
    assert {(0, 0), (25, 0), (25, 25), (0, 25)} <= {tuple(one) for one in pieces[:, 0].tolist()}


def test_that_a_curve_of_short_sides_is_dashed_along_its_whole_length():
    angle = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    pieces = dashes(ring(*np.stack([50 * np.cos(angle), 50 * np.sin(angle)], 1)), on=6, off=4, most=1000)
    assert len(pieces) == pytest.approx(2 * np.pi * 50 / 10, abs=1)
    assert np.allclose(np.hypot(*pieces[:, 0].T), 50, atol=0.1)


def test_that_too_many_dashes_are_stretched():
    pieces = dashes(ring((0, 0), (10_000, 0), closed=False), on=6, off=4, most=100)
    assert len(pieces) == 100
    assert np.allclose(lengths(pieces), 60)


def test_that_dashes_may_begin_later_and_none_lies_beyond_the_end():
    pieces = dashes(ring((0, 0), (20, 0), closed=False), on=2, off=13, start=10, most=100)
    assert pieces.tolist() == [[[10, 0], [12, 0]]]


def test_that_nothing_has_no_dashes():
    nothing = joined_rings([rings_of(0, [])], is_open=np.zeros(1, bool))
    assert dashes(nothing, on=6, off=4, most=10).shape == (0, 2, 2)


points = st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=12)


@given(st.lists(points, min_size=1, max_size=5), st.booleans())
def test_that_no_dash_is_longer_than_asked_for_and_all_lie_on_their_ring(rings, closed):
    lines = joined_rings(
        [rings_of(row, [np.array(one)]) for row, one in enumerate(rings)],
        is_open=np.full(len(rings), not closed),
    )
    pieces = dashes(lines, on=6, off=4, most=10**9)
    assert np.isfinite(pieces).all()
    assert (lengths(pieces) <= 6 + 1e-6).all()
    low, high = lines.points.min(axis=0) - 1e-6, lines.points.max(axis=0) + 1e-6
    assert ((pieces >= low) & (pieces <= high)).all()
