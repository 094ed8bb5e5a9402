import numpy as np
import pytest

from assay.geometry.snapping import snapped
from tests.annotation_builder import annotations, box, mask, polygon

SHAPES = annotations(box(10, 10, 50, 30), polygon([(100, 100), (140, 100), (120, 140)]))


def test_that_a_vertex_within_reach_comes_before_a_nearer_edge():
    assert snapped(SHAPES, 13, 10.5, reach=5) == (10, 10)


def test_that_a_point_is_pulled_to_the_nearest_edge():
    assert snapped(SHAPES, 30, 12, reach=5) == (30, 10)
    assert snapped(SHAPES, 120, 98, reach=5) == (120, 100)


def test_that_nothing_pulls_from_farther_away():
    assert snapped(SHAPES, 30, 20, reach=5) is None
    assert snapped(annotations(), 30, 20, reach=5) is None


def test_that_a_mask_pulls_to_the_edge_of_its_pixels():
    raster = np.zeros((20, 20), bool)
    raster[5:10, 5:10] = True
    assert snapped(annotations(mask(raster)), 7.4, 10.6, reach=1) == pytest.approx((7.4, 10))
