import numpy as np
import pytest

from assay.formats.shape_checks import box_corners, ellipse_bounds, turned


def test_that_turning_is_clockwise_on_the_screen():
    assert turned([(1, 0)], 90, about=(0, 0)) == pytest.approx(np.array([(0, 1)]))
    assert turned(box_corners((0, 0, 4, 2)), 180, about=(2, 1)) == pytest.approx(
        np.array([(4, 2), (0, 2), (0, 0), (4, 0)])
    )


def test_that_the_bounds_of_a_turned_ellipse_are_tight():
    ends = turned([(5, 0), (0, 2)], 30, about=(0, 0))
    angles = np.linspace(0, 2 * np.pi, 100_000)
    points = np.cos(angles)[:, None] * ends[0] + np.sin(angles)[:, None] * ends[1]
    assert ellipse_bounds(np.array([(0, 0), *ends])) == pytest.approx(
        (*points.min(axis=0), *points.max(axis=0)), abs=1e-6
    )
