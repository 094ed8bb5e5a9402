import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.intake.coordinates import conventions
from tests.annotation_builder import box
from tests.unit.intake.cases import case

WIDTH, HEIGHT = 200, 150


def suspicion(boxes, sizes=(WIDTH, HEIGHT)):
    return [one.rule for one in conventions(case(*(box(*one) for one in boxes), sizes=sizes))]


def good_boxes(count=60, seed=3, size=(WIDTH, HEIGHT)):
    """Boxes inside the image, as (x_min, y_min, x_max, y_max)."""
    random = np.random.default_rng(seed)
    low = random.uniform(0, 0.7, (count, 2)) * size
    high = low + random.uniform(0.05, 0.29, (count, 2)) * size
    return np.concatenate([low, high], axis=1)


def read_as_sizes(boxes):
    """What becomes of corners that are taken for x, y, width, height."""
    return np.concatenate([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]], axis=1)


def test_that_good_boxes_raise_no_suspicion():
    assert suspicion(good_boxes()) == []


def test_that_shares_of_the_image_are_recognised():
    assert suspicion(good_boxes() / [WIDTH, HEIGHT, WIDTH, HEIGHT]) == ["coordinates-normalised"]


def test_that_percentages_are_recognised_in_large_images():
    boxes = good_boxes(200, size=(1000, 800)) / [10, 8, 10, 8]
    assert suspicion(boxes, (1000, 800)) == ["coordinates-percent"]


def test_that_corners_delivered_as_sizes_are_recognised():
    assert suspicion(read_as_sizes(good_boxes())) == ["coordinates-corners"]


def test_that_x_and_y_that_changed_places_are_recognised():
    assert suspicion(good_boxes(size=(600, 150))[:, [1, 0, 3, 2]], (600, 150)) == ["coordinates-swapped"]


def test_that_pixels_counted_from_one_are_recognised():
    edges = [(1, 5 + n, 9, 15 + n) for n in range(6)] + [(150, 5 + n, WIDTH, 15 + n) for n in range(6)]
    assert suspicion(edges) == ["coordinates-from-one"]
    assert suspicion([*edges, (0, 5, 9, 15)]) == []


@pytest.mark.parametrize("boxes", [good_boxes(5) / 200, read_as_sizes(good_boxes(5))])
def test_that_few_boxes_raise_no_suspicion(boxes):
    assert suspicion(boxes) == []


def test_that_some_boxes_beyond_the_edge_are_no_convention():
    boxes = good_boxes()
    boxes[:12, 2] += 2 * WIDTH
    assert suspicion(boxes) == []


@given(st.integers(0, 2**32 - 1), st.integers(10, 200))
def test_that_boxes_inside_their_image_never_raise_one(seed, count):
    assert suspicion(good_boxes(count, seed)) == []


@given(st.integers(0, 2**32 - 1))
def test_that_corners_delivered_as_sizes_are_recognised_wherever_they_lie(seed):
    assert suspicion(read_as_sizes(good_boxes(200, seed))) == ["coordinates-corners"]
