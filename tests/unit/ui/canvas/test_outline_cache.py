import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from assay.model.shapes import ShapeKind
from assay.ui.canvas.outline_cache import OutlineCache, rows_in, thinned
from tests.annotation_builder import Made, annotations, box, mask, polygon

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
HOLE = [(3, 3), (7, 3), (7, 7), (3, 7)]


def test_that_a_box_is_drawn_by_its_corners():
    cache = OutlineCache(annotations(box(1, 2, 3, 4)))
    assert [(p.x(), p.y()) for p in cache.corners(0).toList()] == [(1, 2), (3, 2), (3, 4), (1, 4)]


def test_that_a_hole_is_not_inside():
    path = OutlineCache(annotations(polygon(SQUARE, HOLE, holes=[1]))).path(0)
    assert path.contains(QPointF(1, 1))
    assert not path.contains(QPointF(5, 5))


def test_that_a_mask_is_drawn_along_the_edges_of_its_pixels():
    raster = np.zeros((8, 8), bool)
    raster[2:5, 1:4] = True
    bounds = OutlineCache(annotations(mask(raster))).path(0).boundingRect()
    assert (bounds.left(), bounds.top(), bounds.right(), bounds.bottom()) == (1, 2, 4, 5)


def test_that_a_polyline_is_not_closed():
    cache = OutlineCache(annotations(polygon([(0, 0), (10, 0), (10, 10)], kind=ShapeKind.POLYLINE)))
    assert cache.path(0).currentPosition() == QPointF(10, 10)


def test_that_an_ellipse_without_an_outline_fills_its_box():
    path = OutlineCache(annotations(Made(kind=ShapeKind.ELLIPSE, box=(0, 0, 20, 10)))).path(0)
    assert path.contains(QPointF(10, 5))
    assert not path.contains(QPointF(1, 1))


def test_that_each_annotation_keeps_its_own_outline_after_others():
    raster = np.zeros((8, 8), bool)
    raster[0, 0] = True
    cache = OutlineCache(
        annotations(polygon(SQUARE, HOLE, holes=[1]), box(50, 50, 60, 60), mask(raster), polygon(HOLE))
    )
    assert cache.path(3).boundingRect().topLeft() == QPointF(3, 3)
    assert cache.path(2).boundingRect().bottomRight() == QPointF(1, 1)


def test_that_an_outline_is_made_once():
    cache = OutlineCache(annotations(box(0, 0, 1, 1)))
    assert cache.path(0) is cache.path(0)


def test_that_only_boxes_that_meet_are_drawn():
    boxes = np.array([(0, 0, 10, 10), (20, 20, 30, 30), (np.nan,) * 4])
    assert rows_in(boxes, (5, 5, 15, 15)).tolist() == [0]


def test_that_a_ragged_mask_seen_from_afar_has_fewer_corners_and_the_same_look():
    raster = np.zeros((400, 400), bool)
    raster[40:360, 40:300] = True
    for row in range(40, 360):
        raster[row, 300 : 300 + row % 7] = True
    cache = OutlineCache(annotations(mask(raster)))
    near, far = cache.path_at(0, 1.0), cache.path_at(0, 0.125)
    assert near == cache.path(0)
    assert far.elementCount() < near.elementCount() / 4
    # nowhere off by more than a screen pixel, which is 8 of the image's
    corners = ([(p.x(), p.y()) for p in one.toFillPolygon().toList()] for one in (near, far))
    apart = shapely.hausdorff_distance(*map(shapely.Polygon, corners))
    assert apart <= 8
    assert cache.path_at(0, 0.125) is far


def test_that_keypoints_and_boxes_have_the_same_path_at_every_scale():
    eyes = polygon([(1, 1), (2, 1), (1, 2)], kind=ShapeKind.KEYPOINTS)
    cache = OutlineCache(annotations(eyes, box(1, 2, 3, 4)))
    assert cache.path_at(0, 0.01).isEmpty()
    assert cache.path_at(1, 0.01) == cache.path(1)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=40), st.floats(0.25, 20))
def test_that_thinned_lines_keep_their_ends_and_stay_near(line, spacing):
    ring = np.array(line, float)
    found = thinned(ring, spacing)
    assert found[0].tolist() == ring[0].tolist()
    assert found[-1].tolist() == ring[-1].tolist()
    nearest = np.hypot(*(ring[:, None] - found[None]).transpose(2, 0, 1)).min(axis=1)
    assert nearest.max() <= spacing
