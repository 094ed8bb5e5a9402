"""The quick way to the area that polygons share, held against GEOS."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from assay.geometry import edge_sums
from assay.geometry.edge_sums import areas_by_edges
from assay.geometry.polygon_edges import edges_of
from assay.geometry.polygons import repaired, shared_areas

SQUARE = shapely.box(0, 0, 10, 10)
RING = SQUARE.difference(shapely.box(2, 2, 8, 8))

whole = st.integers(0, 12)
point = st.tuples(whole, whole)


@st.composite
def scribbles(draw):
    """Repaired outlines of points on a coarse grid: many touch, share corners and run along one another; with holes and parts, or empty."""
    rings = draw(st.lists(st.lists(point, min_size=3, max_size=9), min_size=1, max_size=3))
    shapes = repaired(np.array([shapely.Polygon(ring) for ring in rings], object))
    shape = shapes[0]
    for one in shapes[1:]:
        shape = draw(st.sampled_from([shape.union, shape.difference, shape.symmetric_difference]))(one)
    return shape


def stars(seed, count, vertices, *, spread=30.0):
    """Outlines around middles near one another, no two with a number in common."""
    chance = np.random.default_rng(seed)
    angle = np.sort(chance.random((count, vertices)), axis=1) * 2 * np.pi
    reach = chance.uniform(20, 60, (count, vertices))
    middle = chance.normal(500, spread, (count, 1, 2))
    points = middle + reach[..., None] * np.stack([np.cos(angle), np.sin(angle)], axis=2)
    return repaired(shapely.polygons(points))


def by_edges(a, b):
    a, b = np.asarray(a, object), np.asarray(b, object)
    rows = np.arange(len(a))
    return areas_by_edges(edges_of(a), rows, edges_of(b), rows)


def assert_as_geos(a, b):
    """To a billionth of what the smaller one covers, which is what an IoU is told by; slivers that rounding has made cover nothing."""
    a, b = np.asarray(a, object), np.asarray(b, object)
    close = 1e-9 * np.minimum(shapely.area(a), shapely.area(b))
    rounding = 1e-14 * np.abs(shapely.get_coordinates([*a, *b])).max(initial=1) ** 2
    assert (np.abs(by_edges(a, b) - shared_areas(a, b)) <= close + rounding).all()


@given(scribbles(), scribbles())
@example(shapely.Polygon([(2.8, 0.6), (0, 2), (2.8, 0.6000000000000001)]), RING)
def test_that_outlines_on_a_grid_share_what_geos_says(a, b):
    assert_as_geos([a, b, a], [b, a, a])


@given(scribbles(), scribbles(), st.floats(-1e4, 1e4), st.sampled_from([1e-3, 0.37, 1, 1e4]))
def test_that_neither_size_nor_place_matters(a, b, shift, scale):
    moved = [shapely.transform(one, lambda points: points * scale + shift) for one in (a, b)]
    if all(one.is_valid for one in moved):  # rounding may have made two corners one
        assert_as_geos([moved[0]], [moved[1]])


@pytest.mark.parametrize("vertices", [3, 20, 200])
@given(st.integers(0, 2**32))
def test_that_outlines_of_any_number_of_vertices_share_what_geos_says(vertices, seed):
    a, b = stars(seed, 24, vertices), stars(seed + 1, 24, vertices)
    assert_as_geos(a, b)


@given(scribbles(), scribbles(), st.floats(0, 6.3))
@example(SQUARE, shapely.Polygon([(0, 1), (1, 0), (0, 0)]), 5e-324)
def test_that_turned_outlines_share_what_geos_says(a, b, angle):
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned = [shapely.transform(one, lambda points: points @ turn) for one in (a, b)]
    if all(one.is_valid for one in turned):
        assert abs(by_edges([turned[0]], [turned[1]])[0] - a.intersection(b).area) <= 1e-9


def test_that_boxes_on_whole_pixels_share_whole_areas():
    a = [SQUARE, SQUARE, RING, RING, SQUARE, SQUARE]
    b = [
        shapely.box(5, 5, 15, 15),
        SQUARE,
        SQUARE,
        shapely.box(3, 3, 4, 4),
        shapely.box(10, 0, 20, 10),
        shapely.Polygon(),
    ]
    assert by_edges(a, b).tolist() == [25, 100, 64, 0, 0, 0]


def test_that_the_way_a_ring_goes_round_does_not_matter():
    wrong_way = shapely.Polygon(RING.exterior.coords[::-1], [RING.interiors[0].coords[::-1]])
    assert by_edges([RING, wrong_way, RING.reverse()], [SQUARE, SQUARE, wrong_way]).tolist() == [64, 64, 64]


def test_that_parts_within_holes_count():
    island = RING.union(shapely.box(4, 4, 6, 6))
    assert by_edges([island, island], [SQUARE, shapely.box(5, 0, 10, 10)]).tolist() == [68, 34]


def test_that_a_pair_has_the_same_area_whatever_stands_around_it(monkeypatch):
    a, b = stars(1, 300, 12), stars(2, 300, 12)
    expected = by_edges(a, b)
    order = np.random.default_rng(0).permutation(300)
    assert (by_edges(a[order], b[order]) == expected[order]).all()
    monkeypatch.setattr(edge_sums, "EDGES_AT_A_TIME", 1)
    assert (by_edges(a, b) == expected).all()


def comb(teeth, *, height=100):
    """A polygon whose long edges all lie above one another."""
    across = [
        (x, y + lift)
        for y in range(teeth)
        for x, lift in ([(0, 0), (height, 0.25)] if y % 2 else [(height, 0), (0, 0.25)])
    ]
    back = [(-1, teeth), (-1, -1), (height, -1)]
    return shapely.Polygon([*across, *back])


def test_that_combs_are_left_to_another_way_without_a_word_about_the_others():
    found = repaired(np.array([comb(200), SQUARE], object))
    areas = by_edges([found[0], found[1], found[0]], [found[0], found[1], found[1]])
    assert np.isnan(areas).tolist() == [True, False, False]
    assert areas[1] == 100
    assert areas[2] == pytest.approx(found[0].intersection(SQUARE).area, rel=1e-9)


def test_that_no_pairs_are_no_trouble():
    nothing = np.zeros(0, np.int64)
    assert areas_by_edges(
        edges_of(np.array([SQUARE], object)), nothing, edges_of(np.zeros(0, object)), nothing
    ).shape == (0,)
