import numpy as np
import pytest
import shapely

from assay.geometry.ellipses import ellipse_areas, ellipse_ring, upright_ellipse


def test_that_the_polygon_has_the_area_of_the_ellipse_and_leaves_it_by_less_than_a_thousandth():
    ring = ellipse_areas(np.array([[[50.0, 40.0], [80.0, 40.0], [50.0, 60.0]]]))[0]
    assert shapely.Polygon(ring).area == pytest.approx(np.pi * 30 * 20)
    outward = np.hypot((ring[:, 0] - 50) / 30, (ring[:, 1] - 40) / 20)
    assert np.abs(outward - 1).max() < 1e-3


def test_that_a_turned_ellipse_is_the_same_ellipse_turned():
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    axes = np.array([[0.0, 0.0], [30.0, 0.0], [0.0, 20.0]])
    assert ellipse_areas((axes @ turn.T)[None])[0] == pytest.approx(ellipse_areas(axes[None])[0] @ turn.T)


def test_that_what_is_drawn_lies_on_the_ellipse_and_touches_its_box():
    ring = upright_ellipse(np.array([20.0, 20.0, 80.0, 60.0]))
    assert np.hypot((ring[:, 0] - 50) / 30, (ring[:, 1] - 40) / 20) == pytest.approx(1)
    assert (*ring.min(axis=0), *ring.max(axis=0)) == pytest.approx((20, 20, 80, 60))
    assert ellipse_ring(np.array([[50.0, 40.0], [80.0, 40.0], [50.0, 60.0]])) == pytest.approx(ring)
