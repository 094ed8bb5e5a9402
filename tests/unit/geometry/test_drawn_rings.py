import numpy as np
import pytest

from assay.geometry.drawn_rings import DrawnRings
from assay.model.shapes import ShapeKind
from tests.annotation_builder import annotations, box, keypoints, mask, moved, polygon

RASTER = np.zeros((6, 6), bool)
RASTER[1:3, 1:5] = True
MIXED = annotations(
    box(0, 0, 4, 2),
    polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [(3, 3), (6, 3), (6, 6), (3, 6)], holes=[1]),
    mask(RASTER),
    polygon([(50, 50), (70, 50), (50, 60)], kind=ShapeKind.ELLIPSE),
    polygon([(1, 1), (5, 5), (9, 1)], kind=ShapeKind.POLYLINE),
    polygon([(1, 1), (2, 2)], kind=ShapeKind.KEYPOINTS),
)


def test_that_all_rings_together_are_those_of_each_annotation():
    drawn = DrawnRings(MIXED)
    flat = drawn.flat
    for row in range(5):
        chosen = flat.of_rows(np.arange(6) == row)
        alone = drawn.rings(row)
        assert chosen.lengths.tolist() == [len(ring) for ring in alone]
        assert np.array_equal(chosen.points, np.concatenate(alone))


def test_that_keypoints_are_no_line_and_polylines_stay_open():
    flat = DrawnRings(MIXED).flat
    assert 5 not in flat.rows
    assert flat.closed[flat.rows == 4].tolist() == [False]
    assert flat.closed[flat.rows != 4].all()


def test_that_keypoints_that_are_not_labelled_are_not_drawn():
    drawn = DrawnRings(annotations(keypoints([(5, 5), (0, 0), (9, 7)], seen=[2, 0, 1], box=(0, 0, 20, 20))))
    assert drawn.rings(0)[0].tolist() == [[5, 5], [9, 7]]
    boxed = box(0, 0, 20, 20, extra={"keypoints": [[5, 5], [0, 0]], "visibility": [2, 0]})
    assert DrawnRings(annotations(boxed)).keypoints(0).tolist() == [[5, 5]]
    assert DrawnRings(annotations(boxed)).rings(0)[0].tolist() == [[0, 0], [20, 0], [20, 20], [0, 20]]


def test_that_an_ellipse_has_its_area_and_its_ends():
    (ring,) = DrawnRings(MIXED).rings(3)
    x, y = ring.T
    area = abs(np.sum(x * np.roll(y, 1) - y * np.roll(x, 1))) / 2
    assert area == pytest.approx(np.pi * 20 * 10, rel=0.002)
    assert (x.max(), y.max()) == (70, 60)


def test_that_an_ellipse_given_by_its_box_alone_fills_it():
    (ring,) = DrawnRings(annotations(moved(box(10, 20, 30, 60), kind=ShapeKind.ELLIPSE))).rings(0)
    assert np.allclose([*ring.min(axis=0), *ring.max(axis=0)], [10, 20, 30, 60])
