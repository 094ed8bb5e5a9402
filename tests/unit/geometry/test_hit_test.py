from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("y", [459.9, np.nextafter(460, 0), 460.0, np.nextafter(460, 999), 460.1])
def test_that_a_point_as_high_as_a_corner_is_inside_however_little_it_is_off(y):
    made = drawn(polygon([(0, 2334), (100, 2334), (200, 460), (100, 0), (0, 0)]))
    assert annotations_at(made, 50, y).tolist() == [0]
    assert annotations_at(made, 250, y).tolist() == []


def test_that_an_ellipse_given_by_its_box_is_hit_inside_its_line_only():
    made = drawn(replace(box(10, 30, 90, 70), kind=ShapeKind.ELLIPSE))
    assert annotations_at(made, 88, 52).tolist() == [0]
    assert annotations_at(made, 86, 66).tolist() == []


def test_that_a_polygon_without_corners_is_never_hit():
    made = drawn(polygon(SQUARE, []), polygon([]), polygon(INNER))
    assert annotations_at(made, 5, 5, reach=3).tolist() == [2, 0]


corners = st.tuples(st.integers(0, 40), st.integers(0, 40))
lines = st.lists(corners, min_size=3, max_size=12, unique=True)
outlines = st.tuples(st.just(ShapeKind.POLYGON), lines.filter(lambda ring: shapely.Polygon(ring).is_valid))
shapes = st.one_of(outlines, st.tuples(st.just(ShapeKind.POLYLINE), lines))


@given(st.lists(shapes, min_size=1, max_size=6), corners, st.sampled_from([0.0, 0.75, 3.25]))
def test_that_what_shapely_has_within_reach_is_hit(made, at, reach):
    point = shapely.Point(at[0] + 0.437, at[1] + 0.563)
    theirs = [shapely.Polygon(line) if kind is ShapeKind.POLYGON else shapely.LineString(line) for kind, line in made]
    expected = {row for row, one in enumerate(theirs) if one.distance(point) <= reach}
    found = annotations_at(drawn(*(polygon(line, kind=kind) for kind, line in made)), point.x, point.y, reach=reach)
    assert set(found.tolist()) == expected
