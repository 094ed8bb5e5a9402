import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry.shape_making import box_shape, ring_shape
from assay.geometry.simplifying import simplified
from assay.geometry.splitting import outline
from assay.model.shapes import ShapeKind


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 5), st.integers(5, 200))
def test_that_a_simpler_outline_keeps_within_the_tolerance(seed, tolerance, count):
    noise = np.random.default_rng(seed).uniform(30, 33, count)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    shape = ring_shape(50 + np.stack([np.cos(angle), np.sin(angle)], 1) * noise[:, None], kind=ShapeKind.POLYGON)
    simple = simplified(shape, tolerance)
    assert len(simple.rings[0]) <= count
    assert {tuple(point) for point in simple.rings[0]} <= {tuple(point) for point in shape.rings[0]}
    assert shapely.hausdorff_distance(outline(shape).exterior, outline(simple).exterior) <= tolerance + 1e-9
    assert outline(simple).is_valid


def test_that_holes_are_simplified_too_and_stay_holes():
    square = [(0, 0), (20, 0.1), (40, 0), (40, 40), (0, 40)]
    hole = [(10, 10), (10, 15), (10.1, 20), (20, 20), (20, 10)]
    simple = simplified(ring_shape(square, hole, kind=ShapeKind.POLYGON, holes=(False, True)), 1)
    assert [len(ring) for ring in simple.rings] == [4, 4]
    assert simple.holes == (False, True)


def test_that_a_box_has_nothing_to_simplify():
    box = box_shape((0, 0), (5, 5))
    assert simplified(box, 3) is box
