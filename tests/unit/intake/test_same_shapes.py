from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.intake.same_shapes import shape_keys
from tests.annotation_builder import annotations, box, mask, polygon

TRIANGLE = polygon([(0, 0), (10, 0), (10, 10)])
NUMBERS = st.floats(-1e4, 1e4).map(lambda number: round(number, 3))


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.integers(1, 3), st.integers(1, 2)), max_size=30))
def test_that_keys_are_equal_exactly_where_shapes_are(made):
    drawn = [box(x, y, x + 5, y + 5, image=image, class_id=class_id) for x, y, image, class_id in made]
    keys = shape_keys(annotations(*drawn)).tolist()
    facts = [(one.image, one.class_id, *(side + 0.0 for side in one.box)) for one in drawn]
    assert len(set(keys)) == len(set(facts))


def test_that_an_outline_counts_and_the_order_of_its_points_too():
    turned, other = polygon([(10, 10), (10, 0), (0, 0)]), polygon([(0, 0), (0, 10), (10, 10)])
    assert len(set(shape_keys(annotations(TRIANGLE, turned, other)).tolist())) == 3


def test_that_a_shape_has_one_key_wherever_it_stands():
    blob = mask(np.eye(12, dtype=bool))
    first, last = shape_keys(annotations(TRIANGLE, blob)), shape_keys(annotations(box(1, 1, 2, 2), blob, TRIANGLE))
    assert (first[0], first[1]) == (last[2], last[1])


def test_that_a_class_counts_only_where_it_is_asked_for():
    both = annotations(TRIANGLE, replace(TRIANGLE, class_id=2))
    assert len(set(shape_keys(both).tolist())) == 2
    assert len(set(shape_keys(both, with_class=False).tolist())) == 1
