import numpy as np

from assay.geometry.drawn_rings import DrawnRings
from assay.geometry.hit_test import annotations_at
from assay.model.shapes import ShapeKind
from tests.annotation_builder import annotations, box, mask, polygon

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
INNER = [(3, 3), (7, 3), (7, 7), (3, 7)]


def drawn(*made):
    return DrawnRings(annotations(*made))


def test_that_the_smallest_annotation_under_the_point_comes_first():
    made = drawn(box(0, 0, 50, 50), box(10, 10, 20, 20), box(30, 30, 40, 40))
    assert annotations_at(made, 15, 15).tolist() == [1, 0]
    assert annotations_at(made, 60, 60).tolist() == []


def test_that_of_equal_boxes_the_one_on_top_comes_first():
    assert annotations_at(drawn(box(0, 0, 9, 9), box(0, 0, 9, 9)), 5, 5).tolist() == [1, 0]


def test_that_the_hole_of_a_polygon_is_not_hit():
    made = drawn(polygon(SQUARE, INNER, holes=[1]))
    assert annotations_at(made, 1, 5).tolist() == [0]
    assert annotations_at(made, 5, 5).tolist() == []
    assert annotations_at(made, 2, 5, reach=1.5).tolist() == [0]
    assert annotations_at(made, 5, 5, reach=1.5).tolist() == []


def test_that_an_island_in_a_hole_is_hit():
    island = [(4, 4), (6, 4), (6, 6), (4, 6)]
    made = drawn(polygon(SQUARE, INNER, island, holes=[1]))
    assert annotations_at(made, 5, 5).tolist() == [0]
    assert annotations_at(made, 3.5, 5).tolist() == []


def test_that_a_mask_is_hit_on_its_pixels_and_within_reach_of_them():
    raster = np.zeros((10, 10), bool)
    raster[2:4, 2:9] = raster[2:9, 2:4] = True
    made = drawn(mask(raster))
    assert annotations_at(made, 2.5, 8.5).tolist() == [0]
    assert annotations_at(made, 7, 7).tolist() == []
    assert annotations_at(made, 4.5, 7.5, reach=1).tolist() == [0]


def test_that_a_line_is_hit_near_it_and_not_in_its_box():
    made = drawn(polygon([(0, 0), (10, 10)], kind=ShapeKind.POLYLINE))
    assert annotations_at(made, 5, 5.5, reach=1).tolist() == [0]
    assert annotations_at(made, 9, 1, reach=1).tolist() == []


def test_that_a_point_beside_a_shape_hits_it_within_reach():
    assert annotations_at(drawn(box(0, 0, 10, 10)), 12, 5, reach=2).tolist() == [0]
    assert annotations_at(drawn(box(0, 0, 10, 10)), 12, 5, reach=1).tolist() == []


def test_that_an_ellipse_is_hit_inside_its_line_only():
    made = drawn(polygon([(50, 50), (90, 50), (50, 70)], kind=ShapeKind.ELLIPSE))
    assert annotations_at(made, 50, 50).tolist() == [0]
    assert annotations_at(made, 88, 52).tolist() == [0]
    assert annotations_at(made, 86, 66).tolist() == []
