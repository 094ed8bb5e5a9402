import numpy as np
import pytest

from assay.model.shapes import ShapeKind
from assay.reports.evidence.outlines import MARGIN, dashes, lines_in_picture
from assay.reports.evidence.window import Window
from tests.annotation_builder import annotations, box, ellipse, mask, polygon

WINDOW = Window(10, 20, 100, 80, 2.0)


def test_that_a_box_is_a_closed_line_in_pixels_of_the_picture():
    (line,) = lines_in_picture(annotations(box(20, 30, 40, 60)), 0, WINDOW)
    np.testing.assert_allclose(line, [(20, 20), (60, 20), (60, 80), (20, 80), (20, 20)])


def test_that_a_mask_runs_along_the_edges_of_its_pixels():
    raster = np.zeros((60, 60), bool)
    raster[30:40, 20:50] = True
    (line,) = lines_in_picture(annotations(mask(raster)), 0, WINDOW)
    assert line.min(axis=0).tolist() == [20, 20]
    assert line.max(axis=0).tolist() == [80, 40]
    np.testing.assert_array_equal(line[0], line[-1])


def test_that_a_hole_is_drawn_as_a_line_of_its_own():
    ring, hole = [(20, 30), (60, 30), (60, 60), (20, 60)], [(30, 40), (40, 40), (40, 50)]
    assert len(lines_in_picture(annotations(polygon(ring, hole, holes=[1])), 0, WINDOW)) == 2


def test_that_a_polyline_stays_open_and_a_keypoint_is_a_cross():
    road = annotations(polygon([(20, 30), (60, 30), (60, 60)], kind=ShapeKind.POLYLINE))
    (line,) = lines_in_picture(road, 0, WINDOW)
    assert len(line) == 3
    points = annotations(polygon([(20, 30), (60, 30)], kind=ShapeKind.KEYPOINTS))
    assert len(lines_in_picture(points, 0, WINDOW)) == 4


def test_that_an_ellipse_touches_its_box_in_the_middle_of_the_sides():
    made = box(20, 30, 40, 60)
    (line,) = lines_in_picture(annotations(type(made)(kind=ShapeKind.ELLIPSE, box=made.box)), 0, WINDOW)
    np.testing.assert_allclose(line.max(axis=0), (60, 80))
    assert not (line == (60, 80)).all(axis=1).any()


def test_that_a_turned_ellipse_is_drawn_round_and_not_through_the_points_it_is_held_by():
    made = annotations(ellipse(60, 45, 20, 10, turned=30))
    (line,) = lines_in_picture(made, 0, WINDOW)
    low, high = line.min(axis=0) / 2 + (10, 20), line.max(axis=0) / 2 + (10, 20)
    assert len(line) > 60
    assert (*low, *high) == pytest.approx(made.boxes[0], abs=0.1)


def test_that_an_image_tag_has_no_line():
    made = box(np.nan, np.nan, np.nan, np.nan)
    assert lines_in_picture(annotations(type(made)(kind=ShapeKind.TAG, box=made.box)), 0, WINDOW) == []


def test_that_a_line_is_cut_a_little_outside_the_picture():
    lines = lines_in_picture(annotations(box(20, 30, 1e7, 60)), 0, WINDOW)
    ends = np.concatenate(lines)
    assert ends[:, 0].max() == 200 + MARGIN
    assert len(ends) < 12


def test_that_a_shape_elsewhere_has_no_line():
    assert lines_in_picture(annotations(box(1000, 1000, 1100, 1100)), 0, WINDOW) == []


def test_that_dashes_follow_the_corners_and_leave_gaps():
    line = np.array([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)])
    found = list(dashes(line, on=8, off=4))
    assert [dash.tolist() for dash in found] == [[[0, 0], [8, 0]], [[10, 2], [10, 10]]]
    around = list(dashes(line, on=12, off=4))
    assert around[0].tolist() == [[0, 0], [10, 0], [10, 2]]
