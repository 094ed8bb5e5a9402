import numpy as np
import pytest
import shapely

from assay.geometry.polygons import (
    hausdorff_distances,
    invalid_reason,
    polygon_ious,
    polygon_shape,
    polygon_shapes,
)
from tests.shared_folder import vectors

SQUARE = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])
BOW_TIE = np.array([[0.0, 0], [10, 10], [10, 0], [0, 10]])


def iou(a, b) -> float:
    return polygon_ious(np.array([a], object), np.array([b], object))[0]


def with_holes(ring, holes):
    rings = [np.array(ring, float), *(np.array(hole, float) for hole in holes or ())]
    return polygon_shape(rings, [False] + [True] * (len(rings) - 1))


def flattened(holes):
    """The vectors nest holes either as rings or as a list of rings."""
    return [ring for hole in holes or () for ring in (hole if isinstance(hole[0][0], list) else [hole])]


def test_that_polygon_iou_is_exact_on_vectors():
    """iou_polygons.json: shapely 2.2.0 / GEOS."""
    for case in vectors("iou_polygons")["cases"]:
        a, b = with_holes(case["a"], flattened(case["a_holes"])), with_holes(case["b"], flattened(case["b_holes"]))
        assert a.area == pytest.approx(case["area_a"]), case["name"]
        assert b.area == pytest.approx(case["area_b"]), case["name"]
        assert iou(a, b) == pytest.approx(case["iou"], abs=1e-9), case["name"]


def test_that_the_vectors_tell_valid_from_broken():
    """iou_polygons.json: a_valid, b_valid."""
    for case in vectors("iou_polygons")["cases"]:
        for side in "ab":
            rings = [np.array(case[side], float), *(np.array(r, float) for r in flattened(case[f"{side}_holes"]))]
            reason = invalid_reason(rings, [False] + [True] * (len(rings) - 1))
            assert (reason is None) == case[f"{side}_valid"], case["name"]


def test_that_overlapping_parts_count_once():
    """iou_polygons.json: multipolygon."""
    for case in vectors("iou_polygons")["multipolygon"]:
        a, b = (polygon_shape([np.array(ring, float) for ring in case[f"{side}_parts"]]) for side in "ab")
        assert iou(a, b) == pytest.approx(case["iou"]), case["note"]


def test_that_hausdorff_is_the_farthest_distance_of_outlines():
    """iou_polygons.json: hausdorff."""
    for case in vectors("iou_polygons")["hausdorff"]:
        shapes = [np.array([polygon_shape([np.array(case[side], float)])], object) for side in "ab"]
        assert hausdorff_distances(*shapes)[0] == case["hausdorff"]


def test_that_a_hole_is_cut_only_from_the_part_before_it():
    inner = np.array([[2.0, 2], [8, 2], [8, 8], [2, 8]])
    small = np.array([[4.0, 4], [6, 4], [6, 6], [4, 6]])
    ring_with_island = polygon_shape([SQUARE, inner, small], [False, True, False])
    assert ring_with_island.area == 100 - 36 + 4


def test_that_a_bow_tie_is_repaired_to_its_two_halves():
    rings = [BOW_TIE, SQUARE]
    points, lengths = np.concatenate(rings), np.array([4, 4])
    made = polygon_shapes(points, lengths, np.zeros(2, bool), np.array([1, 1]))
    assert made.valid.tolist() == [False, True]
    assert shapely.area(made.shapes).tolist() == [50, 100]


def test_that_rings_that_enclose_nothing_leave_an_empty_shape():
    line = np.array([[0.0, 0], [5, 5]])
    nothing = np.array([[0.0, 0], [np.nan, 5], [3, 3]])
    points = np.concatenate([line, nothing, SQUARE])
    made = polygon_shapes(points, np.array([2, 3, 4]), np.zeros(3, bool), np.array([1, 1, 0, 1]))
    assert made.valid.tolist() == [False, False, False, True]
    assert shapely.area(made.shapes).tolist() == [0, 0, 0, 100]


def test_that_no_polygons_are_no_trouble():
    made = polygon_shapes(np.zeros((0, 2)), np.zeros(0, int), np.zeros(0, bool), np.zeros(0, int))
    assert len(made.shapes) == 0


@pytest.mark.parametrize(
    ("rings", "holes", "reason"),
    [
        ([], [], "it has no points"),
        ([SQUARE[:2]], [False], "it has fewer than 3 points"),
        ([SQUARE[[0, 1, 0]]], [False], "it has fewer than 3 points"),
        ([BOW_TIE], [False], "self-intersection at 5, 5"),
        ([SQUARE * np.nan], [False], "a coordinate is not a number"),
        ([SQUARE], [True], "a hole has no part around it"),
        ([SQUARE, SQUARE + 50], [False, True], "hole lies outside shell at 50, 50"),
        ([SQUARE, SQUARE + 50], [False, False], None),
    ],
)
def test_that_the_reason_names_what_is_broken_and_where(rings, holes, reason):
    assert invalid_reason(rings, holes) == reason
