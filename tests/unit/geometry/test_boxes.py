import numpy as np
import pytest

from assay.geometry.boxes import (
    box_areas,
    iofs,
    ious,
    pairwise_ious,
    side_offsets,
    union_areas,
    united,
    voc_from_xyxy,
    xywh_from_xyxy,
    xyxy_from_voc,
    xyxy_from_xywh,
)
from tests.shared_folder import vectors


def test_that_iou_and_iof_follow_pycocotools():
    """iou_boxes.json: pycocotools 2.0.11, bbIou."""
    for case in vectors("iou_boxes")["cases"]:
        a, b = xyxy_from_xywh(case["a_xywh"]), xyxy_from_xywh(case["b_xywh"])
        assert ious(a, b)[0] == pytest.approx(case["iou_coco"], abs=1e-12), case["name"]
        assert iofs(a, b)[0] == pytest.approx(case["iof_crowd_b_is_crowd"], abs=1e-12), case["name"]
        assert pairwise_ious(a, b)[0, 0] == ious(a, b)[0]


def test_that_voc_boxes_include_both_ends():
    """iou_boxes.json: PASCAL VOC devkit; the IoU with +1 is the IoU of the converted boxes."""
    for case in vectors("iou_boxes")["equivalence"]:
        assert xywh_from_xyxy(xyxy_from_voc(case["voc_a"])).tolist() == [case["coco_a"]]
        assert ious(xyxy_from_voc(case["voc_a"]), xyxy_from_voc(case["voc_b"]))[0] == pytest.approx(case["voc_iou"])
    for case in vectors("iou_boxes")["cases"]:
        voc = case["voc_plus1_on_same_corner_numbers"]
        assert ious(xyxy_from_voc(voc["a_xyxy"]), xyxy_from_voc(voc["b_xyxy"]))[0] == pytest.approx(voc["iou"])


def test_that_voc_indices_come_back_from_corners():
    assert voc_from_xyxy(xyxy_from_voc([3, 4, 3, 9])).tolist() == [[3, 4, 3, 9]]


def test_that_side_offsets_are_positive_outside_gold():
    """iou_boxes.json: edge_offsets."""
    for case in vectors("iou_boxes")["edge_offsets"]:
        offsets = side_offsets(vendor=xyxy_from_xywh(case["vendor"]), gold=xyxy_from_xywh(case["gold"]))
        assert offsets[0].tolist() == [case["left"], case["top"], case["right"], case["bottom"]]


def test_that_a_box_turned_inside_out_has_no_area():
    assert box_areas(np.array([[5.0, 5.0, 1.0, 9.0]])).tolist() == [0.0]


def test_that_united_takes_the_sides_of_the_one_that_has_them():
    nothing = np.full((1, 4), np.nan)
    assert united(nothing, np.array([[1.0, 2.0, 3.0, 4.0]])).tolist() == [[1, 2, 3, 4]]
    assert united(np.array([[0.0, 5.0, 2.0, 6.0]]), np.array([[1.0, 2.0, 3.0, 4.0]])).tolist() == [[0, 2, 3, 6]]


def test_that_the_union_of_boxes_is_what_counting_cells_gives():
    random = np.random.default_rng(4)
    corners = random.integers(0, 12, (50, 5, 2, 2))
    boxes = np.concatenate([corners.min(axis=2), corners.max(axis=2)], axis=2).astype(float)
    for group, area in zip(boxes.astype(int), union_areas(boxes), strict=True):
        cells = np.zeros((12, 12), bool)
        for x_min, y_min, x_max, y_max in group:
            cells[y_min:y_max, x_min:x_max] = True
        assert area == cells.sum()
