import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.geometry import box_overlaps
from assay.geometry.box_overlaps import overlapping, overlapping_alike, sorted_boxes
from assay.geometry.boxes import intersections, ious

SIDE = st.sampled_from([0.0, 1.0, 1.0000001, 2.5, 7.0, 7.0000001, 1e9, -3.0, np.nan])
BOXES = st.lists(st.tuples(SIDE, SIDE, SIDE, SIDE, st.integers(0, 2)), max_size=12)


def columns(rows: list[tuple[float, float, float, float, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(rows, float).reshape(-1, 5)
    return table[:, :4], table[:, 4].astype(np.int64)


def joined(pieces) -> list[np.ndarray]:
    return [np.concatenate(column) for column in zip(*pieces, strict=True)]


@given(BOXES, BOXES)
def test_that_overlapping_finds_exactly_the_pairs_that_share_area_on_one_image(a, b):
    (boxes_a, images_a), (boxes_b, images_b) = columns(a), columns(b)
    i, j, shared = joined(overlapping(sorted_boxes(boxes_a.T, images_a), sorted_boxes(boxes_b.T, images_b)))
    table = np.nan_to_num(intersections(boxes_a[:, None], boxes_b[None]))
    table[images_a[:, None] != images_b[None]] = 0
    table[~np.isfinite(boxes_a).all(axis=1)] = 0
    table[:, ~np.isfinite(boxes_b).all(axis=1)] = 0
    assert sorted(map(list, zip(i.tolist(), j.tolist(), strict=True))) == np.argwhere(table > 0).tolist()
    assert np.array_equal(shared, table[i, j])


@given(BOXES, BOXES, st.integers(1, 5))
def test_that_looking_at_a_few_candidates_at_a_time_finds_the_same(a, b, at_a_time):
    (boxes_a, images_a), (boxes_b, images_b) = columns(a), columns(b)
    prepared = sorted_boxes(boxes_a.T, images_a), sorted_boxes(boxes_b.T, images_b)
    whole = list(overlapping(*prepared))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(box_overlaps, "_AT_A_TIME", at_a_time)
        pieces = list(overlapping(*prepared))
    assert len(pieces) >= len(whole)
    for in_pieces, at_once in zip(joined(pieces), joined(whole), strict=True):
        assert np.array_equal(in_pieces, at_once)


def test_that_choosing_keeps_the_boxes_sorted():
    boxes = sorted_boxes(np.array([[5.0, 1.0, 3.0], [0, 0, 0], [6, 2, 4], [1, 1, 1]]), np.zeros(3, np.int64))
    kept = boxes.where(np.array([True, False, True]))
    assert kept.rows.tolist() == [2, 0]
    assert kept.sides[0].tolist() == [3.0, 5.0]


@given(BOXES, BOXES, st.sampled_from([0.05, 0.5, 0.85, 1.0]))
def test_that_looking_for_alike_boxes_loses_none_of_such_an_iou(a, b, least_iou):
    (boxes_a, images_a), (boxes_b, images_b) = columns(a), columns(b)
    prepared = sorted_boxes(boxes_a.T, images_a), sorted_boxes(boxes_b.T, images_b)
    i, j, _ = joined(overlapping(*prepared))
    enough = ious(boxes_a[i], boxes_b[j]) >= least_iou
    few, partners, shared = joined(overlapping_alike(*prepared, least_iou))
    assert set(zip(i[enough].tolist(), j[enough].tolist(), strict=True)) <= set(
        zip(few.tolist(), partners.tolist(), strict=True)
    )
    assert np.array_equal(shared, intersections(boxes_a[few], boxes_b[partners]))
