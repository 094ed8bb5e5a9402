import numpy as np
import pytest

from assay.compare.agreement.krippendorff import krippendorff_alpha
from assay.compare.agreement.many_raters import observed_agreement
from assay.compare.agreement.ratings import MISSING, ratings_of
from assay.compare.agreement.units import NOTHING, Drawn, Meetings, class_ratings, units_of
from assay.geometry.boxes import pairwise_ious, xyxy_from_xywh
from tests.shared_folder import vectors


def drawn_in(example):
    boxes = example["boxes"]
    raters = [example["raters"].index(one["rater"]) for one in boxes]
    return Drawn(
        rater=np.array(raters), image=np.ones(len(boxes), int), class_id=np.array([one["category"] for one in boxes])
    )


def meetings_in(example, threshold):
    corners = xyxy_from_xywh([one["bbox"] for one in example["boxes"]])
    iou = np.triu(pairwise_ious(corners, corners), 1)
    a, b = np.nonzero(iou >= threshold)
    return Meetings(a=a, b=b, iou=iou[a, b])


def units_in(example, threshold):
    return units_of(drawn_in(example), meetings_in(example, threshold), len(example["raters"]))


def ratings_in(example, threshold):
    drawn, raters = drawn_in(example), len(example["raters"])
    classes = sorted(set(drawn.class_id.tolist()))
    return class_ratings(drawn, units_in(example, threshold), np.ones((1, raters), bool), np.array([1]), classes)


def examples():
    return {example["name"]: example for example in vectors("kalpha_detection")["examples"]}


def test_that_units_are_those_of_k_alpha_cv():
    """kalpha_detection.json: units_annotation_ids, units_categories_missing_as_0."""
    for example in examples().values():
        unit = units_in(example, example["iou_threshold"])
        ids = [one["id"] for one in example["boxes"]]
        found = {frozenset(ids[row] for row in np.flatnonzero(unit == one)) for one in set(unit.tolist())}
        told = {frozenset(column) - {-1} for column in zip(*example["units_annotation_ids"], strict=True)}
        assert found == told
        ratings = ratings_in(example, example["iou_threshold"])
        rows = [[0 if ratings.values[c] == NOTHING else ratings.values[c] for c in row] for row in ratings.category]
        told_rows = zip(*example["units_categories_missing_as_0"], strict=True)
        assert sorted(rows) == sorted(list(row) for row in told_rows)


def test_that_alpha_for_detections_is_the_published_one():
    """kalpha_detection.json: alpha_missing_penalised, alpha_missing_ignored, published."""
    for example in examples().values():
        ratings = ratings_in(example, example["iou_threshold"])
        penalised = krippendorff_alpha(ratings).value
        assert round(penalised, 4) == example["alpha_missing_penalised"] == example["published"]
        nothing = len(ratings.values) - 1
        rows = [[None if c == nothing else int(c) for c in row] for row in ratings.category]
        assert krippendorff_alpha(ratings_of(rows)).value == pytest.approx(example["alpha_missing_ignored"], abs=5e-5)


def test_that_alpha_falls_as_more_overlap_is_asked_for():
    """kalpha_detection.json: localisation_sensitivity."""
    case = vectors("kalpha_detection")["localisation_sensitivity"]
    example = examples()[case["dataset"]]
    for threshold, told in case["alpha_by_iou"].items():
        assert krippendorff_alpha(ratings_in(example, float(threshold))).value == pytest.approx(told, abs=5e-5)


def test_that_alpha_of_small_units_is_as_told():
    """kalpha_detection.json: unit_matrices."""
    for case in vectors("kalpha_detection")["unit_matrices"]:
        units = ratings_of(list(zip(*case["rows_raters"], strict=True)))
        assert krippendorff_alpha(units).value == pytest.approx(case["alpha"], abs=5e-5)


def test_that_the_conventions_of_kalos_hold_where_alpha_is_defined():
    """kalpha_detection.json: kalos_conventions; where nothing varies KaLOS gives 1, Assay no value and raw agreement 1."""
    for case in vectors("kalpha_detection")["kalos_conventions"]:
        units = case.get("units") or [[1, 1]]  # "identity" and "agrees on nothing" are one value for everybody
        ratings = ratings_of(units)
        found = krippendorff_alpha(ratings)
        if found.value is None:
            assert case["expected"] == 1.0
            assert observed_agreement(ratings.counts) in (1.0, None)
        else:
            assert found.value == pytest.approx(case["expected"])


def nobody():
    return np.zeros(0, int)


def test_that_an_image_on_which_nobody_drew_is_one_unit_of_those_assigned():
    drawn = Drawn(rater=nobody(), image=nobody(), class_id=nobody())
    ratings = class_ratings(drawn, nobody(), np.array([[True, True, False]]), np.array([7]), [1])
    assert ratings.category.tolist() == [[1, 1, MISSING]]
    assert ratings.values == (1, NOTHING)


def test_that_a_rater_who_was_not_assigned_is_missing_and_one_who_was_saw_nothing():
    drawn = Drawn(rater=np.array([0]), image=np.array([7]), class_id=np.array([3]))
    ratings = class_ratings(drawn, np.array([0]), np.array([[True, True, False]]), np.array([7]), [3, 4])
    assert ratings.category.tolist() == [[0, 2, MISSING]]
