import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry.handles import (
    TURN,
    box_handles,
    resized_box,
    resized_rotated,
    rotated_box,
    rotated_handles,
    rotated_points,
    turned,
)

BOX = (10.0, 20.0, 50.0, 40.0)
places = st.floats(-100, 100)
angles = st.floats(-math.pi, math.pi)


def tilted(angle):
    corners = np.array([(10.0, 20.0), (50, 20), (50, 40), (10, 40)])
    return rotated_points(corners, angle, about=corners.mean(axis=0))


@given(st.integers(0, 7), places, places)
def test_that_the_handle_of_a_box_goes_where_it_is_dragged_and_the_other_side_stays(handle, x, y):
    box = resized_box(BOX, handle, x, y)
    assert box[0] <= box[2]
    assert box[1] <= box[3]
    opposite = box_handles(BOX)[(handle + 4) % 8]
    assert opposite[0] in (box[0], box[2]) or handle in (1, 5)
    assert opposite[1] in (box[1], box[3]) or handle in (3, 7)


@given(st.integers(0, 7))
def test_that_a_handle_dragged_to_itself_changes_nothing(handle):
    assert resized_box(BOX, handle, *box_handles(BOX)[handle]) == BOX


@given(angles, st.integers(0, 7), places, places)
def test_that_a_rotated_box_keeps_its_angle_and_its_far_side_while_resized(angle, handle, x, y):
    corners = tilted(angle)
    resized = resized_rotated(corners, handle, x, y)
    sides = np.diff(np.concatenate([resized, resized[:1]]), axis=0)
    assert abs(sides[0] @ sides[1]) == pytest.approx(0, abs=1e-6)
    direction = np.array([math.cos(angle), math.sin(angle)])
    assert abs(sides[0] @ np.array([-direction[1], direction[0]])) == pytest.approx(0, abs=1e-6)
    far = [(2,), (3,), (0,), (1,), (2, 3), (3, 0), (0, 1), (1, 2)][handle]
    if len(far) == 1:
        assert np.hypot(*(resized - corners[far[0]]).T).min() == pytest.approx(0, abs=1e-6)
        assert np.hypot(*(resized - (x, y)).T).min() == pytest.approx(0, abs=1e-6)


@given(angles, places, places)
def test_that_turning_keeps_the_sides_and_faces_the_point(angle, x, y):
    corners = tilted(angle)
    centre = corners.mean(axis=0)
    if np.hypot(x - centre[0], y - centre[1]) < 1:
        return
    facing = turned(corners, towards=(x, y))
    assert np.hypot(*(facing[1] - facing[0])) == pytest.approx(40)
    assert facing.mean(axis=0) == pytest.approx(centre)
    up = (facing[0] + facing[1]) / 2 - centre
    wanted = np.array([x, y]) - centre
    assert up @ wanted == pytest.approx(np.hypot(*up) * np.hypot(*wanted))


def test_that_the_turning_handle_stands_outside_the_first_side():
    assert rotated_handles(tilted(0), stalk=15)[TURN].tolist() == [30, 5]


def test_that_a_rotated_box_is_drawn_by_its_side_and_its_depth():
    assert rotated_box((0, 0), (10, 0), 3, 5).tolist() == [[0, 0], [10, 0], [10, 5], [0, 5]]
